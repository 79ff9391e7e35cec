import type { World } from '../../model/world.ts';
import { askForToken, type IdTokenService } from '../token-service.ts';

/** Variables that GitHub sets for a job with `id-token: write`, `run` steps included. */
export const GITHUB_TOKENS = {
  url: 'ACTIONS_ID_TOKEN_REQUEST_URL',
  bearer: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
} as const;

/** https://docs.github.com/en/actions/reference/security/oidc */
const SERVICE: Omit<IdTokenService, 'query'> = {
  ...GITHUB_TOKENS,
  title: "The runner's OIDC token service",
  method: 'GET',
  scheme: 'bearer',
  headers: {},
  field: 'value',
  missing: {
    message: 'The runner offers this job no OIDC token for {input:role-to-assume}.',
    remedy:
      'Add `permissions: id-token: write` to the job. Pull requests from forks never get a token.',
  },
  strange: 'The runner sets it for each job: no step and no `env` may change it.',
  refused: 'Check that the job has `permissions: id-token: write`.',
};

/** A new OIDC token of this job for `audience`, from the runner's own token service. It lives five minutes. */
export function fetchIdToken(
  audience: string,
  world: Pick<World, 'clock' | 'http' | 'env'>,
  mask: (secret: string) => void,
  signal: AbortSignal,
): Promise<string> {
  return askForToken({ ...SERVICE, query: { audience } }, world, mask, signal);
}
