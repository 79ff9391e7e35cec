/** What the next delay depends on. */
export interface Outlook {
  /** Since the wait began. */
  elapsedMs: number;
  /** The user's own interval, or `auto`. */
  pollIntervalMs: number | 'auto';
  /** Rounds in a row that gave no usable answer. */
  troubledRounds: number;
  /** A number from 0 to 1. */
  random: number;
}

const SHORTEST_MS = 2_000;
const LONGEST_MS = 30_000;

/** The delay grows with the time already waited: a task of ten minutes is noticed within half a minute. */
const SHARE_OF_ELAPSED = 0.1;

/** Many jobs that start together must not look together. */
const JITTER = 0.1;

/** Milliseconds until the next look. A fixed interval is kept as it is; trouble doubles the delay up to a minute. */
export function nextDelay({ elapsedMs, pollIntervalMs, troubledRounds, random }: Outlook): number {
  const jitter = 1 - JITTER + 2 * JITTER * random;
  if (troubledRounds > 0) {
    return Math.min(SHORTEST_MS * 2 ** (troubledRounds - 1), 2 * LONGEST_MS) * jitter;
  }
  if (pollIntervalMs !== 'auto') return pollIntervalMs;
  return Math.min(Math.max(elapsedMs * SHARE_OF_ELAPSED, SHORTEST_MS), LONGEST_MS) * jitter;
}
