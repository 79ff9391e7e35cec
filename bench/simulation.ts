import { guessesOf, type Knowledge } from '../src/polling/expectation.ts';
import { nextDelay } from '../src/polling/schedule.ts';
import { fixed, type Policy } from './policies.ts';
import { mean, quantile } from './statistics.ts';

/** What a way of looking costs and brings, over many tasks. */
export interface Score {
  requests: number;
  /** Seconds from a task's end to the look that sees it. */
  meanDelay: number;
  p95Delay: number;
  /** The longest delay as a share of its bound, the larger of 30 s and a tenth of the time waited. */
  worst: number;
}

/** Seconds from one look to the next for a task of `duration` seconds. */
type Looker = (count: number, elapsed: number, duration: number) => number;

/** Waits for every task on virtual time, the first look at zero. */
export function simulate(durations: readonly number[], look: Looker): Score {
  const delays: number[] = [];
  let requests = 0;
  let worst = 0;
  for (const duration of durations) {
    let elapsed = 0;
    let count = 1;
    for (; elapsed < duration; count += 1) elapsed += look(count, elapsed, duration);
    requests += count;
    delays.push(elapsed - duration);
    worst = Math.max(worst, (elapsed - duration) / Math.max(30, elapsed / 10));
  }
  return {
    requests: requests / durations.length,
    meanDelay: mean(delays),
    p95Delay: quantile(delays, 0.95),
    worst,
  };
}

export function peer(policy: Policy, random: () => number): Looker {
  return (count, elapsed) => policy(count, elapsed, random);
}

/** Our own schedule, the code of the action itself. `knowledge` may depend on the task, as reported progress does. */
export function ours(
  knowledge: (elapsed: number, duration: number) => Knowledge,
  random: () => number,
  stretch = 1,
): Looker {
  return (_count, elapsed, duration) => {
    const at = elapsed * 1_000;
    const guesses = guessesOf(knowledge(elapsed, duration));
    const outlook = { guesses, ageMs: at, waitedMs: at, random: random(), stretch };
    return nextDelay(outlook) / 1_000;
  };
}

/** The delay of a fixed interval at the same mean number of requests. */
export function fixedAt(requests: number, durations: readonly number[]): Score {
  const [, interval] = bisect(0.05, 3_600, (seconds) => {
    return simulate(durations, fixed(seconds)).requests > requests;
  });
  return simulate(durations, fixed(interval));
}

/** Tasks that are enough to find a stretch. */
const SOME = 1_000;

/**
 * The stretch of our schedule at which it sends about as many requests as a fixed interval of so many seconds: what
 * throttling does to it where it is more than 1.
 */
export function stretchFor(
  seconds: number,
  durations: readonly number[],
  at: (stretch: number) => Looker,
): number {
  const some = durations.slice(0, SOME);
  const { requests } = simulate(some, fixed(seconds));
  const [, stretch] = bisect(0.1, 50, (factor) => simulate(some, at(factor)).requests > requests);
  return stretch;
}

/** Where `isTooLow` turns false, between two bounds, on a scale of factors. */
function bisect(low: number, high: number, isTooLow: (value: number) => boolean): [number, number] {
  let [from, to] = [low, high];
  for (let step = 0; step < 16; step += 1) {
    const middle = Math.sqrt(from * to);
    if (isTooLow(middle)) from = middle;
    else to = middle;
  }
  return [from, to];
}
