import type { KindContract } from '../support/contract.ts';
import { numbered } from '../support/numbered.ts';

export const contract: KindContract = {
  region: 'cn-hangzhou',
  pageToken: 'NextToken',
  // An entry says nothing of its container group.
  parent: { input: 'container-group-id', param: 'ContainerGroupId', created: 'TaskCreationTime' },
  permission: 'eci:DescribeCommitContainerTask',
  method: 'POST',
  ids: 10,
  poll: (ids) => ({ query: { RegionId: 'cn-hangzhou', ...numbered('TaskId', ids) } }),
  entries: ['CommitTasks', 'TaskId', 'TaskStatus'],
  states: { running: ['Running'], succeeded: ['Succeeded'], failed: ['Failed'] },
  starts: ['CommitContainer'],
  failed: {
    step: { status: 'Failed', progress: 75, phase: 'Push', message: 'pushing' },
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
};
