import * as z from 'zod/mini';
import { parseSecret, readAnswer } from '../../clouds/answer.ts';
import { unprintable } from '../../clouds/printable.ts';
import { send } from '../../clouds/send.ts';
import { filled } from '../../clouds/shapes.ts';
import { CloudError } from '../../model/errors.ts';
import { isTrouble } from '../../model/http-status.ts';
import type { World } from '../../model/world.ts';

const SOURCE = "The runner's OIDC token service";

const Answer = z.looseObject({ value: filled });

/**
 * A new OIDC token of this job for `audience`, from the runner's own token service
 * (https://docs.github.com/en/actions/reference/security/oidc). It lives five minutes, so every exchange takes its own.
 */
export async function fetchIdToken(
  audience: string,
  world: Pick<World, 'clock' | 'http' | 'env'>,
  mask: (secret: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const url = urlOf(variable('ACTIONS_ID_TOKEN_REQUEST_URL', world));
  const bearer = variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN', world);
  url.searchParams.set('audience', audience);
  const headers = { authorization: `bearer ${bearer}`, accept: 'application/json' };
  const late = `${SOURCE} gave no answer in time.`;
  const { status, body } = await send({ method: 'GET', url, headers }, world, signal, late);
  if (status !== 200) {
    const passes = isTrouble(status);
    throw new CloudError(`${SOURCE} answered ${status}.`, {
      kind: passes ? 'transient' : 'credential',
      status,
      remedy: passes ? '' : 'Check that the job has `permissions: id-token: write`.',
    });
  }
  const { value } = readAnswer(Answer, parseSecret(body, SOURCE), SOURCE);
  mask(value);
  return value;
}

function refused(message: string, remedy: string): CloudError {
  return new CloudError(message, { kind: 'credential', remedy });
}

/** A variable that the runner sets, trimmed. Throws where it is missing, or nothing that a request could carry. */
function variable(name: string, { env }: Pick<World, 'env'>): string {
  const text = env[name]?.trim();
  if (!text) {
    throw refused(
      'The runner offers this job no OIDC token for {input:role-to-assume}.',
      'Add `permissions: id-token: write` to the job. Pull requests from forks never get a token.',
    );
  }
  const strange = unprintable(text);
  if (strange) {
    throw refused(
      `The variable ${name} has ${strange}, which no request can carry.`,
      'The runner sets it for each job: no step and no `env` may change it.',
    );
  }
  return text;
}

/** The address is not shown: it may hold more than a host. */
function urlOf(address: string): URL {
  const url = URL.parse(address);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw refused(
    'The variable ACTIONS_ID_TOKEN_REQUEST_URL is no address that begins with https://.',
    'The runner sets it for each job: no step and no `env` may change it.',
  );
}
