import { raced } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';
import type { Http, World } from '../model/world.ts';
import { networkError, ProxyError } from './network-errors.ts';
import { type Agent, createAgent, type Dispatcher, ProxyPool } from './undici.ts';

/** Task lists are a few kilobytes a hundred; what is larger is no answer of these APIs. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** An API answers within a second; these only end what would hang. The first holds for TCP, for TLS and for a proxy's tunnel. */
const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Explicit, since the environment (NODE_TLS_REJECT_UNAUTHORIZED, NODE_OPTIONS) could weaken the defaults. A look a minute
 * has no use for HTTP/2.
 */
const TLS = { rejectUnauthorized: true, minVersion: 'TLSv1.2', allowH2: false } as const;

const PROXY_PROTOCOLS = ['http:', 'https:'];

/**
 * HTTPS through `HTTPS_PROXY` and `NO_PROXY` where `env` has them. Follows no redirect, trusts the authorities that Node was
 * started with and no others (SECURITY.md), refuses a body over 4 MiB.
 */
export function createHttp(env: World['env']): { http: Http; close: () => Promise<void> } {
  let dispatcher: Agent | undefined;
  const answered = new Set<string>();

  const http: Http = async ({ method, url, headers, body }, signal) => {
    try {
      signal.throwIfAborted();
      dispatcher ??= createDispatcher(env);
      const asked = dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body: body ?? null,
        signal,
      });
      // undici hears of the signal once the connection stands; until then, a name, a proxy or TLS may take their time.
      const answer = await raced(asked, signal);
      answered.add(url.host);
      return {
        status: answer.statusCode,
        headers: flatten(answer.headers),
        body: await raced(readText(answer.body, url), signal),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof CloudError) throw error;
      throw networkError(url.host, error, answered.has(url.host));
    }
  };
  return { http, close: async () => dispatcher?.destroy() };
}

/** Throws a CloudError where the environment names a proxy that is none. */
function createDispatcher(env: World['env']): Agent {
  const proxy = env.https_proxy ?? env.HTTPS_PROXY;
  if (proxy && !isProxyUrl(URL.parse(proxy))) throw proxyIsNoUrl();
  return createAgent({
    // Plain HTTP goes to this machine and to instance metadata only: a proxy would see what it carries.
    httpProxy: '',
    httpsProxy: proxy ?? '',
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
    allowH2: false,
    connect: { ...TLS, timeout: CONNECT_TIMEOUT_MS },
    requestTls: { ...TLS, timeout: CONNECT_TIMEOUT_MS },
    proxyTls: { ...TLS, timeout: CONNECT_TIMEOUT_MS },
    clientFactory: tunnels,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
}

/**
 * Without a known protocol, `proxy:3128` would be read as a URL of the protocol `proxy`; user and password are decoded. What
 * stands behind the port is for no proxy, and undici refuses it.
 */
function isProxyUrl(url: URL | null): boolean {
  if (!url || !PROXY_PROTOCOLS.includes(url.protocol)) return false;
  try {
    decodeURIComponent(`${url.username}:${url.password}`);
  } catch {
    return false;
  }
  return `${url.pathname}${url.search}${url.hash}` === '/';
}

/** The address is not shown: it may hold a password. */
function proxyIsNoUrl(): CloudError {
  return new CloudError('HTTPS_PROXY is not the URL of a proxy.', {
    kind: 'request',
    remedy:
      'Write it as http://host:port or http://user:password@host:port, with %25 for a percent sign in the password, without a path, or unset it where no proxy is needed.',
  });
}

/** Connections to a proxy. One that takes CONNECT and stays silent is given up, and what goes wrong says that it is the proxy. */
function tunnels(origin: URL, options: object): Dispatcher {
  const pool = new ProxyPool(origin, { ...options, headersTimeout: CONNECT_TIMEOUT_MS });
  const { host } = new URL(origin);
  const connect = pool.connect.bind(pool);
  const open = async (target: Dispatcher.ConnectOptions) => {
    const answer = await connect(target).catch((error: unknown) => {
      throw new ProxyError(host, 0, error);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on('error', () => undefined).destroy();
    throw new ProxyError(host, answer.statusCode);
  };
  return Object.assign(pool, { connect: open });
}

async function readText(
  body: AsyncIterable<Buffer> & { destroy(): unknown },
  url: URL,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > BODY_LIMIT) {
      body.destroy();
      throw new CloudError(`The answer of ${url.host} is larger than 4 MiB and was not read.`, {
        kind: 'transient',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
