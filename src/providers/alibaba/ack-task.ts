import * as z from 'zod/mini';
import { percentEncode } from '../../clouds/encoding.ts';
import {
  filled,
  informing,
  listOf,
  optionalCode,
  optionalText,
  textOrEmpty,
} from '../../clouds/shapes.ts';
import type { CloudError } from '../../model/errors.ts';
import { isFinal, type Observation, type Phase } from '../../model/task.ts';
import { ackConsole } from '../console.ts';
import { getting } from '../getting.ts';
import { type ProviderDefinition, stateOf } from '../provider.ts';
import { isoTime, known } from '../reading.ts';

const ACTION = 'DescribeTaskInfo';

/** What fits under an error; the last ones are the nearest to it. */
const MOST_EVENTS = 20;

const Stage = z.looseObject({
  state: textOrEmpty,
  name: optionalText,
  message: optionalText,
  start_time: optionalText,
  end_time: optionalText,
});

const Event = z.looseObject({
  level: textOrEmpty,
  message: textOrEmpty,
  reason: textOrEmpty,
  // Unix milliseconds, as text.
  timestamp: informing(z.coerce.number()),
});

const Answer = z.looseObject({
  task_id: filled,
  cluster_id: optionalText,
  state: filled,
  created: optionalText,
  updated: optionalText,
  current_stage: optionalText,
  stages: listOf(Stage),
  events: listOf(Event),
  // What failed of a task that succeeded makes it partial: this decides.
  task_result: z.nullish(
    z.array(z.looseObject({ data: optionalText, status: z.nullish(z.string()) })),
  ),
  error: informing(z.looseObject({ code: optionalCode, message: optionalText })),
});

type Answer = z.infer<typeof Answer>;

/** What the log of a failure needs of an answer, as it travels with the task. */
const Reasons = informing(z.array(z.string()));

/** Container Service for Kubernetes: a task of a cluster, a node pool or an add-on. */
export const definition: ProviderDefinition<'alibaba-ack-task'> = {
  name: 'alibaba-ack-task',
  cloud: 'alibaba',
  product: { code: 'cs', version: '2015-12-15' },
  title: 'cluster task (Container Service for Kubernetes)',
  titleInChinese: '集群任务（容器服务 Kubernetes 版 ACK）',
  idsPerRequest: 1,
  // A guess: most tasks start or drain nodes; an upgrade of a cluster takes longer.
  typicalMs: 3 * 60_000,
  permissions: { wait: `cs:${ACTION}`, cancel: 'cs:CancelTask' },
  // Failed is `fail` in today's API and `failed` in older documentation; waiters of Alibaba's own accept both.
  states: {
    INITIAL: 'pending',
    RUNNING: 'running',
    PAUSED: 'running',
    SUCCESS: 'succeeded',
    FAIL: 'failed',
    FAILED: 'failed',
    CANCELED: 'canceled',
    CANCELLED: 'canceled',
  },
  inputs: [],
  connect(_options, call) {
    const tasks = getting(
      {
        request: (id) => ({
          action: ACTION,
          method: 'GET',
          path: `/tasks/${percentEncode(id)}`,
          permission: `cs:${ACTION}`,
        }),
        answer: Answer,
        id: 'task_id',
        isUnknown,
        observe,
      },
      call,
    );
    return {
      ask: tasks.ask,
      async cancel(id, signal) {
        await call(
          {
            action: 'CancelTask',
            method: 'POST',
            path: `/tasks/${percentEncode(id)}/cancel`,
            permission: 'cs:CancelTask',
            mayBeEmpty: true,
          },
          signal,
        );
      },
      failureLog: async ({ carry }) => ({
        title: 'Error, stages and warnings',
        lines: Reasons.parse(carry) ?? [],
      }),
    };
  },
};

/** The error, the stages that failed, and the last warnings. */
function reasonsOf({ error, stages, events }: Answer): string[] {
  const failed = stages
    .map(phaseOf)
    .filter(({ status }) => /^fail(ed)?$/i.test(status))
    .map(
      ({ name, status, message }) =>
        `${name.startsWith('stage ') ? name : `stage ${name}`}: ${[status, message].filter(Boolean).join(', ')}`,
    );
  const warnings = events
    .filter(({ level }) => /^(warn|err)/i.test(level))
    .slice(-MOST_EVENTS)
    .map(({ level, reason, message, timestamp }) =>
      [isoTime((timestamp ?? 0) / 1_000), level, reason, message].filter(Boolean).join('  '),
    );
  const code = [error?.code, error?.message].filter(Boolean).join(': ');
  return [...(code ? [`error: ${code}`] : []), ...failed, ...warnings];
}

/** The code for an unknown task is not documented; the path names nothing but the task, so that a 404 means it. */
function isUnknown({ kind, code, status }: CloudError): boolean {
  const isGateway = /^Invalid(Api|Action|Product|Version|Region)/i.test(code);
  return status === 404 && kind === 'request' && !isGateway;
}

function observe(body: Answer, requestId: string): Observation {
  const word = stateOf(definition.states, body.state);
  const results = body.task_result ?? [];
  const lost = results.filter(({ status }) => /^fail(ed)?$/i.test(status ?? ''));
  const state = word === 'succeeded' && lost.length > 0 ? 'partial' : word;
  return {
    id: body.task_id,
    state,
    status: body.state,
    ...known({
      phase: body.current_stage,
      message:
        body.error?.message ||
        (lost.length > 0 ? `Failed for ${lost.map(({ data }) => data).join(', ')}.` : '') ||
        body.stages.at(-1)?.message,
      errorCode: body.error?.code,
      consoleUrl: ackConsole(body.cluster_id),
      createdAt: isoTime(body.created),
      finishedAt: isFinal(state) ? isoTime(body.updated) : undefined,
      requestId,
    }),
    phases: body.stages.map(phaseOf),
    resourceIds: results
      .filter(({ status }) => /^success$/i.test(status ?? ''))
      .flatMap(({ data }) => data ?? []),
    carry: reasonsOf(body),
  };
}

/** The times of a stage have no zone in the reference: `2022-12-15 23:00:00` is left out. */
function phaseOf(stage: z.infer<typeof Stage>, index: number): Phase {
  return {
    name: stage.name ?? `stage ${index + 1}`,
    status: stage.state,
    ...known({
      message: stage.message,
      startedAt: isoTime(stage.start_time),
      finishedAt: isoTime(stage.end_time),
    }),
  };
}
