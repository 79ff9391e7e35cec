import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../src/model/world.ts';
import { createHttp } from '../../src/network/http.ts';
import { makeCertificates } from '../scenarios/support/certificates.ts';
import { listening, startProxy } from '../scenarios/support/proxy.ts';
import { untouched } from '../support/world.ts';
import { type Heard, open, trustedCertificates, WAYS } from './ways.ts';

const certificates = trustedCertificates();
const strange = makeCertificates();
afterAll(() => strange[Symbol.dispose]());

const ok = ({ socket }: Heard) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');

/** Signed is what is written, so that it has to go out byte by byte. */
const PATHS = [
  '/',
  '/?',
  '//double//',
  '/a%2Fb%20c%E4%BD%A0',
  '/?Action=DescribeTasks&TaskIds=%5B%22t-1%22%5D&Empty=&=&a=%7E~!*%27()',
  '/?plus=a+b&semi=a;b&a=1&a=2&brackets=[]{}|^',
  "/tasks/t-1:cancel?quote='",
];

const BODIES: readonly [HttpRequest['method'], string | undefined, string | undefined][] = [
  ['GET', undefined, undefined],
  ['GET', '{"é":1}', '8'],
  ['POST', undefined, '0'],
  ['POST', '', '0'],
  ['POST', 'a=é&b=%20', '10'],
  ['PUT', '{}', '2'],
  ['PATCH', '{}', '2'],
  ['POST', 'x'.repeat(200_000), '200000'],
];

/** Lines of the head, and the body. */
function partsOf(text = '') {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const fields = lines.map((each) => {
    const [name = '', ...value] = each.split(':');
    return [name.toLowerCase(), value.join(':').trim()] as const;
  });
  return { line, fields, body: Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString() };
}

describe.each(WAYS)('%s', (way) => {
  test.concurrent.each(PATHS)('the path %s goes out as it is written', async (path) => {
    await using standing = await open(way, certificates, ok);
    const url = new URL(
      path.startsWith('//') ? `${standing.base.origin}${path}` : path,
      standing.base,
    );
    await standing.send({ url });
    expect(partsOf(standing.heard[0]).line).toBe(`GET ${url.pathname}${url.search} HTTP/1.1`);
  });

  test.concurrent.each(BODIES)(
    '%s with the body %j has the length %s',
    async (method, body, length) => {
      await using standing = await open(way, certificates, ok);
      await standing.send({ method, ...(body !== undefined && { body }) });
      const heard = partsOf(standing.heard[0]);
      const lengths = heard.fields.filter(([name]) => name === 'content-length');
      expect(heard.line).toBe(`${method} / HTTP/1.1`);
      expect(lengths.map(([, value]) => value)).toEqual(length === undefined ? [] : [length]);
      expect(heard.body).toBe(body ?? '');
    },
  );

  test.concurrent('headers are those that are given, the host, and how long the connection lives', async () => {
    await using standing = await open(way, certificates, ok);
    const headers = {
      'x-acs-date': '2026',
      authorization: 'ACS3 a=b,c="d"',
      accept: '*/*',
      'x-latin': 'é',
    };
    await standing.send({ method: 'POST', headers, body: '{}' });
    const { fields } = partsOf(standing.heard[0]);
    expect(fields.toSorted()).toEqual(
      [
        ...Object.entries(headers),
        ['host', standing.base.host],
        ['content-length', '2'],
        ['connection', 'keep-alive'],
      ].toSorted(),
    );
  });

  test.concurrent('a host that is given, and signed, is sent once', async () => {
    await using standing = await open(way, certificates, ok);
    await standing.send({ headers: { host: standing.base.host } });
    const hosts = partsOf(standing.heard[0]).fields.filter(([name]) => name === 'host');
    expect(hosts).toEqual([['host', standing.base.host]]);
  });

  test.concurrent('user and password of an address are not sent', async () => {
    await using standing = await open(way, certificates, ok);
    await standing.send({
      url: new URL(`${standing.base.protocol}//user:a-password@${standing.base.host}`),
    });
    expect(standing.heard.join()).not.toMatch(/authorization|a-password|user/i);
  });

  test.concurrent.each<[string, Partial<HttpRequest>]>([
    ['a line break in a header', { headers: { authorization: 'hush-hush\r\nx: y' } }],
    ['a letter that is no Latin-1', { headers: { authorization: 'hush-hush 你' } }],
    ['a name of a header that is none', { headers: { 'a name': 'hush-hush' } }],
  ])('%s is not sent, and does not pass', async (_, request) => {
    await using standing = await open(way, certificates, ok);
    const error = await standing.send(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'CloudError', kind: 'request', passes: false });
    expect(String(error)).not.toContain('hush');
    expect(standing.heard).toEqual([]);
  });
});

describe('TLS', () => {
  const old = {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  } as const;
  const servers = [
    ['of an unknown authority', {}, '127.0.0.1', () => strange, /unable to verify|self-signed/],
    ['for another name', {}, 'localhost', () => certificates, /altname/i],
    ['before 1.2', old, '127.0.0.1', () => certificates, /protocol version|unsupported protocol/i],
  ] as const;
  const cases = (['directly', 'through a proxy'] as const).flatMap((way) =>
    servers.map((server) => [way, ...server] as const),
  );

  test.concurrent.each(cases)('%s, %s, is refused', async (way, _, options, name, of, reason) => {
    const server = createTlsServer({ ...of(), ...options }, (socket) => socket.destroy());
    server.on('tlsClientError', () => undefined);
    await using proxy = await startProxy();
    const host = (await listening(server)).replace('127.0.0.1', name);
    const { http, close } = createHttp(way === 'directly' ? {} : { HTTPS_PROXY: proxy.url });
    const request = { method: 'GET', url: new URL(`https://${host}`), headers: {} } as const;
    const error = await http(request, untouched()).catch((thrown: unknown) => thrown);
    await close();
    server.close();
    expect(error).toMatchObject({ kind: 'transient', unreachable: host });
    expect(String(error)).toMatch(reason);
    expect(proxy.asked.length).toBe(way === 'directly' ? 0 : 1);
  });
});

test('an address of IPv6 is reached, under its own name', async () => {
  const hosts: unknown[] = [];
  const server = createServer(({ headers }, response) => {
    hosts.push(headers.host);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.unref().listen(0, '::1', resolve));
  const url = new URL(`http://[::1]:${(server.address() as AddressInfo).port}`);
  const { http, close } = createHttp({});
  expect(await http({ method: 'GET', url, headers: {} }, untouched())).toMatchObject({
    status: 200,
  });
  await close();
  server.close();
  expect(hosts).toEqual([url.host]);
});

test('of the addresses of a name, the one that answers is taken', async () => {
  const server = createServer((_, response) => response.end('{}'));
  const host = (await listening(server)).replace('127.0.0.1', 'localhost');
  const { http, close } = createHttp({});
  const request = { method: 'GET', url: new URL(`http://${host}`), headers: {} } as const;
  expect(await http(request, untouched())).toMatchObject({ status: 200 });
  await close();
  server.close();
});
