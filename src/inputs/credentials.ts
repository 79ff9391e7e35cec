import type { CloudName } from '../clouds/cloud.ts';
import type { CredentialConfig } from '../clouds/credential-source.ts';
import { clouds } from '../clouds/index.ts';
import { ambientCredentials, namedProfile } from './ambient-credentials.ts';
import { type InputReader, readKey } from './reader.ts';
import { podRole, readRole } from './role.ts';

const TOGETHER =
  'Set {input:access-key-id} and {input:access-key-secret} together, {input:security-token} only with them.';

/**
 * Who we are to the cloud: the role to assume, else the keys among the inputs, else, in the order of the vendors' own
 * chains, the keys of the environment, the role of a pod, and what a self-hosted runner has. Undefined where the reader was
 * told why not. `tokenUrl` gives the token service's address.
 */
export function readCredentials(
  cloud: CloudName,
  reader: InputReader,
  tokenUrl: () => string,
): CredentialConfig | undefined {
  if (reader.text('role-to-assume')) return readRole(cloud, reader, tokenUrl);
  for (const name of ['oidc-provider-arn', 'oidc-audience']) {
    if (reader.text(name)) {
      reader.warning(`\`{input:${name}}\` is not used: it goes with \`{input:role-to-assume}\`.`);
    }
  }
  const id = readKey(reader, 'access-key-id');
  const secret = readKey(reader, 'access-key-secret');
  const token = readKey(reader, 'security-token');
  if (reader.profile && !id) return namedProfile(cloud, reader);
  if (id && secret) return keys(id, secret, token);
  if (id || secret || token) {
    if (!id) reader.problem('access-key-id', `{input:access-key-id} is missing. ${TOGETHER}`);
    if (!secret)
      reader.problem('access-key-secret', `{input:access-key-secret} is missing. ${TOGETHER}`);
    return undefined;
  }
  const credentials =
    environmentKeys(cloud, reader) ??
    podRole(cloud, reader, tokenUrl) ??
    ambientCredentials(cloud, reader);
  if (credentials) return credentials;
  const [first] = clouds[cloud].keyVariables;
  reader.problem(
    'access-key-id',
    `There are no credentials. Set {input:access-key-id} and {input:access-key-secret}, the environment variables ${first?.id} and ${first?.secret}, or {input:role-to-assume}. (Secrets are empty in workflows of pull requests from forks.)`,
  );
  return undefined;
}

function keys(accessKeyId: string, accessKeySecret: string, securityToken = ''): CredentialConfig {
  const credentials = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  return { kind: 'keys', credentials };
}

/** The first family of variables with an id and a secret, whole: a token of another family would not fit. */
function environmentKeys(cloud: CloudName, reader: InputReader): CredentialConfig | undefined {
  const names = clouds[cloud].keyVariables.find(
    ({ id, secret }) => reader.variable(id) && reader.variable(secret),
  );
  if (!names) return undefined;
  return keys(
    readKey(reader, 'access-key-id', names.id),
    readKey(reader, 'access-key-secret', names.secret),
    names.token && readKey(reader, 'security-token', names.token),
  );
}
