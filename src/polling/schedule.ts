import { type Belief, type Guess, hazard } from './expectation.ts';

/**
 * What a look is worth, in milliseconds of delay, at a task that has run for a minute. Together with what `expectation.ts`
 * believes, it makes 34 to 70 requests of a task of ten minutes, whatever its kind usually takes (`docs/performance.md`).
 */
const COST_MS = 320;

/**
 * The longer a task has run, the less one more look is among those it has had: its worth falls with the root of time. Beyond
 * so many times of what such a task takes nothing fits that is known, and it falls no further: requests grow with the root
 * of the duration from there.
 */
const COST_AT_MS = 60_000;
const KNOWN_SCALES = 4;

const SHORTEST_MS = 1_000;

/**
 * No delay is longer than this and this share of the time waited: failures come early, some builds find a cache, and every
 * guess may be wrong. So nearly all tasks are noticed within 15 s or a fifth of what they took.
 */
const FIRST_MS = 11_500;
const WAITED_SHARE = 0.25;

/** However long the wait, and the throttling: what has ended is not to stay unnoticed for longer than this. */
export const LONGEST_OF_ALL_MS = 120_000;

/** About what a delay is where nothing stretches it. */
export const USUAL_MS = 10_000;

/** Many jobs that start together must not look together. */
const JITTER = 0.1;

/**
 * Steps of the integration. More change the delay by less than a hundredth; by less than a tenth where throttling has
 * stretched it most.
 */
const STEPS = 64;

/** What the next delay of one task depends on. */
interface Outlook {
  belief: Belief;
  /** Since the task was created. */
  ageMs: number;
  /** Since the wait began. */
  waitedMs: number;
  /** A number from 0 to 1. */
  random: number;
  /** How much rarer the cloud is to be asked than usual: more than 1 after throttling. */
  stretch?: number;
}

/**
 * Milliseconds until the next look at a task: where the integral of the best density of looks, √(hazard / 2c), reaches
 * one (R. E. Barlow, L. C. Hunter, F. Proschan: Optimum checking procedures, J. SIAM 11, 1963), give or take a tenth.
 */
export function nextDelay({ belief, ageMs, waitedMs, random, stretch = 1 }: Outlook): number {
  const { guesses, scaleMs } = belief;
  // Delays go with the root of what a look is worth.
  const cost = costAt(ageMs, scaleMs) * stretch ** 2;
  const longest = Math.min(longestDelay(waitedMs) * Math.max(stretch, 1), LONGEST_OF_ALL_MS);
  const delay = bestDelay(guesses, ageMs, cost, longest) * (1 - JITTER + 2 * JITTER * random);
  return Math.min(Math.max(delay, SHORTEST_MS), longest);
}

/** What a look at a task of that age is worth, in milliseconds of delay. */
export function costAt(ageMs: number, scaleMs: number): number {
  const at = Math.min(ageMs, KNOWN_SCALES * scaleMs);
  return COST_MS * Math.sqrt(COST_AT_MS / Math.max(at, SHORTEST_MS));
}

/** The same without jitter, for any worth of a look (`costMs`), and `longestMs` at most. */
export function bestDelay(
  guesses: readonly Guess[],
  ageMs: number,
  costMs: number,
  longestMs: number,
): number {
  const step = longestMs / STEPS;
  let looks = 0;
  for (let after = 0; after < longestMs; after += step) {
    const density = Math.sqrt(hazard(guesses, ageMs + after + step / 2) / (2 * costMs));
    if (looks + density * step >= 1) return after + (1 - looks) / density;
    looks += density * step;
  }
  return longestMs;
}

/** The bound of every delay at the usual pace, in milliseconds. */
export function longestDelay(waitedMs: number): number {
  return Math.min(FIRST_MS + WAITED_SHARE * waitedMs, LONGEST_OF_ALL_MS);
}

/**
 * Milliseconds until the next look where the user has set the interval. What is left out of the longest delay is the way
 * since the last multiple of the interval: so an interval of a minute, slowed down, tells of nothing more than a minute
 * later than it would have.
 */
export function fixedDelay(intervalMs: number, waitedMs: number, stretch: number): number {
  const longest = LONGEST_OF_ALL_MS - (waitedMs % intervalMs);
  return Math.max(Math.min(intervalMs * stretch, longest), intervalMs);
}

/** The bound of the tries after trouble, jitter included. */
const LONGEST_TROUBLE_MS = 60_000;

/** Milliseconds until the next try after `rounds` rounds without a usable answer: doubled up to a minute, and jittered. */
export function troubleDelay(rounds: number, random: number): number {
  const delay = Math.min(2 * SHORTEST_MS * 2 ** (rounds - 1), LONGEST_TROUBLE_MS / (1 + JITTER));
  return delay * (1 - JITTER + 2 * JITTER * random);
}
