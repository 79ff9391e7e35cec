import type { Belief } from '../src/polling/expectation.ts';
import { nextDelay } from '../src/polling/schedule.ts';
import type { Policy } from './policies.ts';
import { mean, quantile } from './statistics.ts';

/** What a way of looking costs and brings, over many tasks. Times in seconds. */
export interface Score {
  requests: number;
  /** From a task's end to the look that sees it. */
  meanDelay: number;
  p95Delay: number;
  longestDelay: number;
  /** The share of tasks noticed later than 15 s and later than a fifth of what they took. */
  late: number;
  meanDuration: number;
}

/** One wait for one task. */
export interface Wait {
  duration: number;
  requests: number;
  delay: number;
}

/** Moments of looks, the first at zero, as far as anybody asks. */
type Looks = (index: number) => number;

/** Looks of the action's own schedule for what is believed, with its own jitter. */
export function ours(belief: Belief, random: () => number, stretch = 1): Looks {
  return looksBy((_count, elapsed) => {
    const at = elapsed * 1_000;
    const outlook = { belief, ageMs: at, waitedMs: at, random: random(), stretch };
    return nextDelay(outlook) / 1_000;
  });
}

/** Looks of anybody else's. */
export function looksOf(policy: Policy, random: () => number): Looks {
  return looksBy((count, elapsed) => policy(count, elapsed, random));
}

function looksBy(delay: (count: number, elapsed: number) => number): Looks {
  const at = [0];
  return (index) => {
    while (at.length <= index) {
      const last = at.at(-1) ?? 0;
      at.push(last + delay(at.length, last));
    }
    return at[index] ?? Number.NaN;
  };
}

/** Waits for a task by looks that do not depend on it. */
export function waitBy(looks: Looks, duration: number): Wait {
  let [low, high] = [0, 1];
  while (looks(high) < duration) [low, high] = [high, 2 * high];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (looks(middle) < duration) low = middle + 1;
    else high = middle;
  }
  return { duration, requests: low + 1, delay: looks(low) - duration };
}

/** Waits for each task, by several runs of the same way of looking, so that no jitter decides. */
export function waitsBy(create: () => Looks, durations: readonly number[], runs = 8): Wait[] {
  const all = Array.from({ length: runs }, create);
  return durations.map((duration, index) => waitBy(all[index % runs] as Looks, duration));
}

export function scoreOf(waits: readonly Wait[]): Score {
  const delays = waits.map(({ delay }) => delay);
  const isLate = ({ delay, duration }: Wait) => delay > Math.max(15, 0.2 * duration);
  return {
    requests: mean(waits.map(({ requests }) => requests)),
    meanDelay: mean(delays),
    p95Delay: quantile(delays, 0.95),
    longestDelay: delays.reduce((most, delay) => Math.max(most, delay), 0),
    late: waits.filter(isLate).length / waits.length,
    meanDuration: mean(waits.map(({ duration }) => duration)),
  };
}

/**
 * The mean delay of a fixed interval with as many requests. It looks at once, as everybody does, and then at each interval
 * from a moment at random within the first: with the interval i and the mean duration d that is 2 + d / i requests, and a
 * delay of half an interval.
 */
function delayOfFixed({ requests, meanDuration }: Score): number {
  return meanDuration / (requests - 2) / 2;
}

/** The mean delay as a share of that. */
export function toFixed(score: Score): number {
  return score.meanDelay / delayOfFixed(score);
}

/** The interval of a fixed pace with so many requests, in seconds. */
export function stretchFor(requests: number, score: (stretch: number) => Score): number {
  let [from, to] = [0.1, 50];
  for (let step = 0; step < 14; step += 1) {
    const middle = Math.sqrt(from * to);
    if (score(middle).requests > requests) from = middle;
    else to = middle;
  }
  return to;
}
