import { type Clock, raced } from '../clock.ts';
import type { CredentialSource, Credentials } from './cloud.ts';

/** Renewed this long before their end, or when a fifth of their life is left, whichever is later. */
const LONGEST_MARGIN_MS = 5 * 60_000;

/** The shortest session that the token services of both clouds grant. */
const SHORTEST_SESSION_MS = 15 * 60_000;

/** Keys that were given and cannot be renewed. */
export function fixedCredentials(credentials: Credentials): CredentialSource {
  return { current: async () => credentials, renew: () => false };
}

/**
 * Credentials that are fetched when they are first needed and again before they expire. Requests that need them at
 * the same time share one exchange; one that failed is tried again by whoever asks next.
 */
export function renewingCredentials(
  clock: Clock,
  fetch: (signal: AbortSignal) => Promise<Credentials>,
): CredentialSource {
  let held: { credentials: Credentials; renewAt: number } | undefined;
  let exchange: { promise: Promise<Credentials>; signal: AbortSignal } | undefined;

  async function exchangeOnce(signal: AbortSignal): Promise<Credentials> {
    const credentials = await fetch(signal);
    const left = (credentials.expiresAt ?? Number.POSITIVE_INFINITY) - clock.now();
    // An end that is past or unreadable means a clock that is wrong: the cloud itself will say when they have expired.
    const life = left > 0 ? left : SHORTEST_SESSION_MS;
    held = {
      credentials,
      renewAt: clock.now() + life - Math.min(LONGEST_MARGIN_MS, life / 5),
    };
    return credentials;
  }

  return {
    current(signal) {
      if (held && clock.now() < held.renewAt) return Promise.resolve(held.credentials);
      // One that its asker has given up gives nobody anything.
      if (!exchange || exchange.signal.aborted) {
        const mine = { promise: exchangeOnce(signal), signal };
        exchange = mine;
        const forget = () => {
          if (exchange === mine) exchange = undefined;
        };
        mine.promise.then(forget, forget);
      }
      return raced(exchange.promise, signal);
    },
    renew() {
      held = undefined;
      return true;
    },
  };
}
