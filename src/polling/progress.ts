import type { Guess } from './expectation.ts';

/** What a task's reports of its progress have come to: where it last moved, and how far its word can be relied on. */
export interface Advance {
  /** The most that it has reported of the work, 0 to 1. */
  share: number;
  /** How long the whole takes by it: as it was when it last moved, since progress that stands still says nothing new. */
  totalMs: number;
  /** By how much its predictions have differed, as a logarithm. */
  doubt: number;
}

/** Its first percents say little. */
const LEAST_SHARE = 0.05;

/** A first report may be a jump; of the doubt of one move half is left after the next. */
const FIRST_DOUBT = 0.3;
const KEPT = 0.5;

/** Progress may flutter; where it falls further, to that share of what it was, it counts something else than the way to the end. */
const FALLEN_SHARE = 0.8;
const FALLEN_DOUBT = 4;

/** Where its predictions differ by more than that, nothing is made of it. */
const MOST_DOUBT = 1;

/**
 * Trust in it, beside 1 for the vague guess: with more, a task whose progress jumps would be noticed later than twice as
 * late as one without any.
 */
const WEIGHT = 2;

/** Progress is a coarse measure, however steady it is. */
const LEAST_SPREAD = 0.1;

/**
 * What is known after a report of `share` from a task that is `ageMs` old; the same object where it has not moved on. It
 * moves on where it is further than ever.
 */
export function advanced(
  before: Advance | null,
  share: number | undefined,
  ageMs: number,
): Advance | null {
  if (share === undefined || share >= 1) return before;
  if (before && share < FALLEN_SHARE * before.share) {
    return before.doubt === FALLEN_DOUBT ? before : { ...before, doubt: FALLEN_DOUBT };
  }
  if (share < LEAST_SHARE || share <= (before?.share ?? 0) || ageMs <= 0) return before;
  const totalMs = ageMs / share;
  const doubt = before
    ? Math.max(Math.abs(Math.log(totalMs / before.totalMs)), KEPT * before.doubt)
    : FIRST_DOUBT;
  return { share, totalMs, doubt };
}

/** The guess that reported progress is worth; none where there is none. */
export function guessesBy(advance: Advance | null): Guess[] {
  if (!advance || advance.doubt > MOST_DOUBT) return [];
  const { totalMs, doubt } = advance;
  return [{ medianMs: totalMs, spread: Math.max(doubt, LEAST_SPREAD), weight: WEIGHT }];
}
