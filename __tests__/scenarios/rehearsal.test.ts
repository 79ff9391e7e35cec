import { expect, test } from '@jest/globals';
import { alibaba, volcengine } from '../emulator/calls.ts';
import { send, signVolcengine } from '../emulator/client.ts';
import { runAction } from './support/action.ts';
import { cloudWith } from './support/cloud.ts';
import { left } from './support/expectations.ts';
import { runnerTokens } from './support/roles.ts';

/** What the emulator's action sets for the steps after it. */
const rehearsing = (url: string) => ({
  WAIT_FOR_CLOUD_TASK_ENDPOINT: url,
  WAIT_FOR_CLOUD_TASK_STS_ENDPOINT: url,
  WAIT_FOR_CLOUD_TASK_POLL_INTERVAL: '1s',
});

/** A step as it is in the cloud: with a role, and no word of an endpoint. */
const step = {
  provider: 'alibaba-ecs-image-pipeline',
  'image-pipeline-id': 'ip-1',
  region: 'cn-hangzhou',
  'role-to-assume': 'acs:ram::1234567890123456:role/waiter',
  'oidc-provider-arn': 'acs:ram::1234567890123456:oidc-provider/github',
};

test.each([
  ['ip-1', { code: 0, state: 'succeeded' }],
  ['ip-1-fails', { code: 1, state: 'failed' }],
])('a step of a real workflow waits for what was started at an emulator: %s', async (id, end) => {
  await using cloud = await cloudWith([], { speed: 10 });
  const query = { ImagePipelineId: id };
  await alibaba(cloud.url, 'ecs', 'StartImagePipelineExecution', query, { method: 'POST' });
  const env = { ...rehearsing(cloud.url), ...runnerTokens(cloud) };
  const ran = await runAction({ ...step, 'image-pipeline-id': id }, env);
  expect(left(ran)).toMatchObject(end);
  expect(ran.warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('WAIT_FOR_CLOUD_TASK_ENDPOINT'),
    expect.stringContaining('WAIT_FOR_CLOUD_TASK_STS_ENDPOINT'),
  ]);
  expect(cloud.of('AssumeRoleWithOIDC')).toHaveLength(1);
});

test('an image of Volcengine is waited for by the id that its start gives', async () => {
  await using cloud = await cloudWith([], { speed: 10 });
  const version = '2020-04-01';
  const query = { ImageName: 'web', InstanceId: 'i-1' };
  const started = await send(
    cloud.url,
    signVolcengine(cloud.url, { action: 'CreateImage', version, query }),
  );
  const { ImageId = '' } = started.body.Result as { ImageId?: string };
  const inputs = {
    provider: 'volcengine-ecs-task',
    'resource-id': ImageId,
    region: 'cn-beijing',
    'role-to-assume': 'trn:iam::2100000000:role/waiter',
  };
  const ran = await runAction(inputs, { ...rehearsing(cloud.url), ...runnerTokens(cloud) });
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded', 'image-id': ImageId });
  const { body } = await volcengine(cloud.url, { 'ResourceIds.1': ImageId });
  expect(body.Result).toMatchObject({ Tasks: [{ Status: 'Succeeded' }] });
});
