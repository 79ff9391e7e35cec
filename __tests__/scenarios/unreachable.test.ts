import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { CloudError } from '../../src/model/errors.ts';
import { createHttp } from '../../src/network/http.ts';
import type { Reporter } from '../../src/wait/run.ts';
import { runBy } from '../support/hosts.ts';
import { type Environment, type Inputs, runAction } from './support/action.ts';
import { makeCertificates } from './support/certificates.ts';
import { cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';
import { fastClock } from './support/fast-clock.ts';
import { roleInputs } from './support/roles.ts';
import { NO_SUCH_NAME, REFUSING } from './support/silent-hosts.ts';

const eci = 'alibaba-eci-commit';
const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());

/** A minute is three seconds. */
const SPEED = 20;

/** Waits in this process, over real sockets, on a clock that is faster. */
async function waitFor(endpoint: string, more: Inputs = {}, env: Environment = {}) {
  const clock = fastClock(SPEED);
  const { http, close } = createHttp(env);
  const troubles: CloudError[] = [];
  const reporter: Omit<Reporter, 'hide'> = {
    snapshot: ({ trouble }) => trouble?.isNew && troubles.push(trouble.error),
    warning: () => undefined,
    canceled: () => undefined,
  };
  const texts: Inputs = {
    provider: eci,
    'task-id': 't-1',
    region: 'cn-hangzhou',
    endpoint,
    'access-key-id': 'emulator-access-key-id',
    'access-key-secret': 'emulator-access-key-secret',
    'poll-interval': '5s',
    timeout: '3m',
    ...more,
  };
  const world = { clock, random: () => 0.5, nonce: randomUUID, http, env };
  const begin = clock.now();
  const { outcome } = await runBy(texts, world, reporter, new AbortController().signal);
  await close();
  return { outcome, tookMs: clock.now() - begin, troubles };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

// One block, since tests of one block run at the same time.
describe('a host that has never answered', () => {
  test.concurrent.each([
    ['has no name', NO_SUCH_NAME, 'ENOTFOUND'],
    ['refuses', REFUSING, 'ECONNREFUSED'],
  ])('and %s is an error after a minute', async (_, host, reason) => {
    const { outcome, tookMs, troubles } = await waitFor(`https://${host}`);
    expect(outcome).toMatchObject({ state: 'error', isOk: false });
    for (const part of [reason, host, 'Its region is cn-hangzhou']) {
      expect(outcome.message).toContain(part);
    }
    expect(outcome.nextStep).toContain('HTTPS_PROXY');
    expect(troubles).toHaveLength(1);
    expect(tookMs).toBeGreaterThanOrEqual(60_000);
    expect(tookMs).toBeLessThan(120_000);
  });

  test.concurrent('and whose region does not exist names the nearest that does', async () => {
    const { outcome } = await waitFor(`https://${NO_SUCH_NAME}`, { region: 'cn-hangzou' });
    expect(outcome.message).toContain('Its region is cn-hangzou');
    expect(outcome.message).toContain('the nearest is cn-hangzhou');
    expect(outcome.nextStep).toContain('Did you mean region cn-hangzhou?');
  });

  test.concurrent('and whose certificate is of an unknown authority is an error', async () => {
    await using cloud = await cloudWith([task(eci, 'success')], { tls: certificates });
    const { outcome } = await waitFor(cloud.url);
    expect(outcome).toMatchObject({ state: 'error' });
    expect(outcome.message).toMatch(/unable to verify|self-signed/);
    expect(outcome.nextStep).toContain('NODE_EXTRA_CA_CERTS');
    expect(cloud.requests).toEqual([]);
  });

  test.concurrent('and speaks no TLS is an error', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const { outcome } = await waitFor(cloud.url.replace('http:', 'https:'));
    expect(outcome).toMatchObject({ state: 'error' });
    expect(outcome.nextStep).toContain('TLS 1.2');
  });

  test.concurrent('and is the token service is an error that names it', async () => {
    const role = { ...roleInputs(`https://${NO_SUCH_NAME}`, eci) };
    await using cloud = await cloudWith([task(eci, 'success')]);
    const token = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${cloud.url}/_emulator/oidc?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-of-this-job',
    };
    const { outcome } = await waitFor(cloud.url, role, token);
    expect(outcome).toMatchObject({ state: 'error' });
    expect(outcome.message).toContain(`${NO_SUCH_NAME} has never answered`);
  });

  test.concurrent('but resets what it accepts has trouble, until the deadline', async () => {
    const server = createServer((socket) => socket.resetAndDestroy());
    const { outcome } = await waitFor(`https://${await listening(server)}`);
    server.close();
    expect(outcome).toMatchObject({ state: 'timed-out' });
  });
});

test.concurrent('a host that has answered once may refuse until the deadline', async () => {
  const server = createHttpServer((_, response) => {
    response.writeHead(503, { connection: 'close' }).end();
    server.close();
  });
  const { outcome, tookMs } = await waitFor(`http://${await listening(server)}`);
  expect(outcome).toMatchObject({ state: 'timed-out' });
  expect(outcome.message).toContain('ECONNREFUSED');
  expect(tookMs).toBeGreaterThanOrEqual(180_000);
});

test.concurrent.each([
  ['has no name', NO_SUCH_NAME],
  ['refuses', REFUSING],
])('in check mode a host that %s is an error at once', async (_, host) => {
  await using cloud = await cloudWith([]);
  const inputs = { endpoint: `https://${host}`, region: 'cn-hangzou', mode: 'check' };
  const ran = await runAction(cloud.inputs(eci, inputs));
  const { state, error } = left(ran);
  expect([state, ran.durationMs < 10_000]).toEqual(['error', true]);
  for (const part of [host, 'cn-hangzou', 'cn-hangzhou']) expect(error).toContain(part);
});
