import type { Step, TaskScript } from '../types.ts';

const kind = 'alibaba-ecs-task';
const start: Step[] = [
  { at: 0, status: 'Waiting', progress: 0 },
  { at: 4, status: 'Processing', progress: 20 },
  { at: 14, status: 'Processing', progress: 70 },
];

/** Tasks that take 20 to 30 s: one that works out and one that fails. */
export const samples: TaskScript<typeof kind>[] = [
  {
    kind,
    id: 't-import-ok',
    parent: 'm-imported',
    type: 'ImportImage',
    steps: [...start, { at: 24, status: 'Finished', progress: 100 }],
  },
  {
    kind,
    id: 't-export-fails',
    parent: 'm-exported',
    type: 'ExportImage',
    steps: [
      ...start,
      {
        at: 20,
        status: 'Failed',
        progress: 70,
        errorCode: 'NoSuchBucket',
        errorInfo: 'The specified bucket does not exist.',
      },
    ],
  },
];
