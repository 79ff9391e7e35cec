import type { Knowledge } from './expectation.ts';
import {
  type Group,
  type Hypothesis,
  hypothesesOf,
  isReliable,
  logRunning,
  type Runner,
} from './hypotheses.ts';

/**
 * How long tasks still take. Other than the schedule, which is to lose little whatever is true, this is to be right as often
 * as it says: each hypothesis is a scale that all tasks of a wait share and a spread of each about it, the tasks that have
 * ended and those that still run say how likely it is, and what is told is a quantile of the slowest.
 */

/** As long in half of the cases, at most in nine of ten. Milliseconds. */
export interface Eta {
  likelyMs: number;
  atMostMs: number;
}

/** What is told of so many goes by the slowest few. */
const MANY = 30;

/** Nobody is told of it more exactly than to a hundredth. */
const EXACT_TO = 1.01;

/** Undefined where most of what is left is far beyond all that is known, and no progress tells better. */
export function etaOf(runners: readonly Runner[], knowledge: Knowledge): Eta | undefined {
  if (runners.length === 0) return undefined;
  const groups = grouped(runners);
  const hypotheses = hypothesesOf(knowledge, groups);
  const far = hypotheses.reduce((sum, { weight, isFar }) => (isFar ? sum + weight : sum), 0);
  if (far >= 0.5 && !groups.every(isReliable)) return undefined;
  return {
    likelyMs: quantile(hypotheses, groups, 0.5),
    atMostMs: quantile(hypotheses, groups, 0.9),
  };
}

/** Milliseconds after which all have ended, in that share of the cases. */
function quantile(hypotheses: readonly Hypothesis[], groups: readonly Group[], share: number) {
  const now = hypotheses.map((each) => groups.map((group) => logRunning(each, group, 0)));
  const ended = (afterMs: number) =>
    hypotheses.reduce((sum, each, index) => {
      const all = groups.reduce((product, group, at) => {
        const log = logRunning(each, group, afterMs) - (now[index]?.[at] ?? 0);
        return product * (1 - Math.exp(log)) ** group.count;
      }, 1);
      return sum + each.weight * all;
    }, 0);
  let [low, high] = [500, 1_000];
  while (ended(high) < share && high < 1e10) [low, high] = [high, 2 * high];
  while (high / low > EXACT_TO) {
    const middle = Math.sqrt(low * high);
    if (ended(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** Tasks that differ by a fiftieth do not differ; of many, those that differ by a tenth. */
function grouped(runners: readonly Runner[]): Group[] {
  const steps = runners.length > MANY ? 10 : 50;
  const rough = (ms: number) => Math.round(steps * Math.log(Math.max(ms, 1)));
  const groups = new Map<string, Group>();
  for (const runner of runners) {
    const { ageMs, advance } = runner;
    const key = `${rough(ageMs)} ${advance && `${rough(advance.totalMs)} ${advance.doubt.toFixed(1)}`}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { ...runner, count: 1 });
  }
  return [...groups.values()];
}
