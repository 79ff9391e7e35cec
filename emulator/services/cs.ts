import type { Call } from '../call.ts';
import { chinaMillis, chinaPlain, chinaSeconds } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { samples } from '../samples/cs.ts';
import type { Service } from '../service.ts';
import type { TaskView } from '../timeline.ts';
import { scaleOut } from './cs-start.ts';

const kind = 'alibaba-ack-task';

const common = {
  version: '2015-12-15',
  cloud: 'alibaba',
  envelope: 'ack',
  signed: true,
  kind,
} as const;

/** Container Service for Kubernetes 2015-12-15: ROA, found by path and method. */
const operations: Operation[] = [
  {
    ...common,
    action: 'DescribeTaskInfo',
    path: /^\/tasks\/([^/]+)$/,
    methods: ['GET'],
    permission: 'cs:DescribeTaskInfo',
    run: describe,
  },
  {
    ...common,
    action: 'CancelTask',
    path: /^\/tasks\/([^/]+)\/cancel$/,
    methods: ['POST'],
    permission: 'cs:CancelTask',
    run: cancel,
  },
  { ...common, methods: ['POST'], ...scaleOut },
];

export const cs: Service<'alibaba-ack-task'> = {
  kind,
  words: {
    running: 'running',
    success: 'success',
    open: ['initial', 'running', 'paused'],
    // The page says `failed`, the API `fail`; `cancelled` is tolerance.
    last: ['success', 'fail', 'failed', 'canceled', 'cancelled'],
  },
  answersForOne: true,
  answers: {
    action: 'DescribeTaskInfo',
    entries: [],
    // A result that failed makes a success a partial one.
    deciding: ['task_id', 'state', 'task_result'],
    optional: ['error'],
  },
  samples,
  operations,
};

function lookUp(call: Call, backend: Backend): { view: TaskView; others: TaskView[] } {
  const id = decodeURIComponent(call.rawPath.split('/')[2] ?? '');
  const region = backend.region;
  const [view, ...others] = backend.find({ kind, ids: [id], ...(region && { region }) });
  // The code is not documented; clusters and node pools have ErrorClusterNotFound and its like.
  if (!view) throw new ApiError(404, 'ErrorTaskNotFound', `task ${id} not found`);
  return { view, others };
}

function describe(call: Call, backend: Backend): Answer {
  const { view, others } = lookUp(call, backend);
  return {
    body: {
      ...entry(view),
      // One task is all this API answers; under a fault the others show up beside it.
      ...(others.length > 0 && { other_tasks: others.map(entry) }),
      ...view.script.extra,
    },
  };
}

function entry(view: TaskView): Record<string, unknown> {
  const { step, script } = view;
  const cluster = script.parent ?? 'c-emulated';
  return {
    task_id: view.id,
    cluster_id: cluster,
    task_type: script.type ?? 'cluster_scaleout',
    state: view.status,
    created: chinaSeconds(view.createdAt),
    updated: chinaMillis(view.modifiedAt),
    target: { id: cluster, type: 'cluster' },
    parameters: {},
    stages: stages(view),
    current_stage: step.phase ?? '',
    events: view.reached.flatMap((each) =>
      (each.step.events ?? []).map((event) => ({
        action: 'start',
        level: event.level,
        message: event.message,
        reason: event.reason ?? '',
        source: 'ACK',
        // Milliseconds, as text (alibabacloud-typescript-sdk `cs-20151215`).
        timestamp: String(each.time),
      })),
    ),
    task_result: step.resources ?? [],
    ...(step.errorCode !== undefined && {
      error: { code: step.errorCode, message: step.errorInfo ?? step.message ?? '' },
    }),
  };
}

/** Stages have no name in this API; the present one is named by `current_stage`. */
function stages(view: TaskView): Record<string, unknown>[] {
  const named = view.reached.filter(({ step }) => step.phase !== undefined);
  const started = named.filter(({ step }, i) => step.phase !== named[i - 1]?.step.phase);
  return started.map(({ step, time }, i) => {
    const end = started[i + 1]?.time ?? view.finishedAt;
    return {
      state: started[i + 1] ? 'success' : view.status,
      start_time: chinaPlain(time),
      end_time: end === undefined ? '' : chinaPlain(end),
      message: step.message ?? '',
      outputs: {},
    };
  });
}

/** Answers 202 with nothing in it; the task is `canceled` from then on (alibabacloud-typescript-sdk `cs-20151215`). */
function cancel(call: Call, backend: Backend): Answer {
  const { view } = lookUp(call, backend);
  if (view.finishedAt !== undefined || view.script.cancelable === false) {
    throw new ApiError(
      400,
      'ErrorTaskCannotBeCanceled',
      `task ${view.id} is ${view.status} and cannot be canceled`,
    );
  }
  backend.tasks.divert(kind, view.id, [{ at: 0, status: 'canceled' }]);
  return { status: 202, body: '' };
}
