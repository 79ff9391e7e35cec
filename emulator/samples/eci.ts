import type { Step, TaskScript } from '../types.ts';

const kind = 'alibaba-eci-commit';
const parent = 'eci-sample';
const start: Step[] = [
  { at: 0, status: 'Running', progress: 0, phase: 'PullBaseImage', message: 'Pull base image' },
  {
    at: 8,
    status: 'Running',
    progress: 40,
    phase: 'CommitContainer',
    message: 'Commit container',
  },
];
const push = { phase: 'PushCommittedImage', message: 'Push committed image' };
const full = 'push image: no space left in the repository';
/** Tasks that take 20 to 30 s: one that works out and one that fails. */
export const samples: TaskScript<typeof kind>[] = [
  {
    kind,
    parent,
    id: 't-eci-ok',
    steps: [
      ...start,
      { at: 16, status: 'Running', progress: 75, ...push },
      { at: 24, status: 'Succeeded', progress: 100, ...push, message: 'Image pushed' },
    ],
  },
  {
    kind,
    parent,
    id: 't-eci-fails',
    steps: [...start, { at: 20, status: 'Failed', progress: 75, ...push, message: full }],
  },
];
