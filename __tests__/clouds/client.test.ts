import { describe, expect, test } from '@jest/globals';
import { REQUEST_TIMEOUT_MS } from '../../src/clouds/client.ts';
import { type CredentialSource, cloudNames } from '../../src/clouds/cloud.ts';
import { renewingCredentials } from '../../src/clouds/credentials.ts';
import { TRIES } from '../../src/clouds/retry.ts';
import { CloudError } from '../../src/model/errors.ts';
import { BUSY, header, OK, refusal, startClient as start } from '../support/client.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';
import { asOnGitHub } from '../support/hosts.ts';
import { type Act, answer } from '../support/world.ts';

describe('trouble that passes', () => {
  test.each<[string, Act]>([
    ['503', BUSY],
    ['throttling', refusal('Throttling')],
    ['no connection', new CloudError('reset', { kind: 'transient' })],
    ['a page', answer('<html>', 502, { 'content-type': 'text/html' })],
    ['a page with HTTP 200', answer('<html>')],
    ['a redirect', answer('', 302, { location: 'https://elsewhere.example' })],
    ['an empty body', answer('')],
    ['half a body', answer('{"RequestId":')],
    ['JSON null', answer(null)],
    ['a JSON array', answer([{}])],
    ['a JSON text', answer('"SUCCESS"')],
    ['an empty 500', answer('', 500)],
    ['a part of an answer', answer({ RequestId: 'r-1' }, 206)],
  ])('%s is tried again, and what comes then counts', async (_, act) => {
    const { ask, http } = start([act, OK]);
    expect((await ask()).requestId).toBe('r-1');
    expect(http.requests).toHaveLength(2);
  });

  test('is handed up after three tries, and says what came back', async () => {
    const { failure, http } = start([BUSY]);
    expect(await failure()).toMatchObject({
      kind: 'transient',
      status: 503,
      code: 'ServiceUnavailable',
      vendorMessage: 'later',
      message: 'DoIt at cloud.example answered 503 ServiceUnavailable: later',
    });
    expect([http.requests.length, TRIES]).toEqual([3, 3]);
  });

  test.each<[string, object, string]>([
    ['an empty code', { Code: '', IsSuccess: false, Message: 'odd' }, '400: odd'],
    ['no message', { Code: 'InternalError' }, '400 InternalError'],
    ['neither', { IsSuccess: false }, '400'],
    ['what cannot be read', { Code: [] }, '400: The answer holds an error that cannot be read.'],
  ])('is told with what there is of code and message: %s', async (_, body, said) => {
    const { message } = await start([answer(body, 400)]).failure();
    expect(message).toBe(`DoIt at cloud.example answered ${said}`);
  });

  test('in the form of another cloud is told so, with what there is of it', async () => {
    const told = async (body: object) => (await start([answer(body)]).failure()).message;
    const lead = 'DoIt at cloud.example answered 200';
    expect(await told({ errorcode: 7 })).toBe(`${lead} 7: In the form of another cloud`);
    expect(await told({ errorcode: 7, message: 'no' })).toBe(
      `${lead} 7: In the form of another cloud: no`,
    );
  });

  test('is tried again after a pause that grows, halved at random', async () => {
    const { failure, elapsed, world } = start([BUSY]);
    world.random = () => 0;
    await failure();
    expect(elapsed()).toBe(250 + 750);
  });

  test('every try has a nonce of its own', async () => {
    const { ask, http } = start([BUSY, BUSY, OK]);
    await ask();
    expect(new Set(header(http.requests, 'x-acs-signature-nonce')).size).toBe(3);
  });

  test('a redirect and a page say what they were', async () => {
    const redirect = await start([answer('', 302)]).failure();
    expect(redirect.message).toContain('answered 302, a redirect, which is not followed');
    const page = answer('<html>', 429, { 'content-type': 'text/html; charset=utf-8' });
    const { message, kind } = await start([page]).failure();
    expect([message, kind]).toEqual([expect.stringContaining('text/html'), 'throttling']);
  });

  test.each(
    cloudNames.flatMap((cloud) => [302, 404, 503].map((status) => [cloud, status] as const)),
  )('a success of %s with HTTP %d is trouble that passes, and no answer', async (cloud, status) => {
    const success = { alibaba: { Code: 'success', IsSuccess: true }, volcengine: { Result: {} } };
    const error = await start([answer(success[cloud], status)], undefined, cloud).failure();
    expect([error.kind, error.status]).toEqual(['transient', status]);
    expect(error.message).toMatch(/ with \d+ characters of JSON that name no error\.$/);
  });
});

describe('expired credentials', () => {
  const expired = refusal('InvalidSecurityToken.Expired');
  function renewable() {
    let life = 1;
    const source: CredentialSource = {
      current: async () => ({ accessKeyId: `id-${life}`, accessKeySecret: 's' }),
      renew() {
        life += 1;
        return true;
      },
    };
    return source;
  }

  test('are renewed, and the request is sent again', async () => {
    const { ask, http } = start([expired, OK], renewable());
    await ask();
    const keys = header(http.requests, 'authorization').map(
      (text) => /id-\d/.exec(text ?? '')?.[0],
    );
    expect(keys).toEqual(['id-1', 'id-2']);
  });

  test('are renewed once and no more', async () => {
    const { failure, http } = start([expired], renewable());
    expect(await failure()).toMatchObject({ kind: 'expired' });
    expect(http.requests).toHaveLength(2);
  });

  test('are renewed though the tries before were used up by other trouble', async () => {
    const { ask } = start([BUSY, BUSY, expired, OK], renewable());
    expect((await ask()).requestId).toBe('r-1');
  });

  test('that four requests see at once cost one exchange', async () => {
    let exchanges = 0;
    const clock = new VirtualClock();
    const source = renewingCredentials(clock, async () => {
      exchanges += 1;
      return { accessKeyId: `id-${exchanges}`, accessKeySecret: 's' };
    });
    const server: Act = ({ headers }) => (headers.authorization?.includes('id-1') ? expired : OK);
    const { ask, http } = start([server], source);
    await Promise.all([ask(), ask(), ask(), ask()]);
    expect([http.requests.length, exchanges]).toEqual([8, 2]);
  });

  test('that cannot be renewed end it, with what to do', async () => {
    const { failure, http } = start([expired]);
    expect((await failure()).remedy).toContain('role-to-assume');
    expect(http.requests).toHaveLength(1);
  });
});

describe('what does not pass', () => {
  test.each([
    ['NoPermission', 'permission', 'Grant p:DoIt to the RAM user or role'],
    ['InvalidAccessKeyId.NotFound', 'credential', 'Check access-key-id'],
    ['InvalidParameter', 'request', 'Check region, endpoint and the ids'],
  ])('%s is not tried again and says what to do', async (code, kind, remedy) => {
    const { failure, http } = start([refusal(code)]);
    const error = await failure();
    expect([error.kind, error.passes, http.requests.length]).toEqual([kind, false, 1]);
    expect(asOnGitHub(error.remedy)).toContain(remedy);
  });

  test('a proxy that asks for a password', async () => {
    const { failure, http } = start([answer('', 407)]);
    expect(await failure()).toMatchObject({ kind: 'credential', status: 407 });
    expect(http.requests).toHaveLength(1);
  });

  test('an error of our own is not tried again', async () => {
    const bug = new RangeError('bug');
    const { failure, http } = start([bug]);
    expect([await failure(), http.requests.length]).toEqual([bug, 1]);
  });
});

describe('time', () => {
  test('a request that hangs is cut after 30 s, and tried again', async () => {
    const { ask, elapsed } = start(['hang', OK]);
    await ask();
    expect([REQUEST_TIMEOUT_MS, Math.floor(elapsed() / 1_000)]).toEqual([30_000, 30]);
  });

  test.each<[string, Act]>([
    ['a request', 'hang'],
    ['a pause', BUSY],
  ])('an abort during %s ends it at once, with its reason', async (_, act) => {
    const { ask, world, http } = start([act]);
    const controller = new AbortController();
    const reason = new Error('SIGTERM');
    world.clock.sleep(100).then(() => controller.abort(reason));
    await expect(ask({}, controller.signal)).rejects.toBe(reason);
    expect([world.clock.now() - EPOCH, http.requests.length]).toEqual([100, 1]);
  });
});

describe('an answer without a body', () => {
  test.each([
    [200, 'gives'],
    [202, 'gives'],
  ])('of HTTP %d is one where the operation has none', async (status) => {
    const empty = answer('', status, { 'x-acs-request-id': 'h-1' });
    expect((await start([empty]).ask({ mayBeEmpty: true })).requestId).toBe('h-1');
  });

  test('of HTTP 500 is never one', async () => {
    const asking = start([answer('', 500)]).ask({ mayBeEmpty: true });
    await expect(asking).rejects.toMatchObject({ kind: 'transient' });
  });
});
