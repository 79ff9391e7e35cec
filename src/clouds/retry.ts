import pRetry from 'p-retry';
import { CloudError } from '../model/errors.ts';
import type { World } from '../model/world.ts';

/** Tries of one request, the first included. What lasts longer is the loop's business, which tells the user. */
export const TRIES = 3;

/** Pause before the second and the third try, halved at random so that many jobs do not knock together. */
const BACKOFF_MS = [500, 1_500] as const;

/** A longer pause that a server asks for is handed to the loop, which shows it to the user and keeps the deadline. */
const LONGEST_PAUSE_MS = 5_000;

/** What `attempt` gives, or the error of its last try: it is tried again, after a pause, where that helps. */
export function retried<T>(
  attempt: () => Promise<T>,
  tries: number,
  world: Pick<World, 'clock' | 'random'>,
  signal: AbortSignal,
): Promise<T> {
  return pRetry(attempt, {
    retries: tries - 1,
    // The pause is taken on the injected clock, in onFailedAttempt.
    minTimeout: 0,
    signal,
    shouldRetry: ({ error }) => isWorthTrying(error),
    onFailedAttempt: async ({ error, retriesLeft, attemptNumber }) => {
      if (!isWorthTrying(error) || retriesLeft === 0) return;
      // A wrong nonce or clock is mended already.
      if (error.kind === 'nonce' || error.kind === 'clock') return;
      const backoff = (BACKOFF_MS[attemptNumber - 1] ?? 0) * (0.5 + world.random() / 2);
      await world.clock.sleep(Math.max(error.retryAfterMs ?? 0, backoff), signal);
    },
  });
}

function isWorthTrying(error: unknown): error is CloudError {
  return (
    error instanceof CloudError && error.passes && (error.retryAfterMs ?? 0) <= LONGEST_PAUSE_MS
  );
}
