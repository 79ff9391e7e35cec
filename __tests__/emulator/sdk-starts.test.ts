/** A task is started and then looked at, as a workflow does it, by the vendors' own clients. */
import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../../emulator/index.ts';
import { keys } from './client.ts';

// The vendors' clients are CommonJS and typed for another age; this is what of them is used.
type Answered = Promise<{ body: Record<string, unknown> }>;
type Model = new (fields: Record<string, unknown>) => object;
type Client<Method extends string> = new (
  config: Record<string, unknown>,
) => Record<Method, (...request: (object | string)[]) => Answered>;
type Sdk<Method extends string, Models extends string> = { default: Client<Method> } & Record<
  Models,
  Model
>;
type Eci = Sdk<
  'commitContainer' | 'describeCommitContainerTask',
  'CommitContainerRequest' | 'CommitContainerRequestImage' | 'DescribeCommitContainerTaskRequest'
>;
type Ecs = Sdk<
  | 'startImagePipelineExecution'
  | 'describeImagePipelineExecutions'
  | 'importImage'
  | 'exportImage'
  | 'describeTasks',
  | 'StartImagePipelineExecutionRequest'
  | 'DescribeImagePipelineExecutionsRequest'
  | 'ImportImageRequest'
  | 'ImportImageRequestDiskDeviceMapping'
  | 'ExportImageRequest'
  | 'DescribeTasksRequest'
>;
type Cs = Sdk<'scaleClusterNodePool' | 'describeTaskInfo', 'ScaleClusterNodePoolRequest'>;
interface Volcengine {
  Service: new (
    options: Record<string, unknown>,
  ) => {
    fetchOpenAPI(params: object): Promise<{
      ResponseMetadata: { Error?: { Code: string } };
      Result?: Record<string, unknown>;
    }>;
  };
}

const load = createRequire(import.meta.url);
const eci: Eci = load('@alicloud/eci20180808');
const ecs: Ecs = load('@alicloud/ecs20140526');
const cs: Cs = load('@alicloud/cs20151215');
const volcengine: Volcengine = load('@volcengine/openapi');

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const region = { regionId: 'cn-hangzhou' };
const config = () => ({
  ...keys,
  ...region,
  endpoint: new URL(emulator.url).host,
  protocol: 'http',
});

test('@alicloud/eci20180808 commits a container', async () => {
  const client = new eci.default(config());
  const container = { containerGroupId: 'eci-1', containerName: 'worker0' };
  const image = new eci.CommitContainerRequestImage({ repository: 'registry/web', tag: 'v1' });
  const started = await client.commitContainer(
    new eci.CommitContainerRequest({ ...region, ...container, image }),
  );
  const { taskId } = started.body;
  const { body } = await client.describeCommitContainerTask(
    new eci.DescribeCommitContainerTaskRequest({ ...region, taskId: [taskId] }),
  );
  expect(body).toMatchObject({ commitTasks: [{ taskId, taskStatus: 'Running' }] });
  await expect(
    client.commitContainer(new eci.CommitContainerRequest({ ...region, containerName: 'x' })),
  ).rejects.toMatchObject({ code: 'MissingParameter.ContainerGroupId' });
});

test('@alicloud/ecs20140526 runs an image pipeline, once at a time', async () => {
  const client = new ecs.default(config());
  const request = new ecs.StartImagePipelineExecutionRequest({
    ...region,
    imagePipelineId: 'ip-1',
  });
  const { executionId } = (await client.startImagePipelineExecution(request)).body;
  const { body } = await client.describeImagePipelineExecutions(
    new ecs.DescribeImagePipelineExecutionsRequest({ ...region, executionId }),
  );
  expect(body).toMatchObject({
    imagePipelineExecution: { imagePipelineExecutionSet: [{ executionId, status: 'PREPARING' }] },
  });
  await expect(client.startImagePipelineExecution(request)).rejects.toMatchObject({
    code: 'InvalidImagePipeline.HasRunningExecution',
  });
});

test('@alicloud/ecs20140526 imports an image and exports it', async () => {
  const client = new ecs.default(config());
  const imported = await client.importImage(
    new ecs.ImportImageRequest({
      ...region,
      imageName: 'web',
      diskDeviceMapping: [
        new ecs.ImportImageRequestDiskDeviceMapping({ OSSBucket: 'bucket', OSSObject: 'web.raw' }),
      ],
    }),
  );
  const { imageId } = imported.body;
  const exported = await client.exportImage(
    new ecs.ExportImageRequest({ ...region, imageId, OSSBucket: 'bucket' }),
  );
  const taskIds = `${imported.body.taskId},${exported.body.taskId}`;
  const { body } = await client.describeTasks(new ecs.DescribeTasksRequest({ ...region, taskIds }));
  expect(body).toMatchObject({ totalCount: 2 });
  expect(body.taskSet).toMatchObject({
    task: expect.arrayContaining([
      expect.objectContaining({ taskAction: 'ImportImage', resourceId: imageId }),
      expect.objectContaining({ taskAction: 'ExportImage', resourceId: imageId }),
    ]),
  });
});

test('@alicloud/cs20151215 adds nodes to a cluster', async () => {
  const client = new cs.default(config());
  const request = new cs.ScaleClusterNodePoolRequest({ count: 1 });
  const { taskId = '' } = (await client.scaleClusterNodePool('c-1', 'np-1', request)).body;
  const { body } = await client.describeTaskInfo(String(taskId));
  expect(body).toMatchObject({ taskId, clusterId: 'c-1', state: 'initial' });
  await expect(client.scaleClusterNodePool('c-1', 'np-missing', request)).rejects.toMatchObject({
    code: 'ErrorNodePoolNotFound',
  });
});

test('@volcengine/openapi creates an image and finds its task', async () => {
  const client = new volcengine.Service({
    serviceName: 'ecs',
    host: new URL(emulator.url).host,
    protocol: 'http:',
    region: 'cn-beijing',
    accessKeyId: keys.accessKeyId,
    secretKey: keys.accessKeySecret,
  });
  const call = (Action: string, query: Record<string, string>) =>
    client.fetchOpenAPI({ Action, Version: '2020-04-01', query });
  const { Result } = await call('CreateImage', { ImageName: 'web', InstanceId: 'i-1' });
  const ResourceId = String(Result?.ImageId);
  const found = await call('DescribeTasks', { 'ResourceIds.1': ResourceId });
  expect(found.Result).toMatchObject({ Tasks: [{ ResourceId, Type: 'CreateImage' }] });
  const { ResponseMetadata } = await call('CreateImage', { InstanceId: 'i-1' });
  expect(ResponseMetadata.Error).toMatchObject({ Code: 'MissingParameter' });
});
