import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Emulator, sampleTasks, startEmulator } from '../../emulator/index.ts';
import * as v1 from '../../emulator/signatures/v1.ts';
import { queryText, type Received, type Sending, send } from './client.ts';
import { type SigningV1, signRoa, signRpc } from './v1-client.ts';

const awkward = "i2a-1 (x)*~!'é";

/** The first is published in the documentation of ECS; the others were made with aliyun-python-sdk-core 2.16.1. */
const rpcVectors = [
  {
    name: 'the example of the documentation',
    method: 'GET',
    parameters: {
      Timestamp: '2016-02-23T12:46:24Z',
      Format: 'XML',
      AccessKeyId: 'testid',
      Action: 'DescribeRegions',
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
      Version: '2014-05-26',
      SignatureVersion: '1.0',
    },
    expected: 'OLeaidS1JvxuMvnyHOwuJ+uX5qY=',
  },
  {
    name: 'characters that need care, a token and a form',
    method: 'POST',
    parameters: {
      Action: 'GetArtifactBuildTask',
      Version: '2018-12-01',
      BuildTaskId: awkward,
      SecurityToken: 'sts/token+with=specials==',
      Timestamp: '2024-01-02T03:04:05Z',
      SignatureMethod: 'HMAC-SHA1',
      SignatureType: '',
      SignatureVersion: '1.0',
      SignatureNonce: '00000000-0000-0000-0000-000000000001',
      AccessKeyId: 'testid',
      Format: 'JSON',
      InstanceId: 'cri abc',
    },
    expected: 'Q66lU2YOFCgpFK20GqP4TJUuE8U=',
  },
];

const roaVectors = [
  {
    name: 'a path',
    method: 'GET',
    rawPath: '/tasks/T-5faa48fb31b6b8078d000006',
    query: {},
    headers: {},
    expected: 'obcua9JZ5yR7lqK/YFPcEB5Hw2c=',
  },
  {
    name: 'a body, a token, and a query that needs care',
    method: 'POST',
    rawPath: '/tasks/T-1/cancel',
    query: { z: 'x y&é', a: '1' },
    headers: {
      'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==',
      'content-type': 'application/json',
      'x-acs-security-token': 'sts/token+with=specials==',
    },
    expected: 'nwSljQ43E8S0oU+n3NVQJXBmT1g=',
  },
];

test.each(rpcVectors)('RPC: $name', ({ method, parameters, expected }) => {
  const stringToSign = v1.rpcStringToSign(method, Object.entries(parameters));
  expect(v1.signature('testsecret&', stringToSign)).toBe(expected);
});

test.each(roaVectors)('ROA: $name', ({ method, rawPath, query, headers, expected }) => {
  const stringToSign = v1.roaStringToSign({
    method,
    rawPath,
    rawQuery: queryText(query),
    headers: {
      accept: 'application/json',
      date: 'Tue, 02 Jan 2024 03:04:05 GMT',
      'x-acs-version': '2015-12-15',
      'x-acs-signature-method': 'HMAC-SHA1',
      'x-acs-signature-version': '1.0',
      ...headers,
    },
  });
  expect(v1.signature('testsecret', stringToSign)).toBe(expected);
});

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tasks: sampleTasks() });
});
afterEach(() => emulator.close());

const sent = (sending: Sending) => send(emulator.url, sending);
const refusal = ({ status, body }: Received) => `${status} ${body.Code ?? body.code ?? ''}`.trim();

const rpc: SigningV1 = {
  action: 'DescribeCommitContainerTask',
  version: '2018-08-08',
  query: { RegionId: 'cn-hangzhou', 'TaskId.1': 't-eci-ok' },
};
const roa: SigningV1 = {
  action: 'DescribeTaskInfo',
  version: '2015-12-15',
  path: '/tasks/T-ack-ok',
};
const wrong = { accessKeyId: 'emulator-access-key-id', accessKeySecret: 'wrong' };
const styles = [
  ['RPC', (change: Partial<SigningV1>) => signRpc({ ...rpc, ...change })],
  ['ROA', (change: Partial<SigningV1>) => signRoa({ ...roa, ...change })],
] as const;

describe.each(styles)('%s of a V1 client', (style, sign) => {
  test('is answered, and the key is on record', async () => {
    const { status, text } = await sent(sign({}));
    expect(status).toBe(200);
    expect(text).toContain(style === 'RPC' ? '"TaskId":"t-eci-ok"' : '"task_id":"T-ack-ok"');
    expect(emulator.requests[0]).toMatchObject({
      action: style === 'RPC' ? 'DescribeCommitContainerTask' : 'DescribeTaskInfo',
      accessKeyId: 'emulator-access-key-id',
    });
  });

  test.each([
    ['a wrong secret', { keys: wrong }, '400 SignatureDoesNotMatch'],
    ['an unknown key', { keys: { ...wrong, accessKeyId: 'x' } }, '404 InvalidAccessKeyId.NotFound'],
    ['an old date', { date: Date.now() - 16 * 60_000 }, '400 InvalidTimeStamp.Expired'],
    ['a date to come', { date: Date.now() + 16 * 60_000 }, '400 InvalidTimeStamp.Expired'],
    [
      'a stray token',
      { keys: { ...wrong, securityToken: 'x' } },
      '400 InvalidSecurityToken.MismatchWithAccessKey',
    ],
  ])('with %s is refused', async (_, change, code) => {
    expect(refusal(await sent(sign(change)))).toBe(code);
  });

  test('with a query that was changed is refused', async () => {
    const signed = sign({});
    const query = { ...signed.query, More: '1' };
    expect(refusal(await sent({ ...signed, query }))).toBe('400 SignatureDoesNotMatch');
  });

  test('with a nonce that was used is refused', async () => {
    expect((await sent(sign({ nonce: 'once' }))).status).toBe(200);
    expect(refusal(await sent(sign({ nonce: 'once' })))).toBe('400 SignatureNonceUsed');
  });
});

describe('RPC of a V1 client', () => {
  test.each([
    ['a part', false],
    ['all', true],
  ])('has %s of its parameters in a form', async (_, isAllInForm) => {
    const { RegionId = '', ...form } = rpc.query ?? {};
    const signed = signRpc({ ...rpc, query: { RegionId }, form, isAllInForm });
    expect((await sent(signed)).text).toContain('"TaskId":"t-eci-ok"');
    const body = signed.body?.replace('t-eci-ok', 't-eci-fails') ?? '';
    expect(refusal(await sent({ ...signed, body }))).toBe('400 SignatureDoesNotMatch');
  });

  test.each([
    [{ SignatureMethod: 'HMAC-MD5' }, 'InvalidSignatureMethod'],
    [{ SignatureVersion: '2.0' }, 'InvalidSignatureMethod'],
    [{ Timestamp: '2026-11-22 04:00:00' }, 'InvalidTimeStamp.Format'],
    [{ SignatureNonce: undefined }, 'IncompleteSignature'],
    [{ AccessKeyId: undefined }, 'IncompleteSignature'],
    [{ Timestamp: undefined }, 'IncompleteSignature'],
    [{ Version: '2001-01-01' }, 'NoSuchVersion'],
  ])('with %j is refused', async (change, code) => {
    expect((await sent(signRpc({ ...rpc, change }))).body.Code).toBe(code);
  });

  test('with a body that no signature covers is refused', async () => {
    const signed = signRpc({ ...rpc, headers: { 'content-type': 'application/json' } });
    expect(refusal(await sent({ ...signed, body: '{}' }))).toBe('400 IncompleteSignature');
  });
});

describe('ROA of a V1 client', () => {
  test.each([
    [{ 'x-acs-signature-method': 'HMAC-MD5' }, 'InvalidSignatureMethod'],
    [{ date: '2026-11-22T04:00:00Z' }, 'InvalidTimeStamp.Format'],
    [{ 'content-md5': 'x' }, 'SignatureDoesNotMatch'],
    [{ 'x-acs-version': '2001-01-01' }, 'NoSuchVersion'],
    [{ 'x-acs-action': 'CancelTask' }, 'InvalidAction.NotFound'],
  ])('with %j is refused', async (change, code) => {
    expect((await sent(signRoa({ ...roa, change }))).body.code).toBe(code);
  });

  test('with a header of the vendor that is not signed is refused', async () => {
    const signed = signRoa(roa);
    const headers = { ...signed.headers, 'x-acs-more': '1' };
    expect(refusal(await sent({ ...signed, headers }))).toBe('400 SignatureDoesNotMatch');
  });

  test('with a body that nothing ties to the signature is refused', async () => {
    const change = { 'content-md5': undefined };
    const cancel = { ...roa, method: 'POST', path: '/tasks/T-ack-ok/cancel', change };
    const signed = signRoa({ ...cancel, action: 'CancelTask' });
    expect(refusal(await sent({ ...signed, body: '{}' }))).toBe('400 SignatureDoesNotMatch');
    expect(refusal(await sent({ ...signed }))).toBe('202');
  });
});
