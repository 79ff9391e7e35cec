import type * as z from 'zod/mini';
import { CloudError, messageOf, unusableAnswer } from '../model/errors.ts';
import type { HttpRequest, World } from '../model/world.ts';
import { parseSecret, readAnswer } from './answer.ts';
import type { CredentialSource, Credentials } from './cloud.ts';
import { renewingCredentials } from './credentials.ts';
import { percentEncode } from './encoding.ts';
import { usableKeys } from './printable.ts';
import { send } from './send.ts';

/** Where an instance of a cloud finds the credentials of its own role, in the hardened mode that asks for a token first. */
export interface MetadataService {
  /** A link-local address that answers on the cloud's own machines only. */
  baseUrl: string;
  /** Header that carries the token; with `-ttl-seconds` behind it, the one that asks for it. */
  tokenHeader: string;
  /** Path and query of the list with the role's name. */
  listPath: string;
  /** Path of the role's credentials, without its name. */
  rolePath: string;
  credentials: z.ZodMiniType<{ credentials: Credentials; expiration: string }>;
}

const SOURCE = 'The instance metadata';
const TOKEN_PATH = '/latest/api/token';
const TOKEN_SECONDS = 300;

/** The address answers within milliseconds, or never. */
const TIMEOUT_MS = 2_000;

/**
 * Credentials of the instance that this runs on, renewed before they expire. `role` saves the look-up of its name; `keys` are
 * the variables that would have done instead.
 */
export function instanceRoleCredentials(
  service: MetadataService,
  role: string | undefined,
  world: World,
  mask: (secret: string) => void,
  keys: { id: string; secret: string },
): CredentialSource {
  let isKnownToWork = false;
  // Who has named a role has an instance; any other may sit at a desk, where a role helps nobody.
  let isInstance = role !== undefined;
  const onToken = (token: string) => {
    isInstance = true;
    mask(token);
  };
  const set = `set ${keys.id} and ${keys.secret} in the environment, or {input:role-to-assume}`;

  return renewingCredentials(world.clock, async (signal) => {
    try {
      const { credentials: given, expiration } = await ask(service, role, world, onToken, signal);
      const credentials = usableKeys(given, SOURCE, mask);
      isKnownToWork = true;
      return { ...credentials, expiresAt: Date.parse(expiration) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      // What has worked once will work again; what never did is no instance with a role.
      const what = isInstance
        ? 'The instance metadata gave no credentials'
        : 'There are no credentials, and this machine is no instance of the cloud that could have a role';
      throw new CloudError(`${what}: ${messageOf(error)}`, {
        kind: isKnownToWork ? 'transient' : 'credential',
        remedy: isInstance ? `Attach a role to this instance, or ${set}.` : `S${set.slice(1)}.`,
        cause: error,
      });
    }
  });
}

/** A token, with it the name of the role where it is not known, and with both the keys. */
async function ask(
  service: MetadataService,
  role: string | undefined,
  world: World,
  onToken: (token: string) => void,
  signal: AbortSignal,
) {
  const read = async (
    method: HttpRequest['method'],
    path: string,
    headers: Record<string, string>,
  ) => {
    const url = new URL(service.baseUrl + path);
    const late = `${url.host} did not answer within ${TIMEOUT_MS / 1_000} s.`;
    const { status, body } = await send({ method, url, headers }, world, signal, late, TIMEOUT_MS);
    if (status !== 200) throw unusableAnswer(`${method} ${url.pathname} answered ${status}.`);
    return body;
  };
  const life = { [`${service.tokenHeader}-ttl-seconds`]: String(TOKEN_SECONDS) };
  const token = await read('PUT', TOKEN_PATH, life);
  onToken(token);
  const headers = { [service.tokenHeader]: token };
  const name = firstName(role ?? (await read('GET', service.listPath, headers)));
  if (name === '') throw unusableAnswer('The instance has no role.');
  const body = await read('GET', `${service.rolePath}${percentEncode(name)}`, headers);
  return readAnswer(service.credentials, parseSecret(body, SOURCE), SOURCE);
}

/** The first role of a list, which is JSON or one name a line; empty where it is no name. */
function firstName(list: string): string {
  const first = list.split(/[\s,"[\]]+/).find((part) => part !== '') ?? '';
  return /^[\w.@-]+$/.test(first) ? first : '';
}
