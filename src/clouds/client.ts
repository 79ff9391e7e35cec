import { CloudError, isThrottling } from '../model/errors.ts';
import type { World } from '../model/world.ts';
import { attempt } from './attempt.ts';
import type { ApiAnswer, ApiCall, CredentialSource, Credentials, Protocol } from './cloud.ts';
import type { Gate, Urgency } from './gate.ts';
import { retried, TRIES } from './retry.ts';
import { createServerTime } from './server-time.ts';

export { REQUEST_TIMEOUT_MS } from './send.ts';

/** Calls an operation; what it is for says who goes first where many wait. */
type UrgentCall = (call: ApiCall, signal: AbortSignal, urgency?: Urgency) => Promise<ApiAnswer>;

/**
 * A client of one cloud: signs, sends, reads the error envelope, and repeats a request where that helps. Each request,
 * also one that is repeated, passes `gate`, where there is one, and tells it of a refusal.
 * A clock that is wrong is corrected from the server's `Date`, for this request and all later ones.
 */
export function createClient(
  protocol: Protocol,
  credentials: CredentialSource,
  world: World,
  tries = TRIES,
  gate?: Gate,
): UrgentCall {
  const time = createServerTime(world);

  return (call, signal, urgency = 'look') => {
    let keys: Credentials | undefined;
    const ask = async () => {
      keys = await credentials.current(signal);
      const pass = await gate?.pass(urgency, signal);
      try {
        return await attempt(call, keys, protocol, world, time, signal);
      } catch (error) {
        if (pass && isThrottling(error)) gate?.refused(pass);
        throw error;
      }
    };
    return retried(ask, tries, world, signal).catch((error: unknown) => {
      const isExpired = error instanceof CloudError && error.kind === 'expired';
      if (isExpired && keys && credentials.renew(keys)) return retried(ask, tries, world, signal);
      throw error;
    });
  };
}
