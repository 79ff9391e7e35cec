import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../../emulator/index.ts';
import { credentialsFromUri } from '../../src/clouds/alibaba/credentials-uri.ts';
import { cloudNames } from '../../src/clouds/cloud.ts';
import { clouds } from '../../src/clouds/index.ts';
import { instanceRoleCredentials } from '../../src/clouds/instance-role.ts';
import { createHttp } from '../../src/http.ts';
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
const { http, close } = createHttp();
afterAll(close);
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
    const source = instanceRoleCredentials(service, role, world, (text) => masked.push(text));
    const keys = await source.current(untouched());
    expect(keys.accessKeyId).toMatch(/^STS\.emulator-/);
    expect(masked).toEqual([keys.accessKeySecret, keys.securityToken]);
    expect(keys.expiresAt).toBe(EPOCH + 6 * 3_600_000);
    expect(emulator.requests.map(({ method }) => method)).toEqual(
      role ? ['PUT', 'GET'] : ['PUT', 'GET', 'GET'],
    );
  });

  test.each<[string, Act]>([
    ['nobody answers', 'hang'],
    ['there is no such address', answer('', 404)],
    ['the answer is no list', answer('')],
  ])('is not to be had where %s, and it says what to do', async (_, act) => {
    const world = testWorld(scriptedHttp(act));
    const source = instanceRoleCredentials(clouds[cloud].metadata, undefined, world, () => {});
    await expect(source.current(untouched())).rejects.toMatchObject({
      kind: 'credential',
      remedy: expect.stringContaining('Attach a role'),
    });
    expect(world.clock.now() - EPOCH).toBeLessThanOrEqual(2_000);
  });
});

describe('a credentials URI', () => {
  const URI = 'http://127.0.0.1:9/keys';
  const keys = (Expiration: string) =>
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

  test.each(['soon', ''])(
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

  test('that answers what is no JSON does not show it', async () => {
    const error = await start(answer('{"AccessKeySecret":"secret-1"'))
      .get()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'transient' });
    expect(String(error)).not.toContain('secret-1');
  });
});
