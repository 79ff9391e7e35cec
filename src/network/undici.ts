/**
 * What is used of undici, from the files that hold it. Its entry also loads `fetch`, WebSockets, caches and mocks, and with
 * them two dozen modules of Node: 22 ms of each start (`docs/performance.md`). `__tests__/inner-files.test.ts` holds these
 * files to what the entry exports.
 */
import type { Dispatcher, Pool, EnvHttpProxyAgent as ProxyAgent } from 'undici';
// @ts-expect-error: an inner file has no types; `parts` gives it those of the entry.
import connectOf from 'undici/lib/api/api-connect.js';
// @ts-expect-error: as above.
import requestOf from 'undici/lib/api/api-request.js';
// @ts-expect-error: as above.
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
// @ts-expect-error: as above.
import InnerPool from 'undici/lib/dispatcher/pool.js';

export type { Dispatcher } from 'undici';

export type Agent = Pick<Dispatcher, 'request' | 'destroy'>;

/** The inner files, under the types of what the entry exports. */
export const parts: {
  connect: Dispatcher['connect'];
  request: Dispatcher['request'];
  EnvHttpProxyAgent: typeof ProxyAgent;
  Pool: typeof Pool;
} = { connect: connectOf, request: requestOf, EnvHttpProxyAgent, Pool: InnerPool };

/** The connections to a proxy. A proxy agent opens its tunnels by `connect`, which only the entry gives to all pools. */
export class ProxyPool extends parts.Pool {
  override connect = parts.connect;
}

/** An agent that goes through the proxies of the environment; a `clientFactory` of its own must make a `ProxyPool`. */
export function createAgent(options: ProxyAgent.Options): Agent {
  const agent = new parts.EnvHttpProxyAgent({
    clientFactory: (origin, poolOptions) => new ProxyPool(origin, poolOptions),
    ...options,
  });
  return {
    request: parts.request.bind(agent),
    destroy: agent.destroy.bind(agent),
  };
}
