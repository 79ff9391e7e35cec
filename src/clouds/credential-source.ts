import type { World } from '../model/world.ts';
import { credentialsFromUri } from './alibaba/credentials-uri.ts';
import { profileCredentials } from './alibaba/profile.ts';
import type { CloudName, CredentialSource, Credentials } from './cloud.ts';
import { credentialChain } from './credential-chain.ts';
import { fixedCredentials } from './credentials.ts';
import type { IdTokenOf } from './id-token.ts';
import { clouds } from './index.ts';
import { instanceRoleCredentials } from './instance-role.ts';
import { type RoleRequest, roleCredentials } from './role.ts';

/** Who we are to the cloud: keys that were given, a role that is assumed, or what a self-hosted runner has. */
export type CredentialConfig =
  | { kind: 'keys'; credentials: Credentials }
  | { kind: 'role'; request: RoleRequest; tokenUrl: string }
  /** `name`: of the profile, where it is not the one that the vendor's tools would take. */
  | { kind: 'profile'; of: 'cli' | 'file'; name?: string }
  | { kind: 'uri'; uri: string }
  /** `otherwise`: a credentials URI, for a machine without a role. */
  | { kind: 'instance-role'; role?: string; otherwise?: string };

/**
 * The source of credentials that `config` describes. `idTokenOf` gives the tokens that a role is assumed with; `mask` is told of
 * every secret before anything could print it.
 */
export function credentialSource(
  config: CredentialConfig,
  cloud: CloudName,
  world: World,
  idTokenOf: IdTokenOf,
  mask: (secret: string) => void,
): CredentialSource {
  const { tokenService, metadata, keyVariables } = clouds[cloud];
  switch (config.kind) {
    case 'keys':
      return fixedCredentials(config.credentials);
    case 'role':
      return roleCredentials(tokenService, config.tokenUrl, config.request, world, idTokenOf, mask);
    case 'profile':
      return profileCredentials(config.of, world, mask, config.name);
    case 'uri':
      return credentialsFromUri(config.uri, world, mask);
    case 'instance-role': {
      const own = instanceRoleCredentials(metadata, config.role, world, mask, keyVariables[0]);
      const { otherwise } = config;
      return otherwise ? credentialChain(own, credentialsFromUri(otherwise, world, mask)) : own;
    }
    default:
      return config satisfies never;
  }
}
