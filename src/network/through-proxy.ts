import type { Dispatcher } from 'undici';
import { CloudError } from '../model/errors.ts';
import { ProxyError } from './network-errors.ts';
import { ANSWER_TIMEOUT_MS, CONNECT_TIMEOUT_MS, TLS, type Transport } from './transport.ts';

const PROXY_PROTOCOLS = ['http:', 'https:'];

/** A look a minute has no use for HTTP/2. */
const CONNECTION = { ...TLS, allowH2: false, timeout: CONNECT_TIMEOUT_MS } as const;

/**
 * Through the proxy at `proxy`, or past it to the hosts of `noProxy`, by undici: Node's own client has no proxies before
 * Node 24. It is loaded here and not before, since its entry is slow and most runs have no proxy (`docs/performance.md`).
 * Throws a CloudError where `proxy` is the address of none.
 */
export async function createThroughProxy(proxy: string, noProxy: string): Promise<Transport> {
  if (!isProxyUrl(URL.parse(proxy))) throw proxyIsNoUrl();
  const { EnvHttpProxyAgent, Pool } = await import('undici');
  const agent = new EnvHttpProxyAgent({
    httpProxy: '',
    httpsProxy: proxy,
    noProxy,
    allowH2: false,
    connect: CONNECTION,
    requestTls: CONNECTION,
    proxyTls: CONNECTION,
    clientFactory: (origin, options) =>
      tunnels(new Pool(origin, { ...options, headersTimeout: CONNECT_TIMEOUT_MS }), origin.host),
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
  return {
    async send({ method, url, headers, body }, signal) {
      const answer = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body: body ?? null,
        signal,
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body };
    },
    close: () => agent.destroy(),
  };
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
function tunnels(pool: Dispatcher, host: string): Dispatcher {
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
