import type { KindContract } from '../support/contract.ts';

export const contract: KindContract = {
  region: 'cn-hangzhou',
  inputs: { 'instance-id': 'cri-sample' },
  taskType: 'IMAGE_TO_ACCELERATED_IMAGE',
  unknownTask: '200 BUILD_TASK_NOT_EXIST',
  permission: 'cr:GetArtifactBuildTask',
  method: 'GET',
  ids: 1,
  poll: ([id = '']) => ({ query: { InstanceId: 'cri-sample', BuildTaskId: id } }),
  entries: ['', 'BuildTaskId', 'TaskStatus'],
  states: {
    pending: ['PENDING'],
    running: ['BUILDING'],
    succeeded: ['SUCCESS'],
    failed: ['FAILED'],
    canceled: ['CANCELED', 'CANCELLED'],
  },
  // A push starts these builds, and no call.
  starts: [],
  cancel: { permission: 'cr:CancelArtifactBuildTask', path: '/' },
  failed: { step: { status: 'FAILED' }, expected: {} },
};
