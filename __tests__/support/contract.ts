import type { Kind, Step } from '../../emulator/index.ts';
import type { Observation, TaskState } from '../../src/model/task.ts';

/** What the public contract and the vendor's reference say of one kind of task. The suites loop over these rows. */
export interface KindContract {
  /** The operation that is polled: `product:Action`, which is also the permission that it needs. */
  permission: `${string}:${string}`;
  method: 'GET' | 'POST';
  /** Most ids in one request. */
  ids: number;
  /** The parameters, or for ROA the path, that ask for tasks. */
  poll: (ids: readonly string[]) => { query?: Record<string, string>; path?: string };
  /** Where an answer holds its entries, '' where it is the entry itself, and what id and status are called there. */
  entries: [list: string, id: string, status: string];
  /** The vendor's words. */
  states: Partial<Record<TaskState, readonly string[]>>;
  cancel?: { permission: `${string}:${string}`; path: string };
  /** A task that failed, and what is read of it, by a look of its own where the kind has one. */
  failed: { step: Omit<Step, 'at'>; expected: Partial<Observation> };
}

const region = { RegionId: 'cn-hangzhou' };
const push = { phase: 'Push', message: 'pushing' };

const numbered = (name: string, ids: readonly string[]) =>
  Object.fromEntries(ids.map((id, index) => [`${name}.${index + 1}`, id]));

export const CONTRACT: Record<Kind, KindContract> = {
  'alibaba-ack-task': {
    permission: 'cs:DescribeTaskInfo',
    method: 'GET',
    ids: 1,
    poll: ([id]) => ({ path: `/tasks/${id}` }),
    entries: ['', 'task_id', 'state'],
    states: {
      pending: ['initial'],
      running: ['running', 'paused'],
      succeeded: ['success'],
      failed: ['fail', 'failed'],
      canceled: ['canceled', 'cancelled'],
    },
    cancel: { permission: 'cs:CancelTask', path: '/tasks/t-1/cancel' },
    failed: {
      step: { status: 'fail', ...push, errorCode: 'E.2', errorInfo: 'no quota' },
      expected: {
        errorCode: 'E.2',
        message: 'no quota',
        phase: 'Push',
        phases: [
          // Their times have no zone.
          { name: 'stage 1', status: 'fail', message: 'pushing' },
        ],
      },
    },
  },
  'alibaba-cr-artifact-build': {
    permission: 'cr:GetArtifactBuildTask',
    method: 'GET',
    ids: 1,
    poll: ([id = '']) => ({ query: { InstanceId: 'cri-sample', BuildTaskId: id } }),
    entries: ['', 'BuildTaskId', 'TaskStatus'],
    states: {
      pending: ['PENDING'],
      running: ['BUILDING'],
      succeeded: ['SUCCESS'],
      failed: ['FAILED'],
      canceled: ['CANCELED', 'CANCELLED'],
    },
    cancel: { permission: 'cr:CancelArtifactBuildTask', path: '/' },
    failed: { step: { status: 'FAILED' }, expected: {} },
  },
  'alibaba-eci-commit': {
    permission: 'eci:DescribeCommitContainerTask',
    method: 'POST',
    ids: 10,
    poll: (ids) => ({ query: { ...region, ...numbered('TaskId', ids) } }),
    entries: ['CommitTasks', 'TaskId', 'TaskStatus'],
    states: { running: ['Running'], succeeded: ['Succeeded'], failed: ['Failed'] },
    failed: {
      step: { status: 'Failed', progress: 75, ...push },
      expected: {
        progress: 0.75,
        phase: 'Push',
        message: 'pushing',
        phases: [
          {
            name: 'Push',
            status: 'Failed',
            message: 'pushing',
            finishedAt: '2026-11-22T04:00:00.000Z',
          },
        ],
      },
    },
  },
  'alibaba-ecs-image-pipeline': {
    permission: 'ecs:DescribeImagePipelineExecutions',
    method: 'POST',
    ids: 1,
    poll: ([id = '']) => ({ query: { ...region, ExecutionId: id } }),
    entries: ['ImagePipelineExecution.ImagePipelineExecutionSet', 'ExecutionId', 'Status'],
    states: {
      pending: ['PREPARING'],
      running: ['BUILDING', 'REPAIRING', 'TESTING', 'DISTRIBUTING', 'RELEASING', 'CANCELLING'],
      succeeded: ['SUCCESS'],
      partial: ['PARTITION_SUCCESS'],
      failed: ['FAILED', 'TEST_FAILED'],
      canceled: ['CANCELLED'],
    },
    cancel: { permission: 'ecs:CancelImagePipelineExecution', path: '/' },
    failed: {
      step: { status: 'FAILED', message: 'look at it', errorCode: 'E.1', errorInfo: 'no disk.' },
      expected: { errorCode: 'E.1', message: 'no disk. look at it' },
    },
  },
  'alibaba-ecs-task': {
    permission: 'ecs:DescribeTasks',
    method: 'POST',
    ids: 100,
    poll: (ids) => ({ query: { ...region, TaskIds: ids.join(',') } }),
    entries: ['TaskSet.Task', 'TaskId', 'TaskStatus'],
    states: {
      pending: ['Waiting', 'Pending'],
      running: ['Processing', 'Paused'],
      succeeded: ['Finished'],
      failed: ['Failed'],
      canceled: ['Deleted', 'Canceled'],
    },
    cancel: { permission: 'ecs:CancelTask', path: '/' },
    failed: {
      step: { status: 'Failed', progress: 40, errorCode: 'E.3', errorInfo: 'no bucket' },
      expected: { progress: 0.4, phase: 'ImportImage', errorCode: 'E.3', message: 'no bucket' },
    },
  },
  'volcengine-ecs-task': {
    permission: 'ecs:DescribeTasks',
    method: 'GET',
    ids: 100,
    poll: (ids) => ({ query: numbered('TaskIds', ids) }),
    entries: ['Result.Tasks', 'Id', 'Status'],
    states: {
      pending: ['Pending'],
      running: ['Running', 'UnknownStatus'],
      succeeded: ['Succeeded'],
      failed: ['Failed'],
    },
    failed: {
      step: { status: 'Failed', progress: 40 },
      expected: { progress: 0.4, phase: 'CreateImage' },
    },
  },
};

/** The vendor's words for a task that runs and for one that is done. */
export function wordsOf(kind: Kind): [running: string, done: string] {
  const { running = [], succeeded = [] } = CONTRACT[kind].states;
  return [running[0] ?? '', succeeded[0] ?? ''];
}

/** `DescribeTasks` of `ecs:DescribeTasks`. */
export function actionOf(permission: string): string {
  return permission.slice(permission.indexOf(':') + 1);
}
