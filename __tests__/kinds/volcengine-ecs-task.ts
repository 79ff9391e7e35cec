import type { KindContract } from '../support/contract.ts';
import { numbered } from '../support/numbered.ts';

export const contract: KindContract = {
  region: 'cn-beijing',
  otherInputs: ['task-type'],
  taskType: 'CreateImage',
  pageToken: 'Result.NextToken',
  parent: {
    input: 'resource-id',
    param: 'ResourceIds.1',
    field: 'ResourceId',
    created: 'CreatedAt',
  },
  permission: 'ecs:DescribeTasks',
  isFlat: true,
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
  starts: ['CreateImage', 'ImportImage', 'CopyImage', 'ExportImage'],
  failed: {
    step: { status: 'Failed', progress: 40 },
    expected: { progress: 0.4, phase: 'CreateImage' },
  },
};
