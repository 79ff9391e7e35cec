import type { KindContract } from '../support/contract.ts';

export const contract: KindContract = {
  region: 'cn-hangzhou',
  taskType: 'ImportImage',
  permission: 'ecs:DescribeTasks',
  isFlat: true,
  method: 'POST',
  ids: 100,
  poll: (ids) => ({ query: { RegionId: 'cn-hangzhou', TaskIds: ids.join(',') } }),
  entries: ['TaskSet.Task', 'TaskId', 'TaskStatus'],
  states: {
    pending: ['Waiting', 'Pending'],
    running: ['Processing', 'Paused'],
    succeeded: ['Finished'],
    failed: ['Failed'],
    canceled: ['Deleted', 'Canceled'],
  },
  starts: ['ImportImage', 'ExportImage'],
  cancel: { permission: 'ecs:CancelTask', path: '/' },
  failed: {
    step: { status: 'Failed', progress: 40, errorCode: 'E.3', errorInfo: 'no bucket' },
    expected: { progress: 0.4, phase: 'ImportImage', errorCode: 'E.3', message: 'no bucket' },
  },
};
