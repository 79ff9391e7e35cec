import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runAction, startAction } from './support/action.ts';
import { makeCertificates } from './support/certificates.ts';
import { cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';
import { forgetfulProxy, startProxy } from './support/proxy.ts';

const eci = 'alibaba-eci-commit';
const certificates = makeCertificates();
const trusted = { NODE_EXTRA_CA_CERTS: certificates.authority };
afterAll(() => certificates[Symbol.dispose]());

const tlsCloud = () => cloudWith([task(eci, 'success')], { tls: certificates });

describe('a forward proxy', () => {
  test.concurrent.each(['HTTPS_PROXY', 'https_proxy'])('%s is used', async (name) => {
    await using cloud = await tlsCloud();
    await using proxy = await startProxy();
    const ran = await runAction(cloud.inputs(eci), { ...trusted, [name]: proxy.url });
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(proxy.asked).toEqual([`CONNECT ${new URL(cloud.url).host}`]);
  });

  test.concurrent("is used with undici's experimental parser, where the runner asks for it", async () => {
    await using cloud = await tlsCloud();
    await using proxy = await startProxy();
    const env = { ...trusted, HTTPS_PROXY: proxy.url, UNDICI_USE_MILO: '1' };
    const ran = await runAction(cloud.inputs(eci, { timeout: '5s' }), env);
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(proxy.asked).toHaveLength(1);
  });

  // Node has a proxy of its own, for whoever sets NODE_USE_ENV_PROXY.
  test.concurrent.each(['0', '1'])(
    'sees nothing of plain http, which is for this machine only (%s)',
    async (own) => {
      await using cloud = await cloudWith([task(eci, 'success')]);
      await using proxy = await startProxy();
      const all = { HTTP_PROXY: proxy.url, http_proxy: proxy.url, HTTPS_PROXY: proxy.url };
      const env = { ...all, NODE_USE_ENV_PROXY: own };
      expect(left(await runAction(cloud.inputs(eci), env))).toMatchObject({ state: 'succeeded' });
      expect(proxy.asked).toEqual([]);
    },
  );

  test.concurrent.each(['NO_PROXY', 'no_proxy'])('%s goes past it', async (name) => {
    await using cloud = await tlsCloud();
    await using proxy = await startProxy();
    const env = { ...trusted, HTTPS_PROXY: proxy.url, [name]: 'example.com,127.0.0.1' };
    expect(left(await runAction(cloud.inputs(eci), env))).toMatchObject({ state: 'succeeded' });
    expect(proxy.asked).toEqual([]);
  });

  test.concurrent('its user and password are in the address', async () => {
    await using cloud = await tlsCloud();
    await using proxy = await startProxy('a-password');
    const ran = await runAction(cloud.inputs(eci), { ...trusted, HTTPS_PROXY: proxy.url });
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(ran.stdout).not.toContain('a-password');
  });

  test.concurrent('that asks for a password ends the wait at once, with a remedy', async () => {
    await using cloud = await tlsCloud();
    await using proxy = await startProxy('a-password');
    const env = { ...trusted, HTTPS_PROXY: proxy.url.replace('user:a-password@', '') };
    const ran = left(await runAction(cloud.inputs(eci, { timeout: '3s' }), env));
    expect(ran).toMatchObject({ code: 1, state: 'error' });
    expect(ran.error).toContain('HTTPS_PROXY');
  });

  test.concurrent.each([
    'proxy.example:3128',
    'socks5://127.0.0.1:1080',
    '//user:a-password@proxy',
    'http://user:a-password-with-%@127.0.0.1:3128',
    'http://user:a-password@127.0.0.1:99999',
    'http://user:a-password@127.0.0.1:3128/a/path',
    'http://127.0.0.1:3128?user=a-password',
  ])('that is written as %s ends the wait at once, with a remedy', async (url) => {
    await using cloud = await tlsCloud();
    const env = { ...trusted, HTTPS_PROXY: url };
    const ran = left(await runAction(cloud.inputs(eci, { timeout: '5s' }), env));
    expect(ran).toMatchObject({ code: 1, state: 'error' });
    expect(ran.error).toContain('http://host:port');
    expect(ran.error).not.toContain('a-password');
    expect(cloud.requests).toEqual([]);
  });

  test.concurrent('that is gone is trouble, and named, without its password', async () => {
    await using cloud = await tlsCloud();
    const proxy = await startProxy('a-password');
    await proxy[Symbol.asyncDispose]();
    const env = { ...trusted, HTTPS_PROXY: proxy.url };
    const ran = left(await runAction(cloud.inputs(eci, { timeout: '1s' }), env));
    expect(ran).toMatchObject({ code: 1, state: 'timed-out' });
    expect(ran.error).toContain(`the proxy ${new URL(proxy.url).host} fails: connect ECONNREFUSED`);
    expect(ran.error).not.toContain('a-password');
    expect(cloud.requests).toEqual([]);
  });

  test.concurrent('that is gone ends check mode, with what to look at', async () => {
    await using cloud = await tlsCloud();
    const env = { ...trusted, HTTPS_PROXY: 'http://user:a-password@127.0.0.1:1' };
    const ran = left(await runAction(cloud.inputs(eci, { mode: 'check' }), env));
    expect(ran).toMatchObject({ code: 1, state: 'error' });
    expect(ran.error).toContain('Check HTTPS_PROXY');
    expect(ran.error).not.toContain('a-password');
  });

  test.concurrent.each([403, 407, 502])(
    'that answers %d to CONNECT is named in check mode',
    async (status) => {
      const proxy = createServer();
      proxy.on('connect', (_, client) => client.end(`HTTP/1.1 ${status} No\r\n\r\n`));
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      await using cloud = await tlsCloud();
      const env = { ...trusted, HTTPS_PROXY: `http://${host}` };
      const ran = left(await runAction(cloud.inputs(eci, { mode: 'check' }), env));
      proxy.close();
      expect(ran).toMatchObject({ code: 1, state: 'error' });
      expect(ran.error).toContain(`proxy ${host}`);
      expect(ran.error).toContain(String(status));
    },
  );

  test.concurrent('that swallows a CONNECT does not cost the last look', async () => {
    await using cloud = await tlsCloud();
    await using proxy = await forgetfulProxy();
    const env = { ...trusted, HTTPS_PROXY: proxy.url };
    const ran = await runAction(cloud.inputs(eci, { timeout: '2s' }), env);
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(ran.durationMs).toBeLessThan(5_000);
  });

  test.concurrent('that swallows a CONNECT does not cost the cancel', async () => {
    const kind = 'alibaba-ecs-image-pipeline';
    await using cloud = await cloudWith([task(kind, 'running')], { tls: certificates });
    await using proxy = await forgetfulProxy();
    const env = { ...trusted, HTTPS_PROXY: proxy.url };
    const running = startAction(cloud.inputs(kind, { 'on-cancel': 'cancel' }), env);
    await proxy.swallowed;
    const ran = await running.interrupt('SIGTERM');
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(ran.answeredMs).toBeLessThan(2_000);
    expect(cloud.actions).toEqual(['CancelImagePipelineExecution']);
  });
});
