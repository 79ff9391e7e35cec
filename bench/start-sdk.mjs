import eci from '@alicloud/eci20180808';
import openapi from '@alicloud/openapi-core';

const Client = eci.default;
const client = new Client(
  new openapi.$OpenApiUtil.Config({
    accessKeyId: 'emulator-access-key-id',
    accessKeySecret: 'emulator-access-key-secret',
    endpoint: new URL(process.env.BENCH_URL).host,
    protocol: 'http',
  }),
);
const request = new eci.DescribeCommitContainerTaskRequest({
  regionId: 'cn-hangzhou',
  taskId: ['t-1'],
});
const { body } = await client.describeCommitContainerTask(request);
if (body.commitTasks[0].taskStatus !== 'Succeeded') throw new Error('not succeeded');
