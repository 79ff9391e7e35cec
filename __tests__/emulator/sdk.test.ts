import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Emulator, sampleTasks, startEmulator } from '../../emulator/index.ts';
import { keys, queryText, send } from './client.ts';

// The vendors' clients are CommonJS and typed for another age; this is what of them is used.
type Answered = Promise<{ statusCode?: number; body: Record<string, unknown> }>;
type Model = new (fields: Record<string, unknown>) => object;
interface Config extends Record<string, unknown> {
  endpoint: string;
}
interface Eci {
  default: new (config: Config) => { describeCommitContainerTask(request: object): Answered };
  DescribeCommitContainerTaskRequest: Model;
}
interface Ecs {
  default: new (
    config: Config,
  ) => {
    describeImagePipelineExecutions(request: object): Answered;
    cancelImagePipelineExecution(request: object): Answered;
  };
  DescribeImagePipelineExecutionsRequest: Model;
  CancelImagePipelineExecutionRequest: Model;
}
interface Cs {
  default: new (
    config: Config,
  ) => {
    describeTaskInfo(id: string): Answered;
    cancelTask(id: string): Answered;
  };
}
interface Core {
  default: new (
    config: object,
  ) => {
    _endpoint: string;
    callApi(params: object, request: object, runtime: object): Answered;
  };
  $OpenApiUtil: { Config: Model; Params: Model; OpenApiRequest: Model };
}
interface Volcengine {
  Service: new (
    options: Record<string, unknown>,
  ) => {
    fetchOpenAPI(params: object): Promise<{
      ResponseMetadata: { Error?: { Code: string; CodeN: number } };
      Result?: Record<string, unknown>;
    }>;
  };
}

const load = createRequire(import.meta.url);
const eci: Eci = load('@alicloud/eci20180808');
const ecs: Ecs = load('@alicloud/ecs20140526');
const cs: Cs = load('@alicloud/cs20151215');
const core: Core = load('@alicloud/openapi-core');
const dara: { RuntimeOptions: Model } = load('@darabonba/typescript');
const volcengine: Volcengine = load('@volcengine/openapi');

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tasks: sampleTasks() });
});
afterEach(() => emulator.close());

const config = (secret: string): Config => ({
  accessKeyId: keys.accessKeyId,
  accessKeySecret: secret,
  endpoint: new URL(emulator.url).host,
  protocol: 'http',
  regionId: 'cn-hangzhou',
});

function getArtifactBuildTask(secret: string): Answered {
  const { Config, Params, OpenApiRequest } = core.$OpenApiUtil;
  const client = new core.default(new Config(config(secret)));
  const params = new Params({
    action: 'GetArtifactBuildTask',
    version: '2018-12-01',
    protocol: 'HTTP',
    pathname: '/',
    method: 'GET',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const query = { InstanceId: 'cri-sample', BuildTaskId: 'i2a-ok' };
  return client.callApi(params, new OpenApiRequest({ query }), new dara.RuntimeOptions({}));
}

const clients = {
  '@alicloud/eci20180808': (secret: string) =>
    new eci.default(config(secret)).describeCommitContainerTask(
      new eci.DescribeCommitContainerTaskRequest({
        regionId: 'cn-hangzhou',
        taskId: ['t-eci-ok', 't-eci-fails'],
      }),
    ),
  '@alicloud/ecs20140526': (secret: string) =>
    new ecs.default(config(secret)).describeImagePipelineExecutions(
      new ecs.DescribeImagePipelineExecutionsRequest({
        regionId: 'cn-hangzhou',
        executionId: 'exec-ok',
      }),
    ),
  '@alicloud/cs20151215': (secret: string) =>
    new cs.default(config(secret)).describeTaskInfo('T-ack-ok'),
  '@alicloud/openapi-core, for Container Registry': getArtifactBuildTask,
};

const answers: Record<keyof typeof clients, object> = {
  '@alicloud/eci20180808': {
    totalCount: 2,
    maxResults: '10',
    commitTasks: expect.arrayContaining([
      expect.objectContaining({ taskId: 't-eci-ok', taskStatus: 'Running' }),
    ]),
  },
  '@alicloud/ecs20140526': {
    imagePipelineExecution: {
      imagePipelineExecutionSet: [
        expect.objectContaining({ executionId: 'exec-ok', status: 'PREPARING' }),
      ],
    },
  },
  '@alicloud/cs20151215': { taskId: 'T-ack-ok', state: 'initial', clusterId: 'c-sample' },
  '@alicloud/openapi-core, for Container Registry': {
    BuildTaskId: 'i2a-ok',
    TaskStatus: 'PENDING',
    IsSuccess: true,
  },
};

/** Sends a recorded request once more, changed as asked. */
function replay(change: { headers?: Record<string, string>; query?: Record<string, string> } = {}) {
  const sent = emulator.requests[0];
  if (!sent) throw new Error('nothing was recorded');
  return send(emulator.url, {
    method: sent.method,
    path: sent.path,
    query: { ...sent.query, ...change.query },
    headers: { ...sent.headers, ...change.headers },
  });
}

const code = (received: { body: Record<string, unknown> }) =>
  received.body.Code ?? received.body.code;

describe.each(Object.keys(clients) as (keyof typeof clients)[])('%s', (name) => {
  test('gets its answer', async () => {
    const { body } = await clients[name](keys.accessKeySecret);
    expect(body).toMatchObject(answers[name]);
  });

  test('is refused with a wrong secret', async () => {
    await expect(clients[name]('wrong')).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });

  test('its request cannot be sent twice, later, or changed', async () => {
    await clients[name](keys.accessKeySecret);
    expect(code(await replay())).toBe('SignatureNonceUsed');
    expect(code(await replay({ query: { More: '1' } }))).toBe('SignatureDoesNotMatch');
    const stale = { 'x-acs-date': '2024-01-02T03:04:05Z' };
    expect(code(await replay({ headers: stale }))).toBe('InvalidTimeStamp.Expired');
  });
});

test('@alicloud/ecs20140526 cancels, and reads the refusal of a second time', async () => {
  const client = new ecs.default(config(keys.accessKeySecret));
  const request = new ecs.CancelImagePipelineExecutionRequest({
    regionId: 'cn-hangzhou',
    executionId: 'exec-ok',
  });
  await client.cancelImagePipelineExecution(request);
  await expect(client.cancelImagePipelineExecution(request)).rejects.toMatchObject({
    code: 'InvalidStatus.ImagePipelineExecution',
  });
});

test('@alicloud/cs20151215 cancels, and reads that a task is not there', async () => {
  const client = new cs.default(config(keys.accessKeySecret));
  expect((await client.cancelTask('T-ack-ok')).statusCode).toBe(202);
  expect((await client.describeTaskInfo('T-ack-ok')).body.state).toBe('canceled');
  await expect(client.describeTaskInfo('T-none')).rejects.toMatchObject({
    code: 'ErrorTaskNotFound',
  });
});

describe('@volcengine/openapi', () => {
  const ask = (secretKey: string) =>
    new volcengine.Service({
      serviceName: 'ecs',
      host: new URL(emulator.url).host,
      protocol: 'http:',
      region: 'cn-beijing',
      accessKeyId: keys.accessKeyId,
      secretKey,
    }).fetchOpenAPI({
      Action: 'DescribeTasks',
      Version: '2020-04-01',
      query: { 'TaskIds.1': 't-volc-ok' },
    });

  test('gets its answer', async () => {
    const { ResponseMetadata, Result } = await ask(keys.accessKeySecret);
    expect(ResponseMetadata).toMatchObject({ Service: 'ecs', Region: 'cn-beijing' });
    expect(Result).toMatchObject({ Tasks: [{ Id: 't-volc-ok', Status: 'Pending' }] });
  });

  test('is refused with a wrong secret', async () => {
    const { ResponseMetadata } = await ask('wrong');
    expect(ResponseMetadata.Error).toMatchObject({ Code: 'SignatureDoesNotMatch', CodeN: 100010 });
  });

  test('its request cannot be changed or sent later', async () => {
    await ask(keys.accessKeySecret);
    expect(queryText(emulator.requests[0]?.query ?? {})).toContain('DescribeTasks');
    const changed = await replay({ query: { 'TaskIds.1': 't-volc-fails' } });
    expect(changed.text).toContain('"Code":"SignatureDoesNotMatch"');
    const late = await replay({ headers: { 'x-date': '20240102T030405Z' } });
    expect(late.text).toContain('"Code":"InvalidTimestamp"');
  });
});
