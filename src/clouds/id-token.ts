import * as z from 'zod/mini';
import { within } from '../clock.ts';
import { CloudError, unusableAnswer } from '../errors.ts';
import type { World } from '../world.ts';
import { parseSecret, readAnswer } from './answer.ts';
import { REQUEST_TIMEOUT_MS } from './client.ts';
import { filled } from './shapes.ts';

const SOURCE = "The runner's OIDC token service";

const Answer = z.looseObject({ value: filled });

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
  const response = await within(
    world.clock,
    REQUEST_TIMEOUT_MS,
    signal,
    () => unusableAnswer(`${SOURCE} gave no answer in time.`),
    (limited) => world.http({ method: 'GET', url, headers }, limited),
  );
  if (response.status !== 200) {
    const passes = response.status >= 500 || response.status === 429;
    throw new CloudError(`${SOURCE} answered ${response.status}.`, {
      kind: passes ? 'transient' : 'credential',
      status: response.status,
      remedy: passes ? '' : 'Check that the job has `permissions: id-token: write`.',
    });
  }
  const { value } = readAnswer(Answer, parseSecret(response.body, SOURCE), SOURCE);
  mask(value);
  return value;
}
