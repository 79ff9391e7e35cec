import { type Clock, within } from '../model/clock.ts';
import type { CredentialSource, Credentials } from './cloud.ts';
import { singleFlight } from './single-flight.ts';

/** Renewed this long before their end, or when a fifth of their life is left, whichever is later. */
const LONGEST_MARGIN_MS = 5 * 60_000;

/** The shortest session that the token services of both clouds grant. */
const SHORTEST_SESSION_MS = 15 * 60_000;

/** A renewal answers within a second or two. While the keys are good, nobody waits for one that hangs. */
const PATIENCE_MS = 5_000;

/** Between two renewals that fail while the keys are good; with much time left half of that. */
const SHORTEST_PAUSE_MS = 5_000;

/** Keys that were given and cannot be renewed. */
export function fixedCredentials(credentials: Credentials): CredentialSource {
  return { current: async () => credentials, renew: () => false };
}

/** Keys in use. Times are milliseconds of our clock. */
interface Held {
  credentials: Credentials;
  renewAt: number;
  /** Where it is not known, the cloud itself will say that they have expired. */
  endsAt: number;
}

/**
 * Credentials that are fetched when they are first needed and again before they expire, after `askAgainMs` at the latest.
 * Requests that need them at the same time share one exchange; one that failed is tried again by whoever asks next. While
 * the keys are good, a renewal that fails, whatever the reason, costs nothing: they are used on, and it is tried again
 * later. `fetch` is told whether the cloud has called the last ones expired.
 */
export function renewingCredentials(
  clock: Clock,
  fetch: (signal: AbortSignal, areExpired: boolean) => Promise<Credentials>,
  askAgainMs = Number.POSITIVE_INFINITY,
): CredentialSource {
  let held: Held | undefined;
  let areExpired = false;
  const exchange = singleFlight(async (signal) => {
    const credentials = await fetch(signal, areExpired);
    held = heldFrom(credentials, clock.now(), askAgainMs);
    areExpired = false;
    return credentials;
  });

  async function current(signal: AbortSignal): Promise<Credentials> {
    if (!held || clock.now() >= held.endsAt) return exchange(signal);
    if (clock.now() < held.renewAt) return held.credentials;
    return renewedEarly(held, signal);
  }

  async function renewedEarly(good: Held, signal: AbortSignal): Promise<Credentials> {
    try {
      return await within(clock, PATIENCE_MS, signal, () => new Error('too late'), exchange);
    } catch {
      signal.throwIfAborted();
      const now = clock.now();
      // Meanwhile they were replaced, called expired, or have ended.
      if (held !== good || now >= good.endsAt) return current(signal);
      good.renewAt = now + pauseWith(good.endsAt - now);
      return good.credentials;
    }
  }

  return {
    current,
    renew(expired) {
      // Keys that were replaced since that request was signed are not the ones that expired.
      if (held && isSame(held.credentials, expired)) {
        held = undefined;
        areExpired = true;
      }
      return true;
    },
  };
}

function heldFrom(credentials: Credentials, now: number, askAgainMs: number): Held {
  const { expiresAt = Number.POSITIVE_INFINITY } = credentials;
  // An end that is past or unreadable means a clock that is wrong.
  const isKnown = expiresAt > now;
  const life = isKnown ? expiresAt - now : SHORTEST_SESSION_MS;
  const renewIn = life - Math.min(LONGEST_MARGIN_MS, life / 5);
  return {
    credentials,
    renewAt: now + Math.min(renewIn, askAgainMs),
    endsAt: isKnown ? expiresAt : Number.POSITIVE_INFINITY,
  };
}

function pauseWith(leftMs: number): number {
  return Math.min(Math.max(leftMs / 2, SHORTEST_PAUSE_MS), LONGEST_MARGIN_MS);
}

function isSame(one: Credentials, other: Credentials): boolean {
  return one.accessKeyId === other.accessKeyId && one.securityToken === other.securityToken;
}
