import { createSecureServer } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, describe, expect, test } from '@jest/globals';
import { startGitHub } from '../support/github.ts';
import { type Environment, runAction } from './support/action.ts';
import { makeCertificates } from './support/certificates.ts';
import { cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';
import { startProxy } from './support/proxy.ts';
import { roleInputs } from './support/roles.ts';

const eci = 'alibaba-eci-commit';
const certificates = makeCertificates();
const trusted = { NODE_EXTRA_CA_CERTS: certificates.authority };
afterAll(() => certificates[Symbol.dispose]());

const tlsCloud = () => cloudWith([task(eci, 'success')], { tls: certificates });

test.concurrent.each(['directly', 'through a proxy'])('the check run goes %s', async (way) => {
  await using cloud = await cloudWith([task(eci, 'success')]);
  await using proxy = await startProxy();
  using github = await startGitHub('', 0, certificates);
  const job = {
    ...trusted,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SHA: 'a'.repeat(40),
  };
  const env = way === 'directly' ? job : { ...job, HTTPS_PROXY: proxy.url };
  const ran = await runAction(cloud.inputs(eci, { 'github-token': 'ghs_a-token' }), env);
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  expect(ran.warnings).toEqual([]);
  expect(github.requests.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  expect(proxy.asked.length > 0).toBe(way === 'through a proxy');
});

test.concurrent('a check run that cannot be reached blames no token', async () => {
  await using cloud = await cloudWith([task(eci, 'success')]);
  const env = { GITHUB_API_URL: 'http://127.0.0.1:1', GITHUB_REPOSITORY: 'octo/shop' };
  const ran = await runAction(cloud.inputs(eci, { 'github-token': 'ghs_a-token' }), env);
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  expect(ran.warnings).toHaveLength(1);
  expect(ran.warnings[0]?.message).toContain('ECONNREFUSED');
  expect(ran.warnings[0]?.message).not.toContain('github-token');
});

// One block, since tests of one block run at the same time.
describe('refused is', () => {
  test.concurrent('not a certificate of an authority in NODE_EXTRA_CA_CERTS', async () => {
    await using cloud = await tlsCloud();
    const ran = await runAction(cloud.inputs(eci), trusted);
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  });

  const ways: [string, Environment][] = [
    ['', {}],
    ['with NODE_TLS_REJECT_UNAUTHORIZED=0', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    [
      'through a proxy, with NODE_TLS_REJECT_UNAUTHORIZED=0',
      { NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: '' },
    ],
  ];
  test.concurrent.each(ways)('a certificate of an unknown authority %s', async (_way, env) => {
    await using cloud = await tlsCloud();
    await using proxy = await startProxy();
    const given = 'HTTPS_PROXY' in env ? { ...env, HTTPS_PROXY: proxy.url } : env;
    const ran = left(await runAction(cloud.inputs(eci, { timeout: '1s' }), given));
    expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
    expect(ran.error).toMatch(/unable to verify|self-signed|UNABLE_TO_VERIFY/);
    expect(cloud.requests).toEqual([]);
  });

  test.concurrent('a certificate for another name', async () => {
    await using cloud = await tlsCloud();
    const endpoint = cloud.url.replace('127.0.0.1', 'localhost');
    const ran = left(await runAction(cloud.inputs(eci, { endpoint, timeout: '1s' }), trusted));
    expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
    expect(cloud.requests).toEqual([]);
  });

  // OpenSSL 3 offers TLS 1.1 only at security level 0, on both sides.
  const old = {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  } as const;

  test.concurrent('TLS before 1.2, even where NODE_OPTIONS allows it', async () => {
    let handshakes = 0;
    const server = createServer({ ...certificates, ...old });
    server.on('secureConnection', () => {
      handshakes += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // Proves that the server does serve what is to be refused.
    await new Promise<void>((resolve, reject) => {
      const options = { port, host: '127.0.0.1', rejectUnauthorized: false, ...old };
      const socket = connect(options, () => resolve(void socket.destroy())).on('error', reject);
    });
    await using cloud = await cloudWith([]);
    const inputs = { endpoint: `https://127.0.0.1:${port}`, timeout: '1s' };
    const env = { ...trusted, NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0' };
    const ran = left(await runAction(cloud.inputs(eci, inputs), env));
    server.close().closeAllConnections();
    expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
    expect(ran.error).toMatch(/protocol version|unsupported protocol/i);
    expect(handshakes).toBe(1);
  });

  test.concurrent('a redirect, which is not followed', async () => {
    const faults = [{ fault: 'redirect' } as const];
    await using cloud = await cloudWith([task(eci, 'running')], { faults });
    const ran = left(await runAction(cloud.inputs(eci, { timeout: '1s' })));
    expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
    expect(ran.error).toContain('a redirect, which is not followed');
    expect(cloud.actions).not.toContain('FollowRedirect');
  });

  test.concurrent.each(['directly', 'through a proxy'])('HTTP/2, %s', async (way) => {
    let sessions = 0;
    const alpn: unknown[] = [];
    const server = createSecureServer(
      { ...certificates, allowHTTP1: true },
      (request, response) => {
        alpn.push((request.socket as TLSSocket).alpnProtocol);
        response.writeHead(503).end();
      },
    );
    server.on('session', () => {
      sessions += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await using cloud = await cloudWith([]);
    await using proxy = await startProxy();
    const inputs = { endpoint: `https://127.0.0.1:${port}`, timeout: '1s' };
    const env = way === 'directly' ? trusted : { ...trusted, HTTPS_PROXY: proxy.url };
    const ran = left(await runAction(cloud.inputs(eci, inputs), env));
    server.close();
    expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
    expect({ sessions, alpn: new Set(alpn) }).toEqual({ sessions: 0, alpn: new Set(['http/1.1']) });
    expect(proxy.asked.length > 0).toBe(way === 'through a proxy');
  });

  const elsewhere = 'http://203.0.113.7:8080';
  const keys = {};
  const role = roleInputs(elsewhere, eci);
  test.concurrent.each([
    ['endpoint', keys],
    ['sts-endpoint', role],
    ['sts-endpoint', keys],
  ])('http to another machine, at once, in %s with %j', async (name, access) => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const ran = await runAction(cloud.inputs(eci, { ...access, [name]: elsewhere }));
    expect(left(ran)).toMatchObject({ code: 1, state: 'error', 'request-count': '0' });
    expect(ran.errors[0]?.message).toContain(`${name}: \`${elsewhere}\` must begin with https://`);
    expect(cloud.requests).toEqual([]);
  });

  test.concurrent('a body over 4 MiB, though it says success', async () => {
    const faults = [{ fault: 'oversized-body' } as const];
    await using cloud = await cloudWith([task(eci, 'success')], { faults });
    const ran = left(await runAction(cloud.inputs(eci, { timeout: '1s' })));
    expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
    expect(ran.error).toContain('larger than 4 MiB');
  });
});
