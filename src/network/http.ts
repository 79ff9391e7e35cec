import { raced } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';
import type { Http, World } from '../model/world.ts';
import { createDirect } from './direct.ts';
import { networkError } from './network-errors.ts';
import { createThroughProxy } from './through-proxy.ts';
import type { Arriving, Transport } from './transport.ts';

/** Task lists are a few kilobytes a hundred; what is larger is no answer of these APIs. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * HTTPS through `HTTPS_PROXY` and `NO_PROXY` where `env` has them. Follows no redirect, trusts the authorities that Node was
 * started with and no others (SECURITY.md), refuses a body over 4 MiB.
 */
export function createHttp(env: World['env']): { http: Http; close: () => Promise<void> } {
  const transports = createTransports(env);
  const answered = new Set<string>();

  const http: Http = async (request, signal) => {
    const { url } = request;
    try {
      signal.throwIfAborted();
      // undici hears of the signal once the connection stands; until then, a name, a proxy or TLS may take their time.
      const sent = transports.to(url).then((transport) => transport.send(request, signal));
      const { status, headers, body } = await raced(sent, signal);
      answered.add(url.host);
      return {
        status,
        headers: flatten(headers),
        body: await raced(readText(body, url), signal),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof CloudError) throw error;
      throw networkError(url.host, error, answered.has(url.host));
    }
  };
  return { http, close: transports.close };
}

/** Each way to carry a request, made when the first one goes that way. */
function createTransports(env: World['env']) {
  const proxy = env.https_proxy ?? env.HTTPS_PROXY;
  let direct: Transport | undefined;
  let proxied: Promise<Transport> | undefined;
  return {
    to(url: URL): Promise<Transport> {
      // Plain HTTP goes to this machine and to instance metadata only: a proxy would see what it carries.
      if (proxy && url.protocol === 'https:') {
        proxied ??= createThroughProxy(proxy, env.no_proxy ?? env.NO_PROXY ?? '');
        return proxied;
      }
      direct ??= createDirect();
      return Promise.resolve(direct);
    },
    async close(): Promise<void> {
      for (const made of await Promise.allSettled([direct, proxied])) {
        if (made.status === 'fulfilled') await made.value?.close();
      }
    },
  };
}

async function readText(body: Arriving['body'], url: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > BODY_LIMIT) {
      throw new CloudError(`The answer of ${url.host} is larger than 4 MiB and was not read.`, {
        kind: 'transient',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: Arriving['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
