import { readInputs } from '../inputs/inputs.ts';
import { givenKeys, otherSecrets } from '../inputs/known-secrets.ts';
import { worded } from '../model/wording.ts';
import type { World } from '../model/world.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import type { Host, Publisher } from './host.ts';

/** What stands before every call to a cloud, whatever it is for. */

/** The inputs that a host was given, checked; `own` is told of what the host shows by inputs of its own. */
export function readAll(
  host: Host,
  world: Pick<World, 'env'>,
  own: (publisher: Publisher) => void = () => undefined,
) {
  return readInputs(host.input, world.env, undefined, {
    readOwn: (reader) => own(host.publisher(reader)),
    isSelfHosted: host.isSelfHosted,
    ...(host.profile !== undefined && { profile: host.profile }),
  });
}

/**
 * All that is known before anything is read or sent. `tell` is told of the keys, and of what is learnt later. Whatever is
 * told passes by `hide`, so that it is there where texts get the host's words too.
 */
export function secretsOf(
  host: Pick<Host, 'input' | 'inputs' | 'secretVariables' | 'wording'>,
  { env }: Pick<World, 'env'>,
  tell?: (secret: string) => void,
): Secrets {
  const secrets = createSecrets(otherSecrets(env, host.secretVariables), tell);
  for (const key of givenKeys(host.input, env, host.inputs)) secrets.mask(key);
  return { mask: secrets.mask, hide: (value) => secrets.hide(worded(value, host.wording)) };
}
