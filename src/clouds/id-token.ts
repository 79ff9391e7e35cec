import { constants, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { within } from '../clock.ts';
import { CloudError, messageOf, unusableAnswer } from '../errors.ts';
import type { World } from '../world.ts';
import { parseSecret, readAnswer } from './answer.ts';
import { REQUEST_TIMEOUT_MS } from './client.ts';
import { unprintable } from './printable.ts';
import { filled } from './shapes.ts';

const SOURCE = "The runner's OIDC token service";

const CHECK_MOUNT = 'Check that the token is mounted into the pod, and that this user may read it.';

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
  const url = urlOf(variable('ACTIONS_ID_TOKEN_REQUEST_URL', world));
  const bearer = variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN', world);
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

/** The token of a pod, from the file that its Kubernetes keeps fresh; read again for every exchange. */
export function readIdToken(path: string, mask: (secret: string) => void): string {
  const token = contentOf(path).trim();
  mask(token);
  const strange = unprintable(token);
  if (token === '') throw refused(`The file of the OIDC token, ${path}, is empty.`, CHECK_MOUNT);
  if (strange) throw refused(`The OIDC token in ${path} has ${strange}.`, CHECK_MOUNT);
  return token;
}

/** Not to wait for the writer of what turns out to be a pipe: nothing would end that. Windows has no such flag. */
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** At once: the promises of the file system cost every start, and the file has a few kilobytes. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, { encoding: 'utf8', flag: READING });
  } catch (error) {
    throw refused(`The OIDC token in ${path} cannot be read: ${messageOf(error)}`, CHECK_MOUNT);
  }
}

function refused(message: string, remedy: string): CloudError {
  return new CloudError(message, { kind: 'credential', remedy });
}

/** A variable that the runner sets, trimmed. Throws where it is missing, or nothing that a request could carry. */
function variable(name: string, { env }: World): string {
  const text = env[name]?.trim();
  if (!text) {
    throw refused(
      'The runner offers this job no OIDC token for role-to-assume.',
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
