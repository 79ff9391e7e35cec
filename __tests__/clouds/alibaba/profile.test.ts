import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { profileCredentials } from '../../../src/clouds/alibaba/profile.ts';
import { CloudError } from '../../../src/model/errors.ts';
import { EPOCH } from '../../support/clock.ts';
import { type Act, answer, scriptedHttp, testWorld, untouched } from '../../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'profile-'));
const path = join(folder, 'credentials');
beforeAll(() => {
  process.env.ALIBABA_CLOUD_CREDENTIALS_FILE = path;
});
afterAll(() => {
  delete process.env.ALIBABA_CLOUD_CREDENTIALS_FILE;
  rmSync(folder, { recursive: true });
});

const KEYS = { access_key_id: 'id', access_key_secret: 's3cret' };
const ROLE = {
  type: 'ram_role_arn',
  ...KEYS,
  role_arn: 'acs:ram::1:role/x',
  role_session_name: 'a b',
};
const session = (secret = 'temporary-secret', Expiration = '2099-01-01T00:00:00Z') =>
  answer({
    Credentials: {
      AccessKeyId: 'STS.id',
      AccessKeySecret: secret,
      SecurityToken: 'temporary-token',
      Expiration,
    },
  });

/** A profile of the SDKs in front of a scripted token service. */
function start(profile: Record<string, string>, ...script: [Act, ...Act[]]) {
  const lines = Object.entries(profile).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(path, `[default]\n${lines.join('\n')}\n`);
  const http = scriptedHttp(...script);
  const world = testWorld(http);
  const masked: string[] = [];
  const source = profileCredentials('file', world, (secret) => masked.push(secret));
  const failure = () => source.current(untouched()).catch((error: unknown) => error);
  return { source, http, world, masked, failure, get: () => source.current(untouched()) };
}

test('keys are given as they are, trimmed', async () => {
  const { get, http, masked } = start({ type: 'access_key', ...KEYS }, 'hang');
  expect(await get()).toEqual({ accessKeyId: 'id', accessKeySecret: 's3cret' });
  expect([http.requests, masked]).toEqual([[], ['s3cret', '']]);
});

test('keys that no header can carry name the profile', async () => {
  const { failure } = start(
    { type: 'access_key', ...KEYS, access_key_secret: 's3\u200bcret' },
    'hang',
  );
  expect(await failure()).toMatchObject({
    kind: 'credential',
    message: expect.stringContaining('The profile gave an access key secret with an invisible'),
  });
});

describe('a role', () => {
  test('is assumed by our own way to the network', async () => {
    const { get, http, masked } = start(ROLE, session());
    expect(await get()).toEqual({
      accessKeyId: 'STS.id',
      accessKeySecret: 'temporary-secret',
      securityToken: 'temporary-token',
    });
    expect(masked).toEqual(['temporary-secret', 'temporary-token']);
    const [request] = http.requests;
    expect([request?.method, request?.url.host]).toEqual(['POST', 'sts.aliyuncs.com']);
    expect(request?.url.searchParams.get('Action')).toBe('AssumeRole');
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(request?.body);
    expect([form.get('RoleArn'), form.get('RoleSessionName')]).toEqual([ROLE.role_arn, 'a b']);
  });

  test.each<[string, Act]>([
    ['no connection', new CloudError('No answer: ENOTFOUND', { kind: 'transient' })],
    ['no answer in time', 'hang'],
    ['503', answer('', 503)],
    ['429', answer('{}', 429)],
  ])('that meets %s is trouble that passes', async (_, act) => {
    const { failure, get, world } = start(ROLE, act, session());
    expect(await failure()).toMatchObject({ name: 'CloudError', kind: 'transient' });
    expect(world.clock.now() - EPOCH).toBeLessThanOrEqual(15_000);
    expect(await get()).toMatchObject({ accessKeyId: 'STS.id' });
  });

  test('whose renewal hangs is used on after five seconds, until the cloud calls its keys expired', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, '');
    const { get, failure, source, world, http } = start(ROLE, session('s', soon), 'hang');
    const given = await get();
    world.clock.advance(120_000);
    expect(await get()).toBe(given);
    expect([http.requests.length, world.clock.now() - EPOCH]).toEqual([2, 125_000]);
    source.renew(given);
    expect(await failure()).toMatchObject({ kind: 'transient' });
  });

  test('is assumed anew where the cloud calls its keys expired', async () => {
    const { get, source, http } = start(ROLE, session('first'), session('second'));
    source.renew(await get());
    expect(await get()).toMatchObject({ accessKeySecret: 'second' });
    expect(http.requests).toHaveLength(2);
  });

  test('is assumed once for all who ask at the same time', async () => {
    const { get, http } = start(ROLE, session());
    await Promise.all([get(), get(), get()]);
    expect(http.requests).toHaveLength(1);
  });

  test('that is refused ends the wait', async () => {
    const { failure } = start(
      ROLE,
      answer({ Code: 'NoPermission', Message: 'secret of mine' }, 403),
    );
    const error = await failure();
    expect(error).toMatchObject({ kind: 'credential', remedy: expect.stringContaining('Check') });
    expect(String(error)).not.toContain('secret of mine');
    expect(String(error)).toContain('(sts.aliyuncs.com answered 403 NoPermission).');
  });

  test('ends with the signal', async () => {
    const { source, world } = start(ROLE, 'hang');
    const controller = new AbortController();
    const reason = new Error('SIGTERM');
    world.clock.sleep(100).then(() => controller.abort(reason));
    await expect(source.current(controller.signal)).rejects.toBe(reason);
  });
});

test('the role of an instance where there is none ends the wait, soon', async () => {
  const { failure, world } = start({ type: 'ecs_ram_role', role_name: 'r' }, 'hang');
  expect(await failure()).toMatchObject({ kind: 'credential' });
  expect(world.clock.now() - EPOCH).toBeLessThanOrEqual(6_000);
});
