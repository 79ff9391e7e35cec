import { createClient } from '../clouds/client.ts';
import { type CredentialConfig, credentialSource } from '../clouds/credential-source.ts';
import { createGate, type Gate, type Urgency } from '../clouds/gate.ts';
import { type IdTokenOf, noIdToken } from '../clouds/id-token.ts';
import { clouds } from '../clouds/index.ts';
import { located, type Whereabouts } from '../clouds/out-of-reach.ts';
import { TRIES } from '../clouds/retry.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { World } from '../model/world.ts';
import { guarded } from '../providers/guarded.ts';
import type { Provider, ProviderOptions } from '../providers/provider.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** What of the inputs says where the cloud is and what is asked for there. */
export type Target = Pick<Inputs, 'definition' | 'region' | 'network' | 'endpoint' | 'given'>;

/** What a connection needs of the host. */
export interface HostAccess {
  /** Makes OIDC tokens of the job; left out where the host has none of its own. */
  idTokenOf?: IdTokenOf | undefined;
  /** True where the host has a use for the digest of an image. */
  wantsDigest: boolean;
}

/** A provider with its cloud's client and credentials behind it. */
export interface Connection {
  provider: Provider;
  /** What every request to the cloud passes. */
  gate: Gate;
  /** How many requests were sent to the cloud. */
  requestCount(): number;
  /** An error, and where it is of a host that was given up, with where that is. */
  located(error: unknown): unknown;
}

/**
 * Connects to the provider of `target`. The credentials go no further than here. `secrets` is told of every one that is
 * derived, and nothing that the provider gives holds any.
 */
export function connect(
  target: Target,
  config: CredentialConfig,
  world: World,
  { idTokenOf = noIdToken, wantsDigest }: HostAccess,
  { mask, hide }: Secrets,
): Connection {
  const { definition } = target;
  const cloud = clouds[definition.cloud];
  let requestCount = 0;
  const counted: World = {
    ...world,
    http: (request, limit) => {
      requestCount += 1;
      return world.http(request, limit);
    },
  };
  const credentials = credentialSource(config, definition.cloud, counted, idTokenOf, mask);
  const protocol = cloud.protocol(definition.product, target.region, target.endpoint);
  const gate = createGate(world.clock);
  const client = createClient(protocol, credentials, counted, TRIES, gate);
  const options = optionsOf(target, wantsDigest);
  const provider = inOrder((urgency) =>
    definition.connect(options, (call, signal) => client(call, signal, urgency)),
  );
  const whereabouts = whereaboutsOf(target, config);
  return {
    provider: guarded(provider, hide),
    gate,
    requestCount: () => requestCount,
    located: (error) => hide(located(error, whereabouts)),
  };
}

/** A provider of which each method asks as urgently as what it is for: it remembers nothing that the others would miss. */
function inOrder(connected: (urgency: Urgency) => Provider): Provider {
  const { cancel } = connected('cancel');
  const { describeResult, failureReason } = connected('result');
  const { failureLog } = connected('log');
  return {
    ...connected('look'),
    ...(cancel && { cancel }),
    ...(describeResult && { describeResult }),
    ...(failureReason && { failureReason }),
    ...(failureLog && { failureLog }),
  };
}

/** What a provider may know, and nothing else: an object with more in it would hand that on. */
function optionsOf(target: Target, wantsDigest: boolean): ProviderOptions {
  const { region, network, given } = target;
  return { region, network, given, wantsDigest };
}

function whereaboutsOf(
  { definition, region, endpoint }: Target,
  config: CredentialConfig,
): Whereabouts {
  const { cloud, product } = definition;
  const { title, regions } = clouds[cloud];
  const urls = [endpoint, ...(config.kind === 'role' ? [config.tokenUrl] : [])];
  const hosts = urls.map((url) => new URL(url).host);
  return { region, hosts, title, product: product.code, regions: regions(product.code) };
}
