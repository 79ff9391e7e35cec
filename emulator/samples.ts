import type { Step, TaskScript } from './types.ts';

/** Tasks to play with: of each kind one that works out and one that fails, in 20 to 30 s. */
export function sampleTasks(): TaskScript[] {
  return [...eci(), ...cr(), ...ecs(), ...ack(), ...volcengine()];
}

function eci(): TaskScript[] {
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
  return [
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
}

function cr(): TaskScript[] {
  const kind = 'alibaba-cr-artifact-build';
  const common = { kind, instanceId: 'cri-sample' } as const;
  const start: Step[] = [
    { at: 0, status: 'PENDING' },
    { at: 5, status: 'BUILDING' },
  ];
  const target = { targetRepoId: 'crr-web', targetTag: 'latest_accelerated' };
  return [
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
}

function ecs(): TaskScript[] {
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
  return [
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
}

function ack(): TaskScript[] {
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
  return [
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
}

function volcengine(): TaskScript[] {
  const kind = 'volcengine-ecs-task';
  const start: Step[] = [
    { at: 0, status: 'Pending', progress: 0 },
    { at: 4, status: 'Running', progress: 20 },
    { at: 14, status: 'Running', progress: 70 },
  ];
  return [
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
}
