import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { listening } from '../scenarios/support/proxy.ts';
import { root } from '../support/imports.ts';
import { open, trustedCertificates, WAYS, type Way } from './ways.ts';

const certificates = trustedCertificates();

/** What the server does when all is said. */
type End = 'stays' | 'ends' | 'resets';

const OK = 'HTTP/1.1 200 OK\r\n';
const BODY = 'content-length: 2\r\n\r\n{}';
/** What one reader takes for the end, another one reads on from (RFC 9112, 6.3). */
const BOTH = `${OK}transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;

/** Sends `pieces` one after another, each in a packet of its own. */
async function answerTo(way: Way, pieces: string | readonly string[], end: End) {
  await using standing = await open(way, certificates, async ({ socket, reset }) => {
    for (const piece of [pieces].flat()) {
      socket.write(piece, 'latin1');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (end === 'ends') socket.end();
    if (end === 'resets') setTimeout(reset, 20);
  });
  return await standing.send().catch((error: unknown) => error);
}

const is = (status: number, body = '{}', headers: Record<string, string> = {}) =>
  expect.objectContaining({ status, body, headers: expect.objectContaining(headers) });

/** From RFC 9110 and 9112, and from what boxes on the way are known to send. */
const READ: readonly [string, string | readonly string[], End, unknown][] = [
  ['a body of a length', `${OK}${BODY}`, 'stays', is(200)],
  ['byte by byte', [...`${OK}${BODY}`], 'stays', is(200)],
  ['in chunks', `${CHUNKED}1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`, 'stays', is(200)],
  ['in chunks with more', `${CHUNKED}2;a=b\r\n{}\r\n0\r\nx-trailer: 1\r\n\r\n`, 'stays', is(200)],
  ['chunks in pieces', [CHUNKED, '2', '\r\n{', '}\r', '\n0\r\n', '\r\n'], 'stays', is(200)],
  ['a body up to the end', `${OK}\r\n{}`, 'ends', is(200)],
  // Node's client and undici both take a reset for an end there; JSON that is cut off is told from whole one elsewhere.
  ['a body up to a reset', `${OK}\r\n{}`, 'resets', is(200)],
  ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\n{}', 'ends', is(200)],
  ['no body', `${OK}content-length: 0\r\n\r\n`, 'stays', is(200, '')],
  ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 'stays', is(204, '')],
  ['304', 'HTTP/1.1 304 Not Modified\r\n\r\n', 'stays', is(304, '')],
  ['no reason', `HTTP/1.1 429 \r\n${BODY}`, 'stays', is(429)],
  ['a status of nobody', `HTTP/1.1 999 Odd\r\n${BODY}`, 'stays', is(999)],
  ['a redirect', `HTTP/1.1 307 x\r\nlocation: /b\r\n${BODY}`, 'stays', is(307)],
  ['401', `HTTP/1.1 401 x\r\nwww-authenticate: Basic\r\n${BODY}`, 'stays', is(401)],
  ['407', `HTTP/1.1 407 x\r\nproxy-authenticate: Basic\r\n${BODY}`, 'stays', is(407)],
  ['behind 103', `HTTP/1.1 103 x\r\nlink: <a>\r\n\r\n${OK}${BODY}`, 'stays', is(200)],
  ['packed, as it is', `${OK}content-encoding: gzip\r\n${BODY}`, 'stays', is(200)],
  ['a name in capitals', `${OK}X-Id: r\r\n${BODY}`, 'stays', is(200, '{}', { 'x-id': 'r' })],
  ['a header twice', `${OK}x: 1\r\nX: 2\r\n${BODY}`, 'stays', is(200, '{}', { x: '1, 2' })],
  [
    'Retry-After twice',
    `${OK}retry-after: 1\r\nretry-after: 2\r\n${BODY}`,
    'stays',
    is(200, '{}', { 'retry-after': '1, 2' }),
  ],
  [
    'cookies',
    `${OK}set-cookie: a\r\nset-cookie: b\r\n${BODY}`,
    'stays',
    is(200, '{}', { 'set-cookie': 'a, b' }),
  ],
  ['an empty header', `${OK}x:\r\n${BODY}`, 'stays', is(200, '{}', { x: '' })],
  ['a head of 15 KiB', `${OK}x: ${'x'.repeat(15_000)}\r\n${BODY}`, 'stays', is(200)],
  ['what is no UTF-8', `${OK}content-length: 1\r\n\r\n\xff`, 'stays', is(200, '\ufffd')],
  ['and something behind it', `${OK}${BODY}HTTP/1.1 500 x\r\n`, 'stays', is(200)],
];

const BROKEN: readonly [string, string | readonly string[], End][] = [
  ['an end before it', '', 'ends'],
  ['a reset before it', '', 'resets'],
  ['an end inside of its head', OK, 'ends'],
  ['a reset inside of its head', OK, 'resets'],
  ['an end inside of its body', `${OK}content-length: 9\r\n\r\n{}`, 'ends'],
  ['a reset inside of its body', `${OK}content-length: 9\r\n\r\n{}`, 'resets'],
  ['an end inside of a chunk', `${CHUNKED}9\r\n{}`, 'ends'],
  ['an end between chunks', `${CHUNKED}2\r\n{}\r\n`, 'ends'],
  ['an end before the last line', `${CHUNKED}2\r\n{}\r\n0\r\n`, 'ends'],
  ['a reset between chunks', `${CHUNKED}2\r\n{}\r\n`, 'resets'],
  ['chunks and a length', BOTH, 'stays'],
  ['a length that is none', `${OK}content-length: x\r\n\r\n{}`, 'stays'],
  ['a length below zero', `${OK}content-length: -2\r\n\r\n{}`, 'stays'],
  ['two lengths', `${OK}content-length: 1\r\n${BODY}`, 'stays'],
  ['a head of 17 KiB', `${OK}x: ${'x'.repeat(17_000)}\r\n${BODY}`, 'stays'],
  [
    'a protocol of its own choice',
    'HTTP/1.1 101 x\r\nupgrade: a\r\nconnection: upgrade\r\n\r\n',
    'stays',
  ],
  ['101 without a protocol', 'HTTP/1.1 101 x\r\n\r\n', 'stays'],
  ['nothing behind 103', 'HTTP/1.1 103 x\r\n\r\n', 'ends'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'stays'],
  ['a page without a head', '<html>Sign in</html>', 'ends'],
  ['a header without a name', `${OK}foo\r\n\r\n`, 'stays'],
  ['a chunk without a size', `${CHUNKED}ZZ\r\n`, 'stays'],
  ['another answer behind an early hint', `HTTP/1.1 103 x\r\n\r\n{}${OK}\r\n`, 'stays'],
  ['a status that no answer has', 'HTTP/1.1 099 Odd\r\n\r\n', 'stays'],
  ['a status of two digits', 'HTTP/1.1 20 Odd\r\n\r\n', 'stays'],
  ['a version that is none', 'HTTP/9.9 200 OK\r\n\r\n', 'stays'],
  ['a frame of HTTP/2', '\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64', 'stays'],
];

describe.each(WAYS)('%s', (way) => {
  describe('an answer is read:', () => {
    test.concurrent.each(READ)('%s', async (_, pieces, end, expected) => {
      expect(await answerTo(way, pieces, end)).toEqual(expected);
    });
  });

  describe('no answer, and trouble that passes, is', () => {
    test.concurrent.each(BROKEN)('%s', async (_, pieces, end) => {
      expect(await answerTo(way, pieces, end)).toMatchObject({
        name: 'CloudError',
        kind: 'transient',
        unreachable: '',
        message: expect.stringMatching(/^No answer from 127\.0\.0\.1:\d+: ./),
      });
    });
  });
});

// Nobody has asked for it, and undici takes it for a broken answer.
test.each(WAYS)('an answer behind an unasked 100 Continue is read or passes: %s', async (way) => {
  const isRead = way.startsWith('directly');
  const passes = expect.objectContaining({ name: 'CloudError', kind: 'transient' });
  const answer = await answerTo(way, `HTTP/1.1 100 Continue\r\n\r\n${OK}${BODY}`, 'stays');
  expect(answer).toEqual(isRead ? is(200) : passes);
});

test('is read strictly, even where NODE_OPTIONS has Node read everything', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.write(BOTH));
  });
  const url = `http://${await listening(server)}`;
  const code = `
    import { createHttp } from './src/network/http.ts';
    const { http, close } = createHttp({});
    const request = { method: 'GET', url: new URL('${url}'), headers: {} };
    await http(request, AbortSignal.timeout(5_000)).then(JSON.stringify, String).then(console.log);
    await close();`;
  const args = ['--insecure-http-parser', '--input-type=module', '--no-warnings', '--eval', code];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  server.close();
  expect(stdout).toContain('No answer from 127.0.0.1');
});
