import type { Step, TaskScript } from '../../emulator/index.ts';
import type { Story } from './stories.ts';

const ecs = 'alibaba-ecs-image-pipeline';
const cr = 'alibaba-cr-artifact-build';
const eci = 'alibaba-eci-commit';
const ack = 'alibaba-ack-task';
const volcengine = 'volcengine-ecs-task';

const pipeline: readonly Step[] = [
  { at: 0, status: 'PREPARING', message: 'Create intermediate instance' },
  { at: 31, status: 'BUILDING', message: 'Run build commands' },
];
const image = 'm-bp67acfmxazb4p';
const tested: readonly Step[] = [
  ...pipeline,
  { at: 250, status: 'TESTING', message: 'Run test commands', imageId: image },
];
const execution = (steps: readonly Step[], id = 'exec-5fb8facb8ed7'): TaskScript => ({
  kind: ecs,
  id,
  parent: 'ip-web',
  steps: [...steps],
});
const build = (id: string, steps: readonly Step[], log: readonly string[] = []): TaskScript => ({
  kind: cr,
  id,
  instanceId: 'cri-shop',
  steps: [{ at: 0, status: 'PENDING' }, { at: 9, status: 'BUILDING' }, ...steps],
  log: [...log],
});
const target = { targetRepoId: 'crr-web', targetTag: '1.4.2_accelerated' };
const commit = (steps: readonly Step[]): TaskScript => ({
  kind: eci,
  id: 't-2zefh1',
  steps: [...steps],
});
const scaling = (steps: readonly Step[]): TaskScript => ({
  kind: ack,
  id: 'T-5fd211e924e1d0078',
  steps: [
    { at: 0, status: 'initial' },
    { at: 5, status: 'running', phase: 'CreateInstances' },
    { at: 70, status: 'running', phase: 'JoinNodes' },
    ...steps,
  ],
});
const copy = (id: string, steps: readonly Step[]): TaskScript => ({
  kind: volcengine,
  id,
  parent: `image-${id}`,
  type: 'CopyImage',
  steps: [{ at: 0, status: 'Pending', progress: 0 }, ...steps],
});

const ofEcs = { provider: ecs, 'task-id': 'exec-5fb8facb8ed7' };
const ofCr = { provider: cr, 'instance-id': 'cri-shop' };
const ofAck = { provider: ack, 'task-id': 'T-5fd211e924e1d0078' };

/** The waits that everything a person sees is looked at in. */
export const stories: Readonly<Record<string, Story>> = {
  'a machine image is built': {
    tasks: [
      execution([
        ...tested,
        { at: 300, status: 'DISTRIBUTING', message: 'Copy image', imageId: image },
        { at: 340, status: 'SUCCESS', imageId: image },
      ]),
    ],
    inputs: ofEcs,
  },
  'an accelerated image is built, and may not be looked up': {
    tasks: [build('i2a-1yu', [{ at: 95, status: 'SUCCESS', ...target }])],
    inputs: { ...ofCr, 'task-id': 'i2a-1yu' },
    cloud: { denied: ['cr:GetRepository'] },
  },
  'a build command fails': {
    tasks: [
      execution([
        ...pipeline,
        {
          at: 200,
          status: 'FAILED',
          message: 'Build command exited with 1',
          errorCode: 'BuildCommandFailed',
          errorInfo: 'RUN apt-get install nginx: exit status 100',
        },
      ]),
    ],
    inputs: ofEcs,
  },
  'the tests of an image fail': {
    tasks: [execution([...tested, { at: 290, status: 'TEST_FAILED', imageId: image }])],
    inputs: ofEcs,
  },
  'one of three images cannot be converted': {
    tasks: [
      build('i2a-web', [{ at: 110, status: 'SUCCESS', ...target }]),
      build(
        'i2a-api',
        [{ at: 64, status: 'FAILED' }],
        [
          ...Array.from({ length: 118 }, (_, index) => `layer ${index + 1} of 120: converted`),
          'layer 119 of 120: converting',
          'error: layer 119 of 120 is not a gzip file (unexpected EOF at byte 40960)',
        ],
      ),
      build('i2a-worker', [{ at: 140, status: 'SUCCESS', ...target, targetRepoId: 'crr-worker' }]),
    ],
    inputs: { ...ofCr, 'task-id': 'i2a-web i2a-api i2a-worker', 'fail-fast': 'false' },
  },
  'a container cannot be pushed': {
    tasks: [
      commit([
        {
          at: 0,
          status: 'Running',
          progress: 0,
          phase: 'PullBaseImage',
          message: 'Pull base image',
        },
        { at: 25, status: 'Running', progress: 40, phase: 'CommitContainer', message: 'Commit' },
        { at: 80, status: 'Running', progress: 75, phase: 'PushCommittedImage', message: 'Push' },
        {
          at: 130,
          status: 'Failed',
          progress: 75,
          phase: 'PushCommittedImage',
          message: 'push image: denied: requested access to the resource is denied',
        },
      ]),
    ],
    inputs: { provider: eci, 'task-id': 't-2zefh1' },
  },
  'a node does not join': {
    tasks: [
      scaling([
        {
          at: 400,
          status: 'fail',
          phase: 'JoinNodes',
          errorCode: 'NodeNotReady',
          errorInfo: 'node i-1 is not ready after 300 s',
          resources: [{ data: 'i-1', status: 'failed' }],
          events: [{ level: 'Warning', reason: 'KubeletNotReady', message: 'cni plugin missing' }],
        },
      ]),
    ],
    inputs: ofAck,
  },
  'some of the nodes join': {
    tasks: [
      scaling([
        {
          at: 180,
          status: 'success',
          phase: 'JoinNodes',
          resources: [
            { data: 'i-1', status: 'success' },
            { data: 'i-2', status: 'failed' },
          ],
        },
      ]),
    ],
    inputs: ofAck,
  },
  'someone cancels the build in the console': {
    tasks: [build('i2a-1yu', [{ at: 50, status: 'CANCELED' }])],
    inputs: { ...ofCr, 'task-id': 'i2a-1yu' },
  },
  'there is no such task': {
    tasks: [execution(pipeline, 'exec-another')],
    inputs: ofEcs,
  },
  'the keys may not look': {
    tasks: [execution(pipeline)],
    inputs: ofEcs,
    cloud: { denied: ['ecs:DescribeImagePipelineExecutions'] },
  },
  'the cloud uses a word of tomorrow until the time is up': {
    tasks: [{ ...execution([...pipeline, { at: 90, status: 'POLISHING' }]), anyStatus: true }],
    inputs: { ...ofEcs, timeout: '10m' },
  },
  'an hour of one task with progress is not enough': {
    tasks: [
      copy('t-1', [
        ...Array.from({ length: 100 }, (_, index) => ({
          at: 30 + index * 40,
          status: 'Running',
          progress: index,
        })),
      ]),
    ],
    inputs: { provider: volcengine, 'task-id': 't-1', region: 'cn-beijing' },
  },
  'the job is cancelled': {
    tasks: [execution(pipeline)],
    inputs: ofEcs,
    interruptAfterMs: 100_000,
  },
  'the job is cancelled and the task with it': {
    tasks: [execution(pipeline)],
    inputs: { ...ofEcs, 'on-cancel': 'cancel' },
    interruptAfterMs: 100_000,
  },
  'trouble comes and goes': {
    tasks: [build('i2a-1yu', [{ at: 400, status: 'SUCCESS', ...target }])],
    inputs: { ...ofCr, 'task-id': 'i2a-1yu' },
    cloud: { faults: [{ fault: 'bad-gateway-html', from: 6, count: 18, kind: cr }] },
  },
  'one look at a task that still runs': {
    tasks: [scaling([])],
    inputs: { ...ofAck, mode: 'check' },
  },
  'a thousand tasks, three of them lost': {
    tasks: Array.from({ length: 1_000 }, (_, index) =>
      copy(`t-${index + 1}`, [
        { at: 5 + (index % 7), status: 'Running', progress: 10 },
        {
          at: 60 + (index % 90),
          status: index % 400 === 7 ? 'Failed' : 'Succeeded',
          progress: 100,
        },
      ]),
    ),
    inputs: {
      provider: volcengine,
      region: 'cn-beijing',
      'fail-fast': 'false',
      'task-id': Array.from({ length: 1_000 }, (_, index) => `t-${index + 1}`).join(' '),
    },
  },
};
