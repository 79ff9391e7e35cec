import { type Guess, hazard } from './expectation.ts';

/**
 * What a request is worth, in milliseconds of delay, for a task of which it is known to the factor e how long it takes.
 * Sharper knowledge is spent on fewer requests rather than on less delay: a task of ten minutes is noticed six seconds
 * late, for about 31 requests where nothing is known and 22 with `expected-duration` (`docs/performance.md`).
 */
const COST_MS = 44;

const SHORTEST_MS = 1_000;

/**
 * Without throttling no delay is longer than this, or than this share of the time waited: every guess may be wrong. None is
 * ever longer than the longest of all.
 */
const LONGEST_MS = 30_000;
const LONGEST_SHARE = 0.1;

/** However long the wait, and the throttling: what has ended is not to stay unnoticed for longer than this. */
export const LONGEST_OF_ALL_MS = 120_000;

/** About what a delay is where nothing stretches it. */
export const USUAL_MS = 10_000;

/**
 * A guess at least this sharp may stretch the bound to that share of the duration it expects, but no further: when a task
 * will fail, no guess says.
 */
const SHARP_SPREAD = 0.3;
const STRETCHED_MS = 60_000;

/** Many jobs that start together must not look together. */
const JITTER = 0.1;

/**
 * Steps of the integration. More change the delay by less than a hundredth; by less than a tenth where throttling has
 * stretched it most.
 */
const STEPS = 64;

/** What the next delay of one task depends on. */
interface Outlook {
  /** The sharpest first. */
  guesses: readonly Guess[];
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
export function nextDelay(outlook: Outlook): number {
  const { guesses, ageMs, waitedMs, random, stretch = 1 } = outlook;
  // Delays go with the root of what a request is worth.
  const cost = (COST_MS / (guesses[0]?.spread ?? 1)) * stretch ** 2;
  const longest = Math.min(
    longestDelay(guesses, waitedMs) * Math.max(stretch, 1),
    LONGEST_OF_ALL_MS,
  );
  const delay = bestDelay(guesses, ageMs, cost, longest) * (1 - JITTER + 2 * JITTER * random);
  return Math.min(Math.max(delay, SHORTEST_MS), longest);
}

/** The same without jitter, for any worth of a request (`costMs`), and `longestMs` at most. */
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
export function longestDelay(guesses: readonly Guess[], waitedMs: number): number {
  const [sharpest] = guesses;
  const expectedMs = sharpest && sharpest.spread <= SHARP_SPREAD ? sharpest.medianMs : 0;
  const stretched = Math.min(LONGEST_SHARE * expectedMs, STRETCHED_MS);
  const longest = Math.max(LONGEST_MS, LONGEST_SHARE * waitedMs, stretched);
  return Math.min(longest, LONGEST_OF_ALL_MS);
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
