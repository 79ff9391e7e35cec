import * as http from 'node:http';
import * as https from 'node:https';
import { systemClock, within } from '../model/clock.ts';
import type { HttpRequest } from '../model/world.ts';
import {
  ANSWER_TIMEOUT_MS,
  type Arriving,
  CONNECT_TIMEOUT_MS,
  TLS,
  type Transport,
} from './transport.ts';

/** What is idle for longer is closed: by the next look, a load balancer or a NAT may have forgotten it. */
const KEPT = { keepAlive: true, timeout: 4_000 } as const;

/** Straight to the host, by Node's own client, which is loaded within a few milliseconds. */
export function createDirect(): Transport {
  const plain = new http.Agent(KEPT);
  const secure = new https.Agent({ ...KEPT, ...TLS, ALPNProtocols: ['http/1.1'] });
  return {
    async send(request, signal) {
      // A server may have closed what was kept: that is heard of before it is used again. What is left of this turn of the
      // loop may have no look at the network, the next one has.
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      signal.throwIfAborted();
      const options = optionsOf(request);
      const asked =
        request.url.protocol === 'https:'
          ? https.request({ ...options, agent: secure })
          : http.request({ ...options, agent: plain });
      try {
        return await arriving(asked, request.body, signal);
      } catch (error) {
        asked.destroy();
        throw error;
      }
    },
    close: async () => {
      plain.destroy();
      secure.destroy();
    },
  };
}

/** Part by part: of a URL, Node would also take user and password, and send them. */
function optionsOf({ method, url, headers, body }: HttpRequest): http.RequestOptions {
  return {
    method,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port,
    path: url.pathname + url.search,
    headers: {
      // Node tells no length of a GET's.
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      ...headers,
    },
    // NODE_OPTIONS could switch it on.
    insecureHTTPParser: false,
  };
}

/** Resolves with the head. Each part of the way has its time, and none outlasts the signal. */
async function arriving(
  request: http.ClientRequest,
  body: string | undefined,
  signal: AbortSignal,
): Promise<Arriving> {
  const connected = new Promise<void>((resolve) => {
    request.on('socket', (socket) => {
      if (!socket.connecting) return resolve();
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => resolve());
    });
  });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
  // With a text, Node would write the head in UTF-8 as well.
  request.end(body === undefined ? body : Buffer.from(body));
  const isConnected = Promise.race([connected, answered]);
  await inTime(CONNECT_TIMEOUT_MS, 'no connection', signal, () => isConnected);
  const response = await inTime(ANSWER_TIMEOUT_MS, 'no answer', signal, () => answered);
  // One that has come in the very turn of the abort is read by nobody.
  signal.throwIfAborted();
  const { statusCode: status = 0, headersDistinct: headers } = response;
  if (status < 200) throw broken('ECONNRESET', `${status} is no status of an answer`);
  return { status, headers, body: chunksOf(response, signal) };
}

async function* chunksOf(body: http.IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]();
  const next = () => chunks.next();
  try {
    for (;;) {
      const { done, value } = await inTime(ANSWER_TIMEOUT_MS, 'no more', signal, next);
      if (done) return;
      yield value;
    }
  } finally {
    // Of one that is read to its end, the connection is kept.
    if (!body.readableEnded) body.destroy();
  }
}

function inTime<T>(ms: number, what: string, signal: AbortSignal, work: () => Promise<T>) {
  const late = () => broken('ETIMEDOUT', `${what} within ${ms / 1_000} s`);
  return within(systemClock, ms, signal, late, work);
}

function broken(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
