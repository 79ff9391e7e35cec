import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { listening } from '../scenarios/support/proxy.ts';
import { root } from '../support/imports.ts';
import { type Heard, open, trustedCertificates, WAYS } from './ways.ts';

const certificates = trustedCertificates();

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
const ok = ({ socket }: Heard) => void socket.write(ANSWER);
const passes = expect.objectContaining({ name: 'CloudError', kind: 'transient', unreachable: '' });
const moment = () => new Promise((resolve) => setTimeout(resolve, 50));

describe.each(WAYS)('%s', (way) => {
  describe('a connection', () => {
    test.concurrent('is used again', async () => {
      await using standing = await open(way, certificates, ok);
      for (let count = 0; count < 3; count += 1) await standing.send();
      // undici may still be busy with what it has just answered.
      expect(standing.connections.made).toBeLessThanOrEqual(way.startsWith('directly') ? 1 : 2);
    });

    test.concurrent('carries one request at a time', async () => {
      await using standing = await open(way, certificates, async (heard) => {
        await moment();
        ok(heard);
      });
      await Promise.all([standing.send(), standing.send(), standing.send()]);
      expect(standing.connections.made).toBe(3);
    });

    test.concurrent('that the server takes back is not', async () => {
      await using standing = await open(way, certificates, ({ socket }) =>
        socket.end(ANSWER.replace('\r\n', '\r\nconnection: close\r\n')),
      );
      for (let count = 0; count < 3; count += 1) await standing.send();
      expect(standing.connections.made).toBe(3);
    });

    test.concurrent.each(['end', 'reset'] as const)(
      'that met its %s meanwhile is not',
      async (how) => {
        const ends: (() => void)[] = [];
        await using standing = await open(way, certificates, (heard) => {
          ok(heard);
          ends.push(how === 'end' ? () => heard.socket.end() : heard.reset);
        });
        await standing.send();
        ends[0]?.();
        await moment();
        expect(await standing.send()).toMatchObject({ status: 200 });
        expect([standing.heard.length, standing.connections.made]).toEqual([2, 2]);
      },
    );

    test.concurrent('that breaks at the second request is trouble, and nothing is sent twice', async () => {
      await using standing = await open(way, certificates, (heard) => {
        if (standing.heard.length === 1) ok(heard);
        else heard.reset();
      });
      await standing.send();
      const second = standing.send({ method: 'POST', body: 'Action=Cancel' });
      expect(await second.catch((error: unknown) => error)).toEqual(passes);
      await moment();
      expect(standing.heard).toHaveLength(2);
    });

    test.concurrent('with an answer that is too large is closed', async () => {
      await using standing = await open(way, certificates, ({ socket }) => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 9000000\r\n\r\n`);
        socket.write(Buffer.alloc(5_000_000, 'x'));
      });
      const error = await standing.send().catch((thrown: unknown) => thrown);
      expect(error).toEqual(passes);
      await moment();
      expect(standing.connections.open.size).toBe(0);
    });
  });

  describe('an abort', () => {
    const reason = new Error('time is up');

    test.concurrent.each([
      ['before the head', ''],
      ['inside of the head', 'HTTP/1.1 200 OK\r\n'],
      ['inside of the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'],
      ['between chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n'],
    ])('%s ends request and connection at once', async (_, begun) => {
      const controller = new AbortController();
      let abortedAt = 0;
      await using standing = await open(way, certificates, async ({ socket }) => {
        socket.write(begun);
        await moment();
        abortedAt = performance.now();
        controller.abort(reason);
      });
      const error = await standing.send({}, controller.signal).catch((thrown: unknown) => thrown);
      expect(error).toBe(reason);
      expect(performance.now() - abortedAt).toBeLessThan(200);
      await moment();
      expect(standing.connections.open.size).toBe(0);
    });

    test.concurrent('in the turn in which the head comes keeps no connection', async () => {
      const controller = new AbortController();
      await using standing = await open(way, certificates, ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{');
        setTimeout(() => controller.abort(reason), 0);
        // Once this is over the timer is due, and goes before the network.
        for (const begin = performance.now(); performance.now() < begin + 3; );
      });
      const error = await standing.send({}, controller.signal).catch((thrown: unknown) => thrown);
      expect(error).toBe(reason);
      await moment();
      expect(standing.connections.open.size).toBe(0);
    });

    test.concurrent('of one request leaves the others alone', async () => {
      const controller = new AbortController();
      await using standing = await open(way, certificates, async (heard) => {
        if (heard.text.startsWith('GET /slow')) return controller.abort(reason);
        await moment();
        ok(heard);
      });
      const other = standing.send();
      const slow = standing.send({ url: new URL('/slow', standing.base) }, controller.signal);
      await expect(slow).rejects.toBe(reason);
      expect(await other).toMatchObject({ status: 200 });
    });

    test.concurrent('afterwards breaks nothing', async () => {
      const controller = new AbortController();
      await using standing = await open(way, certificates, ok);
      await standing.send({}, controller.signal);
      controller.abort(reason);
      expect(await standing.send()).toMatchObject({ status: 200 });
    });
  });

  test.concurrent('what is closed keeps no connection', async () => {
    await using standing = await open(way, certificates, ok);
    await standing.send();
    await standing.close();
    await moment();
    expect(standing.connections.open.size).toBe(0);
  });
});

// One block for all ways, since tests of one block run at the same time. What is past a proxy is undici's too.
describe('after a while', () => {
  const ways = WAYS.filter((way) => way !== 'past a proxy');
  const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, 1_000 * count));

  test.concurrent.each(ways)('an idle connection is closed: %s', async (way) => {
    await using standing = await open(way, certificates, ok);
    await standing.send();
    expect(standing.connections.open.size).toBe(1);
    await seconds(5.5);
    expect(standing.connections.open.size).toBe(0);
  });

  const silences = ways.flatMap((way) => [
    [way, 'a request without an answer', ''] as const,
    [way, 'a body that stops', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'] as const,
  ]);
  test.concurrent.each(silences)('%s: %s is given up', async (way, _, begun) => {
    await using standing = await open(way, certificates, ({ socket }) => void socket.write(begun));
    const begin = performance.now();
    expect(await standing.send().catch((error: unknown) => error)).toEqual(passes);
    const took = performance.now() - begin;
    expect(took).toBeGreaterThan(19_000);
    expect(took).toBeLessThan(23_000);
  });
});

test('a kept connection does not keep the process', async () => {
  const server = createServer((_, response) => response.end('{}'));
  server.keepAliveTimeout = 60_000;
  const address = `http://${await listening(server)}`;
  const code = `
    import { createHttp } from './src/network/http.ts';
    const { http } = createHttp({});
    const request = { method: 'GET', url: new URL('${address}'), headers: {} };
    await http(request, new AbortController().signal);
    const at = performance.now();
    process.on('exit', () => console.log(Math.round(performance.now() - at)));`;
  const args = ['--input-type=module', '--no-warnings', '--eval', code];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  server.close().closeAllConnections();
  expect(Number(stdout)).toBeLessThan(1_000);
});
