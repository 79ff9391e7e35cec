/** The ways that a request may take, each to a server that is played byte by byte, so that one table holds for all of them. */
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import {
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
} from 'node:tls';
import { afterAll, beforeAll } from '@jest/globals';
import type { HttpRequest, HttpResponse } from '../../src/model/world.ts';
import { createHttp } from '../../src/network/http.ts';
import { type Certificates, makeCertificates } from '../scenarios/support/certificates.ts';
import { listening, startProxy } from '../scenarios/support/proxy.ts';
import { untouched } from '../support/world.ts';

export const WAYS = ['directly', 'directly by TLS', 'through a proxy', 'past a proxy'] as const;
export type Way = (typeof WAYS)[number];

/** A request as it came, and the connection to answer it on. */
export interface Heard {
  socket: Socket;
  /** Head and body, byte by byte. */
  text: string;
  /** Of all connections, from 1. */
  connection: number;
  /** Ends the connection as a machine does that knows nothing of it. */
  reset(): void;
}

/** A way that stands: what it sends is heard by a server of the test's own. */
export interface Standing extends AsyncDisposable {
  base: URL;
  heard: string[];
  /** Connections to the server so far, and those that are open. */
  connections: { made: number; open: Set<Socket> };
  send(request?: Partial<HttpRequest>, signal?: AbortSignal): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** Has this process trust the authority too; gives how to undo that. */
function trust({ authority }: Certificates): () => void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, readFileSync(authority, 'utf8')]);
  return () => setDefaultCACertificates(before);
}

/** Certificates that this process trusts while the tests of a file run. */
export function trustedCertificates(): ReturnType<typeof makeCertificates> {
  const certificates = makeCertificates();
  let distrust = () => {};
  beforeAll(() => {
    distrust = trust(certificates);
  });
  afterAll(() => {
    distrust();
    certificates[Symbol.dispose]();
  });
  return certificates;
}

/** Opens a way to a server that answers each request by `answer`. The authority of `certificates` must be trusted already. */
export async function open(
  way: Way,
  certificates: Certificates,
  answer: (heard: Heard) => void,
): Promise<Standing> {
  const heard: string[] = [];
  const connections = { made: 0, open: new Set<Socket>() };
  // TLS has no resets: what is below it has.
  const below = new Map<number | undefined, Socket>();
  const serve = (socket: Socket) => {
    connections.made += 1;
    connections.open.add(socket);
    socket.on('error', () => undefined).on('close', () => connections.open.delete(socket));
    const connection = connections.made;
    const { remotePort: port } = socket;
    onRequest(socket, (text) => {
      heard.push(text);
      answer({ socket, text, connection, reset: () => below.get(port)?.resetAndDestroy() });
    });
  };
  const isPlain = way === 'directly';
  const server: Server = isPlain ? createServer(serve) : createTlsServer(certificates, serve);
  server.on('connection', (socket) => below.set(socket.remotePort, socket));
  const [host, proxy] = await Promise.all([listening(server), startProxy()]);
  const { http, close } = createHttp(envOf(way, proxy.url));
  const base = new URL(`${isPlain ? 'http' : 'https'}://${host}/`);
  return {
    base,
    heard,
    connections,
    close,
    send: (request, signal = untouched()) =>
      http({ method: 'GET', url: base, headers: {}, ...request }, signal),
    async [Symbol.asyncDispose]() {
      await close();
      for (const socket of connections.open) socket.destroy();
      server.close();
      await proxy[Symbol.asyncDispose]();
      // Whatever way was meant, this is the one that was taken.
      const isProxied = proxy.asked.length > 0;
      if (heard.length > 0 && isProxied !== (way === 'through a proxy')) {
        throw new Error(`${way}: the proxy was asked for [${proxy.asked}]`);
      }
    },
  };
}

function envOf(way: Way, proxy: string): Record<string, string> {
  if (way === 'through a proxy') return { HTTPS_PROXY: proxy };
  return way === 'past a proxy' ? { HTTPS_PROXY: proxy, NO_PROXY: '127.0.0.1' } : {};
}

/** Calls for each whole request; all that is known of its length is `content-length`. */
function onRequest(socket: Socket, take: (text: string) => void): void {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (;;) {
      const end = text.indexOf('\r\n\r\n') + 4;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
      if (end < 4 || text.length < end + length) return;
      const whole = text.slice(0, end + length);
      text = text.slice(end + length);
      take(whole);
    }
  });
}
