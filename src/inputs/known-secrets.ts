import { clouds } from '../clouds/index.ts';

/** Inputs that hold a secret. */
const INPUTS = ['access-key-secret', 'security-token', 'github-token'];

/** Variables that hold one, besides the keys of the clouds. */
const VARIABLES = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];

/** Variables with addresses that may have a password in them, or a token in the query. */
const ADDRESSES = [
  'https_proxy',
  'HTTPS_PROXY',
  'http_proxy',
  'HTTP_PROXY',
  'ALIBABA_CLOUD_CREDENTIALS_URI',
];

/**
 * Every secret that this step was given, used or not, before anything is read or sent: among the inputs, and in the
 * environment.
 */
export function knownSecrets(
  read: (name: string) => string,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const keys = Object.values(clouds).flatMap(({ keyVariables }) =>
    keyVariables.flatMap(({ secret, token }) => [secret, token ?? '']),
  );
  const variables = [...keys, ...VARIABLES].map((name) => env[name] ?? '');
  const addresses = ADDRESSES.flatMap((name) => secretsOf(env[name]?.trim() ?? ''));
  return [...INPUTS.map(read), ...variables, ...addresses]
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
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
