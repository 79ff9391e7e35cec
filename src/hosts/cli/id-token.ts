import type { IdTokenOf } from '../../clouds/id-token.ts';
import type { World } from '../../model/world.ts';
import { fetchIdToken, GITHUB_TOKENS } from '../github/id-token.ts';
import { AZURE_CONNECTION, AZURE_TOKENS, fetchAzureToken } from './azure-token.ts';

/** With these a token can be had: secrets wherever a command runs. */
export const tokenSecrets: readonly string[] = [GITHUB_TOKENS.bearer, AZURE_TOKENS.bearer];

/**
 * Where a command gets an OIDC token without any flag: from the CI that makes one on demand, found by its own variables,
 * whatever `--ci` says of the log. Undefined elsewhere: the flags say where one is, or the variables of a pod.
 */
export function ownIdTokens(world: World): IdTokenOf | undefined {
  const has = (name: string) => Boolean(world.env[name]?.trim());
  if (has(GITHUB_TOKENS.url)) {
    return (audience, mask, signal) => fetchIdToken(audience, world, mask, signal);
  }
  // Every job of Azure has the address; who means it has one of the two others as well.
  const isAzure = has(AZURE_TOKENS.url) && (has(AZURE_TOKENS.bearer) || has(AZURE_CONNECTION));
  return isAzure ? (_, mask, signal) => fetchAzureToken(world, mask, signal) : undefined;
}
