import type { Knowledge } from './expectation.ts';
import type { Advance } from './progress.ts';

/**
 * How long tasks still take. Other than the schedule, which is to lose little whatever is true, this is to be right as often
 * as it says: each hypothesis is a scale that all tasks of a wait share and a spread of each about it, the tasks that have
 * ended and those that still run say how likely it is, and what is told is a quantile of the slowest.
 */

/** A task that still runs. */
export interface Runner {
  ageMs: number;
  advance: Advance | null;
}

/** As long in half of the cases, at most in nine of ten. Milliseconds. */
export interface Eta {
  likelyMs: number;
  atMostMs: number;
}

/** The durations of tasks of one scale are log-normal; `spread` is the standard deviation of the logarithm. */
interface Hypothesis {
  medianMs: number;
  spread: number;
  weight: number;
}

/** Tasks of the same age, of which the cloud reports the same. */
interface Group extends Runner {
  count: number;
}

/** What is known may be wrong by three either way; beyond that it is of little use, and beyond nine of none. */
const WRONG_BY = 3;
const STEPS_A_FACTOR = 8;
const BEYOND = 0.04;

/** Tasks of one origin differ by so much, as a standard deviation of the logarithm. */
const SPREADS = [0.1, 0.2, 0.35, 0.6];

/** The share of trust that a user's own guess gets to be right, give or take a sixth. */
const RIGHT = { weight: 0.3, spread: 0.15 };

/** Trust in reported progress, beside 1 for all else. */
const PROGRESS_WEIGHT = 3;
const PROGRESS_SPREAD = 0.1;
const MOST_DOUBT = 0.5;

/** One duration in a hundred fits nothing, and must not decide on its own. */
const STRAY = 0.01;

/** Hypotheses that are less likely than that change nothing that anybody could see. */
const NEGLIGIBLE = 1e-3;

/** What is told of so many goes by the slowest few. */
const MANY = 30;

/** Nobody is told of it more exactly than to a hundredth. */
const EXACT_TO = 1.01;

/** Undefined where nothing is left that fits what is known. */
export function etaOf(runners: readonly Runner[], knowledge: Knowledge): Eta | undefined {
  const groups = grouped(runners);
  const hypotheses = weighed(hypothesesOf(knowledge), knowledge.earlierMs ?? [], groups);
  if (groups.length === 0 || !fits(hypotheses, knowledge, groups)) return undefined;
  return {
    likelyMs: quantile(hypotheses, groups, 0.5),
    atMostMs: quantile(hypotheses, groups, 0.9),
  };
}

function scaleOf({ expectedMs, typicalMs }: Knowledge): number {
  return expectedMs ?? typicalMs;
}

/** Each scale up to nine times as much or little, with each spread. */
function hypothesesOf(knowledge: Knowledge): Hypothesis[] {
  const scaleMs = scaleOf(knowledge);
  const hypotheses: Hypothesis[] = [];
  for (let step = -2 * STEPS_A_FACTOR; step <= 2 * STEPS_A_FACTOR; step += 1) {
    const log = (step / STEPS_A_FACTOR) * Math.log(WRONG_BY);
    const isWithin = Math.abs(step) <= STEPS_A_FACTOR;
    const right = knowledge.expectedMs
      ? (RIGHT.weight / (1 - RIGHT.weight)) *
        2 *
        STEPS_A_FACTOR *
        gauss(log / RIGHT.spread) *
        (Math.log(WRONG_BY) / STEPS_A_FACTOR / RIGHT.spread)
      : 0;
    for (const spread of SPREADS) {
      hypotheses.push({
        medianMs: scaleMs * Math.exp(log),
        spread,
        weight: (isWithin ? 1 : BEYOND) + right,
      });
    }
  }
  return hypotheses;
}

function gauss(z: number): number {
  return Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
}

/** The same by how likely each makes what has been seen; weights sum to 1. */
function weighed(
  hypotheses: readonly Hypothesis[],
  endedMs: readonly number[],
  groups: readonly Group[],
): Hypothesis[] {
  const logs = hypotheses.map((hypothesis) => {
    let log = Math.log(hypothesis.weight);
    for (const ms of endedMs) log += Math.log(density(hypothesis, ms) + STRAY);
    for (const group of groups) log += group.count * logRunning(hypothesis, group, 0);
    return log;
  });
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return hypotheses
    .map((hypothesis, index) => ({ ...hypothesis, weight: (weights[index] ?? 0) / sum }))
    .filter(({ weight }) => weight > NEGLIGIBLE);
}

/** False where most of what is left is beyond all that was thought possible, and no progress tells better. */
function fits(
  hypotheses: readonly Hypothesis[],
  knowledge: Knowledge,
  groups: readonly Group[],
): boolean {
  if (groups.every(({ advance }) => advance && advance.doubt < MOST_DOUBT)) return true;
  if ((knowledge.earlierMs ?? []).length > 0) return true;
  const edge = scaleOf(knowledge) * WRONG_BY ** 1.75;
  const beyond = hypotheses.filter(({ medianMs }) => medianMs > edge);
  return beyond.reduce((sum, { weight }) => sum + weight, 0) < 0.5;
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

/**
 * The logarithm of the share of tasks that still run so much later. What a task reports of itself stands beside the scale,
 * as far as it can be relied on.
 */
function logRunning(hypothesis: Hypothesis, { ageMs, advance }: Runner, afterMs: number): number {
  const at = ageMs + afterMs;
  const common = logSurvival(at, hypothesis);
  if (!advance || advance.doubt > MOST_DOUBT) return common;
  const spread = Math.max(advance.doubt, PROGRESS_SPREAD);
  const reported =
    Math.log(PROGRESS_WEIGHT) + logSurvival(at, { medianMs: advance.totalMs, spread });
  const most = Math.max(common, reported);
  const sum = Math.log(Math.exp(common - most) + Math.exp(reported - most));
  return most + sum - Math.log(1 + PROGRESS_WEIGHT);
}

/**
 * By an approximation of the normal distribution that is off by 0.00014 at most (S. R. Bowling and others, A logistic
 * approximation to the cumulative normal distribution, JIEM 2, 2009).
 */
function logSurvival(ms: number, { medianMs, spread }: Omit<Hypothesis, 'weight'>): number {
  const z = Math.log(Math.max(ms, 1) / medianMs) / spread;
  const odds = 1.5976 * z + 0.070566 * z ** 3;
  return odds > 30 ? -odds : -Math.log1p(Math.exp(odds));
}

/** Chance per unit of the logarithm that a task ends after `ms`. */
function density({ medianMs, spread }: Hypothesis, ms: number): number {
  return gauss(Math.log(ms / medianMs) / spread) / spread;
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
