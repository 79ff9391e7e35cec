import type { Step, TaskScript } from '../types.ts';

const kind = 'volcengine-ecs-task';
const start: Step[] = [
  { at: 0, status: 'Pending', progress: 0 },
  { at: 4, status: 'Running', progress: 20 },
  { at: 14, status: 'Running', progress: 70 },
];
/** Tasks that take 20 to 30 s: one that works out and one that fails. */
export const samples: TaskScript<typeof kind>[] = [
  {
    kind,
    parent: 'image-sample-ok',
    id: 't-volc-ok',
    steps: [...start, { at: 26, status: 'Succeeded', progress: 100 }],
  },
  {
    kind,
    parent: 'image-sample-fails',
    id: 't-volc-fails',
    type: 'CopyImage',
    steps: [...start, { at: 20, status: 'Failed', progress: 70 }],
  },
];
