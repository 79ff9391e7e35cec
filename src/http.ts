import { CloudError, messageOf } from './errors.ts';
import { type Agent, createAgent } from './undici.ts';

/** One HTTP request. Header names in lower case. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

/** One HTTP answer, read whole. Header names in lower case. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends one request, once. Rejects with a transient CloudError where no whole answer came, or with the signal's reason. */
export type Http = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** Task lists are a few kilobytes a hundred; what is larger is no answer of these APIs. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** An API answers within a second; these only end what would hang. */
const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Explicit, since the environment (NODE_TLS_REJECT_UNAUTHORIZED, NODE_OPTIONS) could weaken the defaults. A look a minute
 * has no use for HTTP/2.
 */
const TLS = { rejectUnauthorized: true, minVersion: 'TLSv1.2', allowH2: false } as const;

/** Without one of them, `proxy:3128` would be read as a URL of the protocol `proxy`. */
const PROXY_PROTOCOLS = ['http:', 'https:'];

/**
 * HTTPS through `HTTPS_PROXY` and `NO_PROXY` where they are set. Follows no redirect, trusts the system's and
 * `NODE_EXTRA_CA_CERTS`'s authorities only, refuses a body over 4 MiB.
 */
export function createHttp(): { http: Http; close: () => Promise<void> } {
  let dispatcher: Agent | undefined;

  const http: Http = async ({ method, url, headers, body }, signal) => {
    try {
      dispatcher ??= createDispatcher();
      const answer = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body: body ?? null,
        signal,
      });
      return {
        status: answer.statusCode,
        headers: flatten(answer.headers),
        body: await readText(answer.body, url),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof CloudError) throw error;
      if (/^Proxy response \(407\)/.test(messageOf(error))) throw proxyRefusal(url, error);
      throw new CloudError(`No answer from ${url.host}: ${reasonOf(error)}`, {
        kind: 'transient',
        cause: error,
      });
    }
  };
  return { http, close: async () => dispatcher?.destroy() };
}

/** Throws a CloudError where the environment names a proxy that is none. */
function createDispatcher(): Agent {
  const proxy = process.env.https_proxy ?? process.env.HTTPS_PROXY;
  if (proxy && !PROXY_PROTOCOLS.includes(URL.parse(proxy)?.protocol ?? '')) throw proxyIsNoUrl();
  return createAgent({
    // Plain HTTP goes to this machine and to instance metadata only: a proxy would see what it carries.
    httpProxy: '',
    allowH2: false,
    connect: { ...TLS, timeout: CONNECT_TIMEOUT_MS },
    requestTls: TLS,
    proxyTls: TLS,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
}

/** The address is not shown: it may hold a password. */
function proxyIsNoUrl(): CloudError {
  return new CloudError('HTTPS_PROXY is not the URL of a proxy.', {
    kind: 'request',
    remedy:
      'Write it as http://host:port or http://user:password@host:port, or unset it where no proxy is needed.',
  });
}

/** Waiting does not teach a proxy a password. */
function proxyRefusal(url: URL, cause: unknown): CloudError {
  return new CloudError(`The proxy on the way to ${url.host} asks for authentication (407).`, {
    kind: 'credential',
    status: 407,
    remedy: 'Put user and password into HTTPS_PROXY, or the host into NO_PROXY.',
    cause,
  });
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

/** undici wraps what the system said; the innermost message is the one that helps (`ENOTFOUND`, a TLS reason, …). */
function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof AggregateError && inner.errors.length > 0) inner = inner.errors[0];
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (!(inner instanceof Error)) return String(inner);
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : '';
  return code && !inner.message.includes(code) ? `${inner.message} (${code})` : inner.message;
}
