import { clouds } from '../clouds/index.ts';
import type { HostInput } from './host-inputs.ts';

/** Inputs that hold a secret, on every host. */
const INPUTS = ['access-key-secret', 'security-token'];

/** Variables with addresses that may have a password in them, or a token in the query. */
const ADDRESSES = [
  'https_proxy',
  'HTTPS_PROXY',
  'http_proxy',
  'HTTP_PROXY',
  'ALIBABA_CLOUD_CREDENTIALS_URI',
];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The keys and tokens that were given as inputs, `own` ones of the host among them, or in the environment, used or not.
 */
export function givenKeys(
  read: (name: string) => string,
  env: Environment,
  own: readonly HostInput[],
): string[] {
  // The token itself, in the variable that an input names: nothing else may show it before it is used.
  const idToken = env[read('oidc-token-env').trim()] ?? '';
  const names = own.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  const variables = Object.values(clouds).flatMap(({ keyVariables }) =>
    keyVariables.flatMap(({ secret, token }) => [secret, token ?? '']),
  );
  const keys = [...[...INPUTS, ...names].map(read), ...variables.map((name) => env[name] ?? '')];
  return [...keys, idToken].map((key) => key.trim());
}

/**
 * What else in the environment is a secret: passwords and tokens in addresses, and what the host gave in `variables`, which
 * it masks by itself.
 */
export function otherSecrets(env: Environment, variables: readonly string[]): string[] {
  const addresses = ADDRESSES.flatMap((name) => secretsOf(env[name]?.trim() ?? ''));
  return [...variables.map((name) => env[name]?.trim() ?? ''), ...addresses];
}

/**
 * What stands before the last `@`: behind the user's name, or alone; so too of an address that cannot be read. And the
 * values in the query.
 */
function secretsOf(address: string): string[] {
  const [, password = ''] = /^(?:\w+:\/\/)?(?:[^:@]*:)?(.+)@/.exec(address) ?? [];
  const query = URL.parse(address)?.searchParams.values() ?? [];
  return [password, decodedOr(password), ...query];
}

function decodedOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
