import type { Step, TaskScript } from '../types.ts';

const kind = 'alibaba-ecs-image-pipeline';
const parent = 'ip-sample';
const start: Step[] = [
  { at: 0, status: 'PREPARING', message: 'Create intermediate instance' },
  { at: 5, status: 'BUILDING', message: 'Run build commands' },
];
const rest: Step[] = [
  { at: 14, status: 'TESTING', message: 'Run test commands', imageId: 'm-sample' },
  { at: 18, status: 'DISTRIBUTING', message: 'Copy image', imageId: 'm-sample' },
  { at: 22, status: 'RELEASING', message: 'Release resources', imageId: 'm-sample' },
];
const failure = {
  message: 'Build command exited with 1',
  errorCode: 'BuildCommandFailed',
  errorInfo: 'RUN apt-get install: exit status 1',
};
const partial = 'Copy to cn-beijing failed: quota of images exceeded';
/** Tasks that take 20 to 30 s: one that works out and one that fails. */
export const samples: TaskScript<typeof kind>[] = [
  {
    kind,
    parent,
    id: 'exec-ok',
    steps: [...start, ...rest, { at: 25, status: 'SUCCESS', imageId: 'm-sample' }],
  },
  {
    kind,
    parent: 'ip-sample-fails',
    id: 'exec-fails',
    steps: [...start, { at: 20, status: 'FAILED', ...failure }],
  },
  {
    kind,
    parent: 'ip-sample-partial',
    id: 'exec-partial',
    steps: [
      ...start,
      ...rest,
      { at: 25, status: 'PARTITION_SUCCESS', imageId: 'm-sample', message: partial },
    ],
  },
];
