import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runAction } from './support/action.ts';
import { type Cloud, cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';
import { temporaryKeys } from './support/roles.ts';

const eci = 'alibaba-eci-commit';
const none = { 'access-key-id': '', 'access-key-secret': '' };
const KEYS = { id: 'emulator-access-key-id', secret: 'emulator-access-key-secret' };

/** A home directory with this profile as the current one of the `aliyun` CLI. */
function homeWith(profile: Record<string, string>): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'home-'));
  mkdirSync(join(path, '.aliyun'));
  const config = {
    current: 'ci',
    profiles: [{ name: 'ci', region_id: 'cn-hangzhou', ...profile }],
  };
  writeFileSync(join(path, '.aliyun', 'config.json'), JSON.stringify(config));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

const cloudDone = () => cloudWith([task(eci, 'success')]);
const waitWith = async (cloud: Cloud, env: Record<string, string>) =>
  runAction(cloud.inputs(eci, none), env);

describe('a profile of the aliyun CLI', () => {
  test.concurrent('with keys', async () => {
    await using cloud = await cloudDone();
    using home = homeWith({
      mode: 'AK',
      access_key_id: KEYS.id,
      access_key_secret: KEYS.secret,
    });
    const ran = await waitWith(cloud, { HOME: home.path });
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(ran.stdout).toContain(`::add-mask::${KEYS.secret}`);
  });

  test.concurrent('with temporary keys', async () => {
    await using cloud = await cloudDone();
    const keys = await temporaryKeys(cloud.url);
    using home = homeWith({
      mode: 'StsToken',
      access_key_id: keys['access-key-id'] ?? '',
      access_key_secret: keys['access-key-secret'] ?? '',
      sts_token: keys['security-token'] ?? '',
    });
    expect(left(await waitWith(cloud, { HOME: home.path }))).toMatchObject({ code: 0 });
    expect(cloud.requests.at(-1)?.accessKeyId).toBe(keys['access-key-id']);
  });

  test.concurrent('that is broken is an error with what to look at, and costs no request', async () => {
    await using cloud = await cloudDone();
    using home = homeWith({ mode: 'AK' });
    const ran = left(await waitWith(cloud, { HOME: home.path }));
    expect(ran).toMatchObject({ code: 1, state: 'error' });
    expect(ran.error).toContain('Check ~/.aliyun/config.json');
    expect(cloud.requests).toEqual([]);
  });
});

test.concurrent('a credentials URI', async () => {
  await using cloud = await cloudDone();
  const keys = await temporaryKeys(cloud.url);
  const body = JSON.stringify({
    AccessKeyId: keys['access-key-id'],
    AccessKeySecret: keys['access-key-secret'],
    SecurityToken: keys['security-token'],
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const uri = `http://127.0.0.1:${port}/keys`;
  const ran = await waitWith(cloud, { ALIBABA_CLOUD_CREDENTIALS_URI: uri });
  server.close();
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  expect(ran.stdout).toContain(`::add-mask::${keys['access-key-secret']}`);
});

test.concurrent('nothing at all is an input error that names the ways', async () => {
  await using cloud = await cloudDone();
  const ran = left(await waitWith(cloud, { HOME: '/nonexistent' }));
  expect(ran.error).toContain('Set access-key-id and access-key-secret');
  expect(cloud.requests).toEqual([]);
});
