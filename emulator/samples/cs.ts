import type { Step, TaskScript } from '../types.ts';

const kind = 'alibaba-ack-task';
const parent = 'c-sample';
const event = (message: string) => [{ level: 'Normal', message, reason: 'NodePoolScale' }];
const start: Step[] = [
  { at: 0, status: 'initial' },
  { at: 3, status: 'running', phase: 'CreateInstances', events: event('start to scale out') },
  {
    at: 12,
    status: 'running',
    phase: 'JoinNodes',
    resources: [{ data: 'i-sample-1', status: 'initial' }],
  },
];
/** Tasks that take 20 to 30 s: one that works out and one that fails. */
export const samples: TaskScript<typeof kind>[] = [
  {
    kind,
    parent,
    id: 'T-ack-ok',
    type: 'cluster_scaleout',
    steps: [
      ...start,
      {
        at: 24,
        status: 'success',
        phase: 'JoinNodes',
        resources: [{ data: 'i-sample-1', status: 'success' }],
      },
    ],
  },
  {
    kind,
    parent,
    id: 'T-ack-fails',
    type: 'cluster_scaleout',
    steps: [
      ...start,
      {
        at: 20,
        // The reference page says `failed`; the API says `fail`.
        status: 'fail',
        phase: 'JoinNodes',
        errorCode: 'NodeNotReady',
        errorInfo: 'node i-sample-1 is not ready after 600 s',
        resources: [{ data: 'i-sample-1', status: 'failed' }],
      },
    ],
  },
];
