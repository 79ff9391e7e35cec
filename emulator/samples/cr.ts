import type { Step, TaskScript } from '../types.ts';

const kind = 'alibaba-cr-artifact-build';
const common = { kind, instanceId: 'cri-sample' } as const;
const start: Step[] = [
  { at: 0, status: 'PENDING' },
  { at: 5, status: 'BUILDING' },
];
const target = { targetRepoId: 'crr-web', targetTag: 'latest_accelerated' };
/** Tasks that take 20 to 30 s: one that works out and one that fails. */
export const samples: TaskScript<typeof kind>[] = [
  {
    ...common,
    id: 'i2a-ok',
    steps: [...start, { at: 25, status: 'SUCCESS', ...target }],
    log: ['pull source image', 'convert 5 layers', 'push latest_accelerated', 'done'],
  },
  {
    ...common,
    id: 'i2a-fails',
    steps: [...start, { at: 22, status: 'FAILED', ...target }],
    log: ['pull source image', 'convert layer 1 of 5', 'error: layer 2 of 5 is not a gzip file'],
  },
];
