import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../../emulator/index.ts';
import { keys } from './client.ts';

// The vendor's client is CommonJS and typed for another age; this is what of it is used.
type Answered = Promise<{ body: Record<string, unknown> }>;
type Model = new (fields: Record<string, unknown>) => object;
interface Ecs {
  default: new (
    config: Record<string, unknown>,
  ) => {
    describeTasks(request: object): Answered;
    describeTaskAttribute(request: object): Answered;
    cancelTask(request: object): Answered;
  };
  DescribeTasksRequest: Model;
  DescribeTaskAttributeRequest: Model;
  CancelTaskRequest: Model;
}
const ecs: Ecs = createRequire(import.meta.url)('@alicloud/ecs20140526');

let emulator: Emulator;
beforeEach(async () => {
  const steps = [{ at: 0, status: 'Processing', progress: 30 }];
  emulator = await startEmulator({
    tasks: ['t-1', 't-2'].map((id) => ({ kind: 'alibaba-ecs-task', id, parent: 'm-1', steps })),
  });
});
afterEach(() => emulator.close());

test('@alicloud/ecs20140526 lists tasks, looks at one and cancels it', async () => {
  const client = new ecs.default({
    ...keys,
    endpoint: new URL(emulator.url).host,
    protocol: 'http',
    regionId: 'cn-hangzhou',
  });
  const region = { regionId: 'cn-hangzhou' };
  const list = async () =>
    client.describeTasks(new ecs.DescribeTasksRequest({ ...region, taskIds: 't-1,t-2' }));
  const entry = { taskAction: 'ImportImage', resourceId: 'm-1', supportCancel: 'true' };
  expect((await list()).body).toMatchObject({
    totalCount: 2,
    taskSet: { task: [entry, entry] },
  });
  const one = { ...region, taskId: 't-1' };
  const attribute = await client.describeTaskAttribute(new ecs.DescribeTaskAttributeRequest(one));
  expect(attribute.body).toMatchObject({ taskId: 't-1', taskProcess: '30%' });
  await client.cancelTask(new ecs.CancelTaskRequest(one));
  expect(JSON.stringify((await list()).body)).toContain('"Deleted"');
});
