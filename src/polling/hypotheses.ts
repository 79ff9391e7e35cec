import { beliefOf, type Knowledge } from './expectation.ts';
import type { Advance } from './progress.ts';

/** A task that still runs. */
export interface Runner {
  ageMs: number;
  advance: Advance | null;
}

/** Tasks of the same age, of which the cloud reports the same. */
export interface Group extends Runner {
  count: number;
}

/** How long the tasks of a wait take: log-normal, `spread` is the standard deviation of the logarithm. */
export interface Hypothesis {
  medianMs: number;
  spread: number;
  weight: number;
  /** So far from what is known that nothing fits. */
  isFar: boolean;
}

/** What is known may be wrong by three either way; beyond that it is of little use, and beyond nine of none. */
const WRONG_BY = 3;
const STEPS_A_FACTOR = 8;
const BEYOND = 0.04;
const FAR_STEPS = 1.75 * STEPS_A_FACTOR;

/** Tasks of one origin differ by so much. */
const SPREADS = [0.1, 0.2, 0.35, 0.6];

/** The share of trust that a user's own guess gets to be right, give or take a sixth. */
const RIGHT = { weight: 0.3, spread: 0.15 };

/** Trust in reported progress, beside 1 for all else. */
const PROGRESS_WEIGHT = 3;
const PROGRESS_SPREAD = 0.1;
const MOST_DOUBT = 0.5;

/** One duration in a hundred fits nothing, and must not decide on its own. More than a hundred tell nothing new. */
const STRAY = 0.01;
const MOST_ENDED = 100;

/** Hypotheses that are less likely than that change nothing that anybody could see. */
const NEGLIGIBLE = 1e-3;

/** Scales up to nine times what is known and a ninth of it, with each spread, by how likely each makes what has been seen. */
export function hypothesesOf(knowledge: Knowledge, groups: readonly Group[]): Hypothesis[] {
  const { scaleMs } = beliefOf(knowledge);
  const hypotheses: Hypothesis[] = [];
  for (let step = -2 * STEPS_A_FACTOR; step <= 2 * STEPS_A_FACTOR; step += 1) {
    const log = (step / STEPS_A_FACTOR) * Math.log(WRONG_BY);
    const isWithin = Math.abs(step) <= STEPS_A_FACTOR;
    const weight = (isWithin ? 1 : BEYOND) + (knowledge.expectedMs ? trustAt(log) : 0);
    const isFar = step > FAR_STEPS;
    for (const spread of SPREADS) {
      hypotheses.push({ medianMs: scaleMs * Math.exp(log), spread, weight, isFar });
    }
  }
  return weighed(hypotheses, (knowledge.earlierMs ?? []).slice(-MOST_ENDED), groups);
}

/** How much more likely a scale so far from the user's guess is, beside 1 for one within a factor of three. */
function trustAt(log: number): number {
  const all = 2 * STEPS_A_FACTOR * (RIGHT.weight / (1 - RIGHT.weight));
  const stepsASpread = (STEPS_A_FACTOR * RIGHT.spread) / Math.log(WRONG_BY);
  return (all * gauss(log / RIGHT.spread)) / stepsASpread;
}

/** Weights sum to 1. */
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

/**
 * The logarithm of the share of tasks that still run so much later. What a task reports of itself stands beside the scale,
 * as far as it can be relied on.
 */
export function logRunning(hypothesis: Hypothesis, runner: Runner, afterMs: number): number {
  const at = runner.ageMs + afterMs;
  const common = logSurvival(at, hypothesis);
  const { advance } = runner;
  if (!advance || !isReliable(runner)) return common;
  const spread = Math.max(advance.doubt, PROGRESS_SPREAD);
  const own = { medianMs: advance.totalMs, spread };
  const reported = Math.log(PROGRESS_WEIGHT) + logSurvival(at, own);
  const most = Math.max(common, reported);
  const sum = Math.log(Math.exp(common - most) + Math.exp(reported - most));
  return most + sum - Math.log(1 + PROGRESS_WEIGHT);
}

/** True where the task's own reports tell how long it takes. */
export function isReliable({ advance }: Runner): boolean {
  return advance !== null && advance.doubt <= MOST_DOUBT;
}

/**
 * By an approximation of the normal distribution that is off by 0.00014 at most (S. R. Bowling and others, A logistic
 * approximation to the cumulative normal distribution, JIEM 2, 2009).
 */
function logSurvival(
  ms: number,
  { medianMs, spread }: Pick<Hypothesis, 'medianMs' | 'spread'>,
): number {
  const z = Math.log(Math.max(ms, 1) / medianMs) / spread;
  const odds = 1.5976 * z + 0.070566 * z ** 3;
  return odds > 30 ? -odds : -Math.log1p(Math.exp(odds));
}

/** Chance per unit of the logarithm that a task ends after `ms`. */
function density({ medianMs, spread }: Hypothesis, ms: number): number {
  return gauss(Math.log(ms / medianMs) / spread) / spread;
}

function gauss(z: number): number {
  return Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
}
