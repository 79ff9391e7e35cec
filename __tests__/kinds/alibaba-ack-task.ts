import type { KindContract } from '../support/contract.ts';
import { isNothing, textOf, valueAt } from '../support/json-tree.ts';
import { upper } from '../support/oracle-envelope.ts';

export const contract: KindContract = {
  region: 'cn-hangzhou',
  taskType: 'cluster_scaleout',
  unknownTask: '404 ErrorTaskNotFound',
  // A result that failed makes a success partial.
  deciding: ['task_result', 'task_result[]', 'task_result[].status'],
  isWhole(task) {
    const results = valueAt(task, 'task_result');
    if (isNothing(results)) return true;
    return (
      results?.type === 'list' &&
      results.items.every((result) => {
        const status = valueAt(result, 'status');
        const said = textOf(status);
        const isReadable = result.type === 'object' && (isNothing(status) || said !== undefined);
        return isReadable && !['FAIL', 'FAILED'].includes(upper(said ?? ''));
      })
    );
  },
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
  starts: ['ScaleClusterNodePool'],
  cancel: { permission: 'cs:CancelTask', path: '/tasks/t-1/cancel' },
  failed: {
    step: {
      status: 'fail',
      phase: 'Push',
      message: 'pushing',
      errorCode: 'E.2',
      errorInfo: 'no quota',
    },
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
};
