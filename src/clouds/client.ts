import { CloudError } from '../model/errors.ts';
import type { World } from '../model/world.ts';
import { attempt } from './attempt.ts';
import type { Call, CredentialSource, Credentials, Protocol } from './cloud.ts';
import { retried, TRIES } from './retry.ts';
import { createServerTime } from './server-time.ts';

export { REQUEST_TIMEOUT_MS } from './send.ts';

/**
 * A client of one cloud: signs, sends, reads the error envelope, and repeats a request where that helps.
 * A clock that is wrong is corrected from the server's `Date`, for this request and all later ones.
 */
export function createClient(
  protocol: Protocol,
  credentials: CredentialSource,
  world: World,
  tries = TRIES,
): Call {
  const time = createServerTime(world);

  return (call, signal) => {
    let keys: Credentials | undefined;
    const ask = async () => {
      keys = await credentials.current(signal);
      return attempt(call, keys, protocol, world, time, signal);
    };
    return retried(ask, tries, world, signal).catch((error: unknown) => {
      const isExpired = error instanceof CloudError && error.kind === 'expired';
      if (isExpired && keys && credentials.renew(keys)) return retried(ask, tries, world, signal);
      throw error;
    });
  };
}
