import type { Call } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { wholeNumber } from '../paging.ts';
import { samples } from '../samples/ecs-task.ts';
import type { Service } from '../service.ts';
import type { TaskView } from '../timeline.ts';
import { imageTasks } from './ecs-task-start.ts';
import { checkRegion, need } from './shared.ts';

const kind = 'alibaba-ecs-task';

/** Most ids in one request, and the largest page. */
const most = 100;

const common = {
  version: '2014-05-26',
  cloud: 'alibaba',
  envelope: 'alibaba',
  methods: ['GET', 'POST'],
  signed: true,
  kind,
} as const;

/** Elastic Compute Service 2014-05-26, as far as ImportImage and ExportImage go (alibabacloud-typescript-sdk `ecs-20140526`). */
const operations: Operation[] = [
  { ...common, action: 'DescribeTasks', permission: 'ecs:DescribeTasks', run: describe },
  {
    ...common,
    action: 'DescribeTaskAttribute',
    permission: 'ecs:DescribeTaskAttribute',
    run: describeAttribute,
  },
  { ...common, action: 'CancelTask', permission: 'ecs:CancelTask', run: cancel },
  ...imageTasks.map((operation) => ({ ...common, ...operation })),
];

export const ecsTask: Service<'alibaba-ecs-task'> = {
  kind,
  words: {
    running: 'Processing',
    success: 'Finished',
    open: ['Waiting', 'Pending', 'Processing', 'Paused'],
    last: ['Finished', 'Failed', 'Deleted', 'Canceled'],
  },
  answers: {
    action: 'DescribeTasks',
    entries: ['TaskSet', 'Task'],
    deciding: ['TaskId', 'TaskStatus'],
    optional: [],
  },
  samples,
  operations,
};

function describe({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const ids = params.TaskIds?.split(',').map((id) => id.trim()) ?? [];
  if (ids.length > most) throw invalid('TaskIds', `at most ${most} ids`);
  const size = wholeNumber(params.PageSize, 10);
  if (!(size >= 1 && size <= most)) throw invalid('PageSize', `1 to ${most}`);
  const number = wholeNumber(params.PageNumber, 1);
  if (!(number >= 1)) throw invalid('PageNumber', '1 or more');
  // An unknown id is missing from the list and no error.
  const found = backend.find({ kind, region, ...(ids.length > 0 && { ids }) });
  return {
    body: {
      PageNumber: number,
      PageSize: size,
      TotalCount: found.length,
      RegionId: region,
      TaskSet: { Task: found.slice((number - 1) * size, number * size).map(entry) },
    },
  };
}

function entry(view: TaskView): Record<string, unknown> {
  return {
    TaskId: view.id,
    TaskAction: view.script.type ?? 'ImportImage',
    TaskStatus: view.status,
    SupportCancel: String(isCancelable(view)),
    ResourceId: view.script.parent ?? '',
    CreationTime: utcMinutes(view.createdAt),
    FinishedTime: view.finishedAt === undefined ? '' : utcMinutes(view.finishedAt),
    ...view.script.extra,
  };
}

/** The list has neither progress nor reason; this has both. */
function describeAttribute(call: Call, backend: Backend): Answer {
  const view = lookUp(call, backend);
  const { progress = 0, errorCode = '', errorInfo = '' } = view.step;
  const isFailed = view.status.toLowerCase() === 'failed';
  return {
    body: {
      ...entry(view),
      RegionId: call.params.RegionId,
      TaskProcess: `${progress}%`,
      TotalCount: 1,
      SuccessCount: view.status === ecsTask.words.success ? 1 : 0,
      FailedCount: isFailed ? 1 : 0,
      OperationProgressSet: {
        OperationProgress: [
          {
            OperationStatus: isFailed ? 'Failed' : 'Success',
            ErrorCode: errorCode,
            ErrorMsg: errorInfo,
            RelatedItemSet: { RelatedItem: [] },
          },
        ],
      },
    },
  };
}

/** `Deleted` is how a canceled task is listed. */
function cancel(call: Call, backend: Backend): Answer {
  const view = lookUp(call, backend);
  if (!isCancelable(view)) {
    throw new ApiError(
      403,
      'InvalidTaskId.IncorrectTaskStatus',
      `A task that is ${view.status} cannot be canceled.`,
    );
  }
  backend.tasks.divert(kind, view.id, [{ at: 0, status: 'Deleted' }]);
  return { body: {} };
}

function lookUp({ params }: Call, backend: Backend): TaskView {
  const region = checkRegion(params);
  const id = need(params, 'TaskId');
  const view = backend.find({ kind, region, ids: [id] }).find((each) => each.id === id);
  if (!view) throw new ApiError(400, 'InvalidTaskId.NotFound', `The task ${id} does not exist.`);
  return view;
}

function isCancelable(view: TaskView): boolean {
  return view.finishedAt === undefined && view.script.cancelable !== false;
}

function invalid(name: string, range: string): ApiError {
  return new ApiError(400, `InvalidParameter.${name}`, `${name} must be ${range}.`);
}

/** `2015-11-23T02:13Z`, as these tasks write times. */
function utcMinutes(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
