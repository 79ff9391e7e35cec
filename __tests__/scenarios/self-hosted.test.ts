import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runAction } from './support/action.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { type Cloud, cloudWith, task, taskOf } from './support/cloud.ts';
import { left } from './support/expectations.ts';
import { startProxy } from './support/proxy.ts';
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

describe('a profile of the aliyun CLI that gives no keys shows nothing of what is in it', () => {
  const SECRET = 'Sup3r-s3cret-k3y';
  const node = (script: string) => ({
    mode: 'External',
    process_command: `${process.execPath} -e "${script}" -- ${SECRET}`,
  });
  const broken = (path: string) =>
    writeFileSync(join(path, '.aliyun', 'config.json'), `access_key_secret: ${SECRET}`);

  test.concurrent.each<[string, Record<string, string>, string, ((path: string) => void)?]>([
    [
      'a program that fails',
      node(`console.error('${SECRET}');process.exit(3)`),
      'failed to execute external command.',
    ],
    [
      'a program that prints no JSON',
      node(`console.log('key ${SECRET}')`),
      'failed to parse external command output.',
    ],
    [
      'a program that is not there',
      { mode: 'External', process_command: `/${SECRET}` },
      'failed to',
    ],
    [
      'a mode of tomorrow',
      { mode: 'Dream', access_key_secret: SECRET },
      'unsupported profile mode',
    ],
    ['a file that is no JSON', {}, 'config.json', broken],
  ])('%s', async (_, profile, said, prepare) => {
    await using cloud = await cloudDone();
    using home = homeWith(profile);
    prepare?.(home.path);
    const ran = await waitWith(cloud, { HOME: home.path });
    expect(left(ran)).toMatchObject({ code: 1, state: 'error' });
    expect(left(ran).error).toContain(said);
    const told = [ran.stdout, ran.stderr, ran.summary, JSON.stringify(ran.outputs)].join();
    expect(told).not.toContain(SECRET);
    expect(told).not.toContain('node -e');
    expect(cloud.requests).toEqual([]);
  });
});

/** A token service of the vendor's, on this machine, whose every answer is a session of the emulator's. */
async function tokenService(cloud: Cloud, certificates: Certificates) {
  const keys = await temporaryKeys(cloud.url);
  const asked: string[] = [];
  const body = JSON.stringify({
    Credentials: {
      AccessKeyId: keys['access-key-id'],
      AccessKeySecret: keys['access-key-secret'],
      SecurityToken: keys['security-token'],
      Expiration: new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, ''),
    },
  });
  const { key, cert } = certificates;
  const server = createTlsServer({ key, cert }, (request, response) => {
    asked.push(request.url ?? '');
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, asked, [Symbol.dispose]: () => server.close() };
}

describe('a profile of the aliyun CLI with a role', () => {
  const role = (sts_endpoint: string) => ({
    mode: 'RamRoleArn',
    access_key_id: KEYS.id,
    access_key_secret: KEYS.secret,
    ram_role_arn: 'acs:ram::1:role/deploy',
    ram_session_name: 'ci',
    sts_endpoint,
  });

  test.concurrent.each([true, false])('is assumed (through a proxy: %s)', async (isBehind) => {
    using certificates = makeCertificates();
    await using cloud = await cloudDone();
    await using proxy = await startProxy();
    using service = await tokenService(cloud, certificates);
    using home = homeWith(role(service.host));
    const ran = await waitWith(cloud, {
      HOME: home.path,
      NODE_EXTRA_CA_CERTS: certificates.authority,
      ...(isBehind && { HTTPS_PROXY: proxy.url }),
    });
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded', 'request-count': '2' });
    expect(service.asked).toEqual([expect.stringContaining('Action=AssumeRole&')]);
    expect(proxy.asked).toEqual(isBehind ? [`CONNECT ${service.host}`] : []);
  });

  test.concurrent.each(['nobody.invalid', '127.0.0.1:1'])(
    'whose token service %s is out of reach is trouble that passes',
    async (host) => {
      await using cloud = await cloudDone();
      using home = homeWith(role(host));
      const inputs = cloud.inputs(eci, { ...none, timeout: '2s' });
      const ran = left(await runAction(inputs, { HOME: home.path }));
      expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
      expect(ran.error).toContain(`No answer from ${host}`);
    },
  );
});

test.concurrent('the role of a pod takes its token from its file, again for each exchange', async () => {
  await using cloud = await cloudWith([taskOf(eci, 4)], { sessionSeconds: 2 });
  const folder = mkdtempSync(join(tmpdir(), 'pod-'));
  const file = join(folder, 'token');
  const fresh = async () => {
    const headers = { authorization: 'bearer pod' };
    const asked = await fetch(`${cloud.url}/_emulator/oidc?audience=sts.aliyuncs.com`, { headers });
    const { value } = (await asked.json()) as { value: string };
    // At once, as a kubelet does it: nobody reads half a token.
    writeFileSync(`${file}.new`, `${value}\n`);
    renameSync(`${file}.new`, file);
  };
  await fresh();
  const running = runAction(cloud.inputs(eci, { ...none, 'sts-endpoint': cloud.url }), {
    ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/pod',
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/ack',
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: file,
  });
  for (const count of [1, 2, 3, 4, 5]) {
    await Promise.race([cloud.request('AssumeRoleWithOIDC', count), running]);
    await fresh();
  }
  const ran = await running;
  rmSync(folder, { recursive: true });
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  const exchanges = cloud.of('AssumeRoleWithOIDC');
  expect(exchanges.length).toBeGreaterThanOrEqual(2);
  expect(exchanges[0]?.status).toBe(200);
  expect(new Set(exchanges.map(({ body }) => body)).size).toBeGreaterThanOrEqual(2);
  for (const secret of ran.lines.filter((line) => line.includes('eyJ'))) {
    expect(secret).toMatch(/^::add-mask::/);
  }
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
