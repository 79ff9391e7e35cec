import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { CloudError } from '../../src/model/errors.ts';
import { BODY_LIMIT, createHttp } from '../../src/network/http.ts';
import { deafHost, muteHost } from '../scenarios/support/silent-hosts.ts';
import { untouched } from '../support/world.ts';

let server: Server;
let base: string;
let paths: string[] = [];
let respond: RequestListener;
const { http, close } = createHttp({});

beforeAll(async () => {
  server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  paths = [];
});
afterAll(async () => {
  await close();
  server.closeAllConnections();
  server.close();
});

const get = (signal = untouched(), path = '/') =>
  http({ method: 'GET', url: new URL(path, base), headers: {} }, signal);

describe('an answer', () => {
  test('is read whole, with the names of its headers in lower case', async () => {
    respond = (_, response) => response.writeHead(418, { 'X-Acs-Request-Id': 'r' }).end('käse');
    expect(await get()).toMatchObject({
      status: 418,
      headers: { 'x-acs-request-id': 'r' },
      body: 'käse',
    });
  });

  test('in pieces that cut a character in two is put together again', async () => {
    const body = Buffer.from('é');
    respond = (_, response) => {
      response.write(body.subarray(0, 1));
      setTimeout(() => response.end(body.subarray(1)), 20);
    };
    expect((await get()).body).toBe('é');
  });

  test('of exactly 4 MiB is read, a byte more is refused as trouble that passes', async () => {
    respond = (_, response) => response.end(Buffer.alloc(BODY_LIMIT, 'x'));
    expect((await get()).body.length).toBe(4 * 1024 * 1024);
    respond = (_, response) => response.end(Buffer.alloc(BODY_LIMIT + 1, 'x'));
    await expect(get()).rejects.toMatchObject({ name: 'CloudError', kind: 'transient' });
  });

  test('that redirects is given as it is, and not followed', async () => {
    respond = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect((await get()).status).toBe(302);
    expect(paths).toEqual(['GET /']);
  });
});

describe('no answer is trouble that passes and says why', () => {
  test('where the connection is reset before it', async () => {
    respond = ({ socket }) => socket.resetAndDestroy();
    const error = await get().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ kind: 'transient', status: 0 });
    expect(String(error)).toContain('No answer from 127.0.0.1');
  });

  test('where the connection is reset inside of it', async () => {
    respond = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half":');
      setTimeout(() => request.socket.resetAndDestroy(), 20);
    };
    await expect(get()).rejects.toMatchObject({ kind: 'transient' });
  });

  test('where nobody listens', async () => {
    const url = new URL('http://127.0.0.1:1/');
    const refused = http({ method: 'GET', url, headers: {} }, untouched());
    await expect(refused).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('what comes is no HTTP, as of a box on the way that answers for the host, and passes:', () => {
  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a page without a head', '<html>Sign in</html>'],
    ['a header without a name', 'HTTP/1.1 200 OK\r\nfoo\r\n\r\n'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n'],
    ['another answer behind an early hint', 'HTTP/1.1 103 Early\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\n'],
    ['a status that no answer has', 'HTTP/1.1 099 Odd\r\n\r\n'],
  ])('%s', async (_, bytes) => {
    const box = createNetServer((socket) => socket.once('data', () => socket.end(bytes)));
    box.unref();
    await new Promise<void>((resolve) => box.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(box.address() as AddressInfo).port}`);
    await expect(http({ method: 'GET', url, headers: {} }, untouched())).rejects.toMatchObject({
      kind: 'transient',
      unreachable: '',
      message: expect.stringContaining('No answer from 127.0.0.1'),
    });
  });
});

describe('a host', () => {
  const gone = createHttp({});
  afterAll(() => gone.close());
  const failure = async (address: string, headers = {}) =>
    gone.http({ method: 'GET', url: new URL(address), headers }, untouched()).then(
      () => undefined,
      (error: unknown) => error as CloudError,
    );

  test('that has never answered cannot be reached', async () => {
    expect(await failure('http://127.0.0.1:1/')).toMatchObject({ unreachable: '127.0.0.1:1' });
    const name = `${'a'.repeat(64)}.invalid`;
    expect(await failure(`https://${name}/`)).toMatchObject({ unreachable: name });
  });

  test('that does not speak TLS is told in one line, the same in every process', async () => {
    const error = await failure(base.replace('http:', 'https:'));
    const told =
      /^No answer from [\d.:]+: write EPROTO error:0A00010B:SSL routines:\w*:wrong version number$/;
    expect(error?.message).toMatch(told);
  });

  test('that has answered once, with whatever it was, is gone for the moment', async () => {
    const own = createServer((_, response) => response.writeHead(503).end());
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(own.address() as AddressInfo).port}/`;
    expect(await failure(address)).toBeUndefined();
    own.closeAllConnections();
    await new Promise((resolve) => own.close(resolve));
    const error = await failure(address);
    expect(error).toMatchObject({ kind: 'transient', unreachable: '' });
    expect(error?.message).toContain('ECONNREFUSED');
  });

  test('is not asked what no request can carry, and that does not pass', async () => {
    const error = await failure(base, { authorization: 'bearer two\nlines' });
    expect(error).toMatchObject({ kind: 'request', passes: false });
    expect(error?.message).not.toContain('two');
    expect(paths).toEqual([]);
  });
});

describe('an abort', () => {
  const reason = new Error('time is up');

  test.each<[string, RequestListener]>([
    ['before the answer', () => undefined],
    ['inside of the answer', (_, response) => response.writeHead(200).write('{"half":')],
  ])('%s rejects with its own reason', async (_, listener) => {
    respond = listener;
    const controller = new AbortController();
    const asking = get(controller.signal);
    setTimeout(() => controller.abort(reason), 50);
    await expect(asking).rejects.toBe(reason);
  });

  test.each([
    ['TCP', deafHost],
    ['TLS', muteHost],
  ])('while %s is not answered rejects at once', async (_, startHost) => {
    await using silent = await startHost();
    const url = new URL(`https://${silent.host}`);
    const controller = new AbortController();
    const asking = http({ method: 'GET', url, headers: {} }, controller.signal);
    const begin = performance.now();
    setTimeout(() => controller.abort(reason), 50);
    await expect(asking).rejects.toBe(reason);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  test('beforehand sends nothing', async () => {
    respond = (_, response) => response.end();
    await expect(get(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(paths).toEqual([]);
  });
});

test('method, headers and body go out as they are given', async () => {
  let seen: unknown;
  respond = async (request, response) => {
    const chunks = await Array.fromAsync(request);
    seen = [request.method, request.headers['x-one'], Buffer.concat(chunks).toString()];
    response.end();
  };
  const request = { method: 'POST', url: new URL(base), headers: { 'x-one': '1' }, body: 'é=1' };
  await http({ ...request, method: 'POST' }, untouched());
  expect(seen).toEqual(['POST', '1', 'é=1']);
});

test.concurrent.each([
  ['TCP', deafHost],
  ['TLS', muteHost],
])('a host that does not answer %s is given up after ten seconds', async (_, startHost) => {
  await using silent = await startHost();
  const own = createHttp({});
  const url = new URL(`https://${silent.host}`);
  const begin = performance.now();
  const asking = own.http({ method: 'GET', url, headers: {} }, untouched());
  const error = await asking.catch((thrown: unknown) => thrown as CloudError);
  await own.close();
  expect(error).toMatchObject({ kind: 'transient', unreachable: '' });
  expect(String(error)).toContain(`No answer from ${silent.host}: no connection within 10 s`);
  expect(performance.now() - begin).toBeLessThan(12_000);
});

test('a proxy that takes CONNECT and is silent is given up after ten seconds, and named', async () => {
  await using mute = await muteHost();
  const proxied = createHttp({ HTTPS_PROXY: `http://user:a-password@${mute.host}` });
  const url = new URL('https://nobody.invalid');
  const begin = performance.now();
  const asking = proxied.http({ method: 'GET', url, headers: {} }, untouched());
  const error = await asking.catch((thrown: unknown) => thrown as CloudError);
  await proxied.close();
  expect(error).toMatchObject({ kind: 'transient', unreachable: '' });
  expect(String(error)).toContain(`the proxy ${mute.host} fails: Headers Timeout Error`);
  expect(String(error)).not.toContain('a-password');
  expect(performance.now() - begin).toBeLessThan(12_000);
});
