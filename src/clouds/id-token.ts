import * as z from 'zod';
import { CloudError, messageOf } from '../errors.ts';
import type { World } from '../world.ts';

const Answer = z.looseObject({ value: z.string().min(1) });

/**
 * A new OIDC token of this job for `audience`, from the runner's own token service
 * (https://docs.github.com/en/actions/reference/security/oidc). It lives five minutes, so every exchange takes its own.
 */
export async function fetchIdToken(
  audience: string,
  world: World,
  mask: (secret: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } =
    world.env;
  if (!address || !bearer) {
    throw new CloudError('The runner offers this job no OIDC token for role-to-assume.', {
      kind: 'credential',
      remedy:
        'Add `permissions: id-token: write` to the job. Pull requests from forks never get a token.',
    });
  }
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const headers = { authorization: `bearer ${bearer}`, accept: 'application/json' };
  const response = await world.http({ method: 'GET', url, headers }, signal);
  if (response.status !== 200) {
    const passes = response.status >= 500 || response.status === 429;
    throw new CloudError(`The runner's OIDC token service answered ${response.status}.`, {
      kind: passes ? 'transient' : 'credential',
      status: response.status,
      remedy: passes ? '' : 'Check that the job has `permissions: id-token: write`.',
    });
  }
  try {
    const { value } = Answer.parse(JSON.parse(response.body));
    mask(value);
    return value;
  } catch (error) {
    throw new CloudError(`The runner's OIDC token service gave no token: ${messageOf(error)}`, {
      kind: 'transient',
    });
  }
}
