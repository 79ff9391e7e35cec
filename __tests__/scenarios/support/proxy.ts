import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import type { Duplex } from 'node:stream';

/** Has a server listen on a loopback port, and gives its host and port. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A forward proxy, and every target that it was asked for. */
export interface Proxy extends AsyncDisposable {
  url: string;
  asked: string[];
}

/** Starts a forward proxy on a loopback port: CONNECT and absolute addresses. With `password` it asks for it. */
export async function startProxy(password?: string): Promise<Proxy> {
  const asked: string[] = [];
  const open = new Set<Duplex>();
  const expected = password && `Basic ${Buffer.from(`user:${password}`).toString('base64')}`;
  const isWelcome = ({ headers }: IncomingMessage) =>
    !expected || headers['proxy-authorization'] === expected;

  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (!isWelcome(incoming)) return response.writeHead(407).end();
    const { method = 'GET', url = '', headers } = incoming;
    const outgoing = request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    return incoming.pipe(outgoing);
  });
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (!isWelcome(incoming)) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const [host = '', port] = (incoming.url ?? '').split(':');
    const target: Socket = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const socket of [target, client]) {
      open.add(socket);
      // What breaks on one side is no end on the other.
      socket.on('error', () => [target, client].map((each) => each.destroy()));
      socket.on('close', () => open.delete(socket));
    }
  });
  const host = await listening(server);
  return {
    url: `http://${password ? `user:${password}@` : ''}${host}`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of open) socket.destroy();
      }),
  };
}

/** A proxy that takes the first CONNECT and forgets it; all others work. */
export async function forgetfulProxy() {
  const proxy = await startProxy();
  const { promise: swallowed, resolve } = Promise.withResolvers<void>();
  let count = 0;
  const server = createTcpServer((client) => {
    client.on('error', () => client.destroy());
    count += 1;
    if (count === 1) return client.once('data', () => resolve());
    const through = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    return client
      .pipe(through)
      .on('error', () => client.destroy())
      .pipe(client);
  });
  const host = await listening(server);
  return {
    url: `http://${host}`,
    swallowed,
    async [Symbol.asyncDispose]() {
      server.close();
      await proxy[Symbol.asyncDispose]();
    },
  };
}
