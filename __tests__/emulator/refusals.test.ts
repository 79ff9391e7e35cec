import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Emulator, type Kind, sampleTasks, startEmulator } from '../../emulator/index.ts';
import { kinds } from '../../emulator/kinds.ts';
import { CONTRACT } from '../support/contract.ts';
import { alibaba, pollOf, volcengine } from './calls.ts';
import { type Received, send, signAlibaba } from './client.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tasks: sampleTasks() });
});
afterEach(() => emulator.close());

const idOf = (kind: Kind) => sampleTasks().find((task) => task.kind === kind)?.id ?? '';

/** Status and code of a refusal in any of the three envelopes. */
function refusal({ status, body }: Received): string {
  const metadata = body.ResponseMetadata as { Error?: { Code: string; CodeN: number } } | undefined;
  const { Code, CodeN } = metadata?.Error ?? {};
  return [status, Code ?? body.Code ?? body.code, CodeN].filter(Boolean).join(' ');
}

describe.each(kinds)('%s refuses', (kind) => {
  const isVolcengine = kind.startsWith('volcengine');
  const poll = (rest = {}) => pollOf(kind, emulator.url, idOf(kind), rest);

  test('a wrong secret', async () => {
    const spoilt = { accessKeyId: 'emulator-access-key-id', accessKeySecret: 'wrong' };
    const answer = await send(emulator.url, poll({ keys: spoilt }));
    expect(refusal(answer)).toBe(
      isVolcengine ? '401 SignatureDoesNotMatch 100010' : '400 SignatureDoesNotMatch',
    );
  });

  test('an unknown key', async () => {
    const spoilt = { accessKeyId: 'nobody', accessKeySecret: 'wrong' };
    const answer = await send(emulator.url, poll({ keys: spoilt }));
    expect(refusal(answer)).toBe(
      isVolcengine ? '401 InvalidAccessKey 100009' : '404 InvalidAccessKeyId.NotFound',
    );
  });

  test.each([-16, 16])('a date that is %i minutes off', async (minutes) => {
    const answer = await send(emulator.url, poll({ date: Date.now() + minutes * 60_000 }));
    expect(refusal(answer)).toBe(
      isVolcengine ? '400 InvalidTimestamp 100006' : '400 InvalidTimeStamp.Expired',
    );
  });

  test('a query that was changed after signing', async () => {
    const signed = poll();
    const answer = await send(emulator.url, { ...signed, query: { ...signed.query, More: '1' } });
    expect(refusal(answer)).toContain('SignatureDoesNotMatch');
  });

  test('a body that was not signed', async () => {
    const answer = await send(emulator.url, { ...poll(), body: 'x' });
    expect(refusal(answer)).toContain('SignatureDoesNotMatch');
  });

  test('a request without a signature', async () => {
    const { authorization: _, ...headers } = poll().headers ?? {};
    const answer = await send(emulator.url, { ...poll(), headers });
    // Without the header nothing but the query says which cloud is meant.
    expect(refusal(answer)).toBe(
      isVolcengine ? '401 MissingAuthenticationToken 100003' : '400 IncompleteSignature',
    );
  });

  test('a method that the API does not have', async () => {
    const answer = await send(emulator.url, poll({ method: 'DELETE' }));
    expect(answer.status).toBe(405);
  });

  test('a missing permission', async () => {
    const { permission } = CONTRACT[kind];
    const strict = await startEmulator({ tasks: sampleTasks(), denied: [permission] });
    const answer = await send(strict.url, pollOf(kind, strict.url, idOf(kind)));
    await strict.close();
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(permission);
  });

  test('nothing of a right request', async () => {
    const answer = await send(emulator.url, poll());
    expect(answer.status).toBe(200);
    expect(Math.abs(Date.parse(answer.headers.date ?? '') - Date.now())).toBeLessThan(5_000);
  });
});

describe('Alibaba refuses', () => {
  const query = { RegionId: 'cn-hangzhou', 'TaskId.1': 't-eci-ok' };
  const request = { action: 'DescribeCommitContainerTask', version: '2018-08-08', query };

  test('a nonce that was used', async () => {
    const nonce = 'once';
    await send(emulator.url, signAlibaba(emulator.url, { ...request, nonce }));
    const again = await send(emulator.url, signAlibaba(emulator.url, { ...request, nonce }));
    expect(refusal(again)).toBe('400 SignatureNonceUsed');
    expect(again.body).toMatchObject({
      HostId: new URL(emulator.url).host,
      RequestId: again.headers['x-acs-request-id'],
      Recommend: expect.stringContaining('SignatureNonceUsed'),
    });
  });

  test('a header of its own that is not signed', async () => {
    const signed = signAlibaba(emulator.url, request);
    const headers = { ...signed.headers, 'x-acs-more': '1' };
    expect(refusal(await send(emulator.url, { ...signed, headers }))).toBe(
      '400 IncompleteSignature',
    );
  });

  test('a hash that is not the one of the body', async () => {
    const headers = { 'x-acs-content-sha256': '0'.repeat(64) };
    const signed = signAlibaba(emulator.url, { ...request, headers });
    expect(refusal(await send(emulator.url, signed))).toBe('400 SignatureDoesNotMatch');
  });

  test.each([
    ['an unknown action', { action: 'DescribeNothing' }, '404 InvalidAction.NotFound'],
    ['an unknown version', { version: '2001-01-01' }, '400 NoSuchVersion'],
    ['an action of another version', { version: '2014-05-26' }, '404 InvalidAction.NotFound'],
    ['a missing region', { query: { 'TaskId.1': 'x' } }, '400 MissingParameter.RegionId'],
    ['an invented region', { query: { RegionId: 'x' } }, '404 InvalidRegionId.NotFound'],
  ])('%s', async (_, change, code) => {
    const signed = signAlibaba(emulator.url, { ...request, ...change });
    expect(refusal(await send(emulator.url, signed))).toBe(code);
  });

  test('POST for GetArtifactBuildTask, which is GET only', async () => {
    const parameters = { InstanceId: 'cri-sample', BuildTaskId: 'i2a-ok' };
    const answer = await alibaba(emulator.url, 'cr', 'GetArtifactBuildTask', parameters, {
      method: 'POST',
    });
    expect(refusal(answer)).toBe('405 UnsupportedHTTPMethod');
  });
});

describe('Volcengine refuses', () => {
  test('an unknown action', async () => {
    const answer = await volcengine(emulator.url, {}, { action: 'DescribeNothing' });
    expect(refusal(answer)).toBe('404 InvalidActionOrVersion 100008');
  });

  test('a token that belongs to no session', async () => {
    const stray = {
      accessKeyId: 'emulator-access-key-id',
      accessKeySecret: 'x',
      securityToken: 'x',
    };
    expect(refusal(await volcengine(emulator.url, {}, { keys: stray }))).toBe(
      '401 InvalidSecretToken',
    );
  });
});

test('only a loopback address is listened on', async () => {
  await expect(startEmulator({ host: '0.0.0.0' })).rejects.toThrow('not a loopback address');
});
