import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../../emulator/index.ts';
import { credentialsFromUri } from '../../src/clouds/alibaba/credentials-uri.ts';
import { cloudNames } from '../../src/clouds/cloud.ts';
import { credentialSource } from '../../src/clouds/credential-source.ts';
import { clouds } from '../../src/clouds/index.ts';
import { instanceRoleCredentials } from '../../src/clouds/instance-role.ts';
import type { Http } from '../../src/model/world.ts';
import { createHttp } from '../../src/network/http.ts';
import { EPOCH } from '../support/clock.ts';
import {
  type Act,
  answer,
  networkedWorld,
  scriptedHttp,
  testWorld,
  untouched,
} from '../support/world.ts';

let emulator: Emulator | undefined;
const { http, close } = createHttp({});
afterAll(close);
const KEYS = { id: 'THE_ID', secret: 'THE_SECRET' };
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
});

describe.each(cloudNames)('the role of an instance of %s', (cloud) => {
  test.each([undefined, 'emulator-instance-role'])('named %j', async (role) => {
    const world = networkedWorld(http);
    emulator = await startEmulator({ now: () => world.clock.now() });
    const service = { ...clouds[cloud].metadata, baseUrl: emulator.url };
    const masked: string[] = [];
    const source = instanceRoleCredentials(service, role, world, (text) => masked.push(text), KEYS);
    const keys = await source.current(untouched());
    expect(keys.accessKeyId).toMatch(/^STS\.emulator-/);
    // The token of the metadata service first.
    expect(masked).toEqual([expect.any(String), keys.accessKeySecret, keys.securityToken]);
    expect(keys.expiresAt).toBe(EPOCH + 6 * 3_600_000);
    expect(emulator.requests.map(({ method }) => method)).toEqual(
      role ? ['PUT', 'GET'] : ['PUT', 'GET', 'GET'],
    );
  });

  const set = 'et THE_ID and THE_SECRET in the environment, or {input:role-to-assume}.';
  test.each<[string, string | undefined, Act[], string, string]>([
    ['nobody answers', undefined, ['hang'], 'this machine is no instance', `S${set}`],
    ['there is no such address', undefined, [answer('', 404)], 'this machine is no', `S${set}`],
    ['the answer is no list', undefined, [answer('token'), answer('')], 'The instance', 'Attach'],
    [
      'a role was named',
      'its-role',
      ['hang'],
      'The instance metadata gave',
      `Attach a role to this instance, or s${set}`,
    ],
  ])('is not to be had where %s, and it says what to do', async (_, role, acts, what, remedy) => {
    const world = testWorld(scriptedHttp(...(acts as [Act])));
    const { metadata } = clouds[cloud];
    const source = instanceRoleCredentials(metadata, role, world, () => {}, KEYS);
    await expect(source.current(untouched())).rejects.toMatchObject({
      kind: 'credential',
      message: expect.stringContaining(what),
      remedy: expect.stringContaining(remedy),
    });
    expect(world.clock.now() - EPOCH).toBeLessThanOrEqual(2_000);
  });
});

test.each([
  ['alibaba', '/latest/meta-data/ram/security-credentials/', ''],
  ['volcengine', '/volcstack/latest/iam/security_credentials', '?type=user&format=json'],
] as const)('%s lists roles at %s%s', async (cloud, path, search) => {
  const server = scriptedHttp(answer('token'), answer('the-role'), answer(''));
  const source = instanceRoleCredentials(
    clouds[cloud].metadata,
    undefined,
    testWorld(server),
    () => undefined,
    KEYS,
  );
  await expect(source.current(untouched())).rejects.toThrow('gave no credentials');
  const [, list, keys] = server.requests.map(({ url }) => url);
  expect([list?.pathname, list?.search]).toEqual([path, search]);
  expect([keys?.pathname, keys?.search]).toEqual([`${path.replace(/\/?$/, '/')}the-role`, '']);
});

test('a list of roles that echoes the token shows no part of it', async () => {
  const token = 'AQAEAL+half/of-it==';
  const masked: string[] = [];
  const server = scriptedHttp(answer(token), answer(token), answer('', 404));
  const { metadata } = clouds.alibaba;
  const mask = (text: string) => void masked.push(text);
  const source = instanceRoleCredentials(metadata, undefined, testWorld(server), mask, KEYS);
  const error = await source.current(untouched()).catch(String);
  expect(error).toContain('The instance has no role');
  expect(error).not.toContain('AQAEAL');
  expect(masked).toEqual([token]);
});

test('keys of metadata that no header can carry name the metadata', async () => {
  const keys = { AccessKeyId: 'i d', AccessKeySecret: 's', SecurityToken: 't', Expiration: '' };
  const server = scriptedHttp(answer('token'), answer('the-role'), answer(keys));
  const { metadata } = clouds.alibaba;
  const source = instanceRoleCredentials(metadata, undefined, testWorld(server), () => {}, KEYS);
  await expect(source.current(untouched())).rejects.toMatchObject({
    kind: 'credential',
    message: expect.stringContaining('an access key id with a space at character 2'),
  });
});

describe('a credentials URI', () => {
  const URI = 'http://127.0.0.1:9/keys';
  const keys = (Expiration: unknown) =>
    answer({
      AccessKeyId: 'id',
      AccessKeySecret: 'secret-1',
      SecurityToken: 'token-1',
      Expiration,
    });
  const start = (act: Act) => {
    const server = scriptedHttp(act);
    const masked: string[] = [];
    const source = credentialsFromUri(URI, testWorld(server), (text) => masked.push(text));
    return { server, masked, get: () => source.current(untouched()) };
  };

  test('gives keys, masked', async () => {
    const { get, masked, server } = start(keys('2026-11-22T05:00:00Z'));
    expect(await get()).toMatchObject({ accessKeyId: 'id', expiresAt: EPOCH + 3_600_000 });
    expect([masked, server.requests[0]?.url.href]).toEqual([['secret-1', 'token-1'], URI]);
  });

  test.each(['soon', '', null, undefined, 7])(
    'whose keys end at %j is not asked again for every request',
    async (end) => {
      const { get, server } = start(keys(end));
      await get();
      await get();
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([
    [503, 'transient'],
    [429, 'transient'],
    [403, 'credential'],
    [302, 'credential'],
  ])('that answers %d is %s', async (status, kind) => {
    await expect(start(answer('', status)).get()).rejects.toMatchObject({ kind });
  });

  test('whose keys end in a newline is fine, and one whose keys hold one is an error', async () => {
    const body = (secret: string) =>
      answer({
        AccessKeyId: 'id',
        AccessKeySecret: secret,
        SecurityToken: 'token-1',
        Expiration: '2026-11-22T05:00:00Z',
      });
    expect(await start(body('secret-1\n')).get()).toMatchObject({ accessKeySecret: 'secret-1' });
    await expect(start(body('secret\n1')).get()).rejects.toMatchObject({
      kind: 'credential',
      message: expect.stringContaining('The credentials URI gave an access key secret with'),
    });
  });

  test('that answers what is no JSON does not show it', async () => {
    const error = await start(answer('{"AccessKeySecret":"secret-1"'))
      .get()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'transient' });
    expect(String(error)).not.toContain('secret-1');
  });
});

describe('a machine without a role', () => {
  const URI = 'http://127.0.0.1:9/keys';
  const metadataHost = new URL(clouds.alibaba.metadata.baseUrl).host;
  const keys = {
    AccessKeyId: 'from-uri',
    AccessKeySecret: 's',
    SecurityToken: 't',
    Expiration: '2026-11-22T05:00:00Z',
  };
  function start(metadata: (path: string) => Act) {
    const asked: string[] = [];
    const http: Http = (request, signal) => {
      asked.push(request.url.host);
      const act = request.url.host === metadataHost ? metadata(request.url.pathname) : answer(keys);
      return scriptedHttp(act)(request, signal);
    };
    const access = { kind: 'instance-role', otherwise: URI } as const;
    const world = testWorld(http);
    const noToken = async () => '';
    const source = credentialSource(access, 'alibaba', world, noToken, () => undefined);
    return { source, asked, world };
  }

  test('asks its credentials URI, and from then on nothing else', async () => {
    const { source, asked } = start(() => answer('', 404));
    const given = await source.current(untouched());
    expect(given).toMatchObject({ accessKeyId: 'from-uri' });
    source.renew(given);
    await source.current(untouched());
    expect(asked).toEqual([metadataHost, '127.0.0.1:9', '127.0.0.1:9']);
  });

  test('is told from one with a role, whose keys are renewed there', async () => {
    const own = { ...keys, AccessKeyId: 'own' };
    const { source, asked } = start((path) => answer(path.endsWith('/role') ? own : 'role'));
    const given = await source.current(untouched());
    expect(given).toMatchObject({ accessKeyId: 'own' });
    source.renew(given);
    await source.current(untouched());
    expect(new Set(asked)).toEqual(new Set([metadataHost]));
  });

  test('does not ask it where the wait was interrupted', async () => {
    const { source, asked } = start(() => 'hang');
    const reason = new Error('SIGTERM');
    const aborted = AbortSignal.abort(reason);
    await expect(source.current(aborted)).rejects.toBe(reason);
    expect(asked).not.toContain('127.0.0.1:9');
  });
});
