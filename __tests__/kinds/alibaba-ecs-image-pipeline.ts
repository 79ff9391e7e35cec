import type { KindContract } from '../support/contract.ts';

export const contract: KindContract = {
  region: 'cn-hangzhou',
  pageToken: 'NextToken',
  parent: {
    input: 'image-pipeline-id',
    param: 'ImagePipelineId',
    field: 'ImagePipelineId',
    created: 'CreationTime',
    zone: 'Z',
  },
  permission: 'ecs:DescribeImagePipelineExecutions',
  isFlat: true,
  method: 'POST',
  ids: 1,
  poll: ([id = '']) => ({ query: { RegionId: 'cn-hangzhou', ExecutionId: id } }),
  entries: ['ImagePipelineExecution.ImagePipelineExecutionSet', 'ExecutionId', 'Status'],
  states: {
    pending: ['PREPARING'],
    running: ['BUILDING', 'REPAIRING', 'TESTING', 'DISTRIBUTING', 'RELEASING', 'CANCELLING'],
    succeeded: ['SUCCESS'],
    partial: ['PARTITION_SUCCESS'],
    failed: ['FAILED', 'TEST_FAILED'],
    canceled: ['CANCELLED'],
  },
  starts: ['StartImagePipelineExecution'],
  cancel: { permission: 'ecs:CancelImagePipelineExecution', path: '/' },
  failed: {
    step: { status: 'FAILED', message: 'look at it', errorCode: 'E.1', errorInfo: 'no disk.' },
    expected: { errorCode: 'E.1', message: 'no disk. look at it' },
  },
};
