/**
 * How long a task takes, as a mixture of guesses. Each is a log-logistic distribution: like a log-normal one, but with
 * hazard and survival in closed form, and a tail in which no guess ever becomes certain.
 */

/** One idea of a task's whole duration. */
export interface Guess {
  /** Half of such tasks take longer. */
  medianMs: number;
  /** Standard deviation of the logarithm: 0.15 is "give or take 15 %", 1 is "a third to three times". */
  spread: number;
  /** Trust in it, relative to the others. */
  weight: number;
}

/** What can be known of a task's duration; every part of it is optional and can only sharpen the rest. */
export interface Knowledge {
  /** How long tasks of this kind take. */
  typical: { medianMs: number; spread: number };
  /** What the user says. */
  expectedMs?: number | undefined;
  /** How long earlier tasks of the same pipeline, group or image took. */
  earlierMs?: readonly number[] | undefined;
  /** What the cloud reports: `share` of the work (0 to 1) done after `elapsedMs`. */
  progress?: { share: number; elapsedMs: number } | undefined;
}

/** Weights and spreads are the best of those tried in `bench/polling.ts`; a guess wrong by a factor of three costs little. */
const SHARP = { weight: 0.64, spread: 0.16 };
const TYPICAL_WEIGHT = 0.34;
const VAGUE = { weight: 0.02, spread: 1 };

/** What the cloud reports of this very task is worth more than all other guesses together. */
const REPORTED = { weight: 4, spread: 0.12 };

/** Progress is a coarse measure: its first percents say little. */
const LEAST_SHARE = 0.05;

/** The mixture for what is known: its sharpest part first, the kind's own duration and a vague background behind it. */
export function guessesOf(knowledge: Knowledge): Guess[] {
  return withProgress(commonGuesses(knowledge), knowledge.progress);
}

/** The part of the mixture that is the same for all tasks of a wait. */
export function commonGuesses(knowledge: Omit<Knowledge, 'progress'>): Guess[] {
  const { typical, expectedMs, earlierMs } = knowledge;
  const background: Guess[] = [
    { ...typical, weight: TYPICAL_WEIGHT },
    { medianMs: typical.medianMs, ...VAGUE },
  ];
  const sharp: Guess[] = [];
  if (expectedMs) sharp.push({ medianMs: expectedMs, ...SHARP });
  if (earlierMs && earlierMs.length > 0) sharp.push(guessFrom(earlierMs));
  const guesses = sharp.map((guess) => ({ ...guess, weight: guess.weight / sharp.length }));
  return [...guesses, ...background];
}

/** The mixture for one task, of which the cloud may report how far it is. */
export function withProgress(common: Guess[], progress: Knowledge['progress']): Guess[] {
  if (!progress || progress.share < LEAST_SHARE || progress.elapsedMs <= 0) return common;
  return [{ medianMs: progress.elapsedMs / progress.share, ...REPORTED }, ...common];
}

/** The geometric mean of earlier durations; few of them say little of how much they differ. */
function guessFrom(earlierMs: readonly number[]): Guess {
  const logs = earlierMs.map(Math.log);
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  const spread = Math.max(Math.sqrt(variance + 0.2 ** 2 / logs.length), SHARP.spread / 2);
  return { medianMs: Math.exp(mean), spread, weight: SHARP.weight };
}

/** The chance, per millisecond, that a task which still runs after `elapsedMs` ends just then. */
export function hazard(guesses: readonly Guess[], elapsedMs: number): number {
  const t = Math.max(elapsedMs, 1);
  let ending = 0;
  let running = 0;
  for (const { medianMs, spread, weight } of guesses) {
    const shape = shapeOf(spread);
    const odds = (t / medianMs) ** shape;
    const survival = weight / (1 + odds);
    running += survival;
    ending += (survival * shape * odds) / (t * (1 + odds));
  }
  return running > 0 ? ending / running : 0;
}

/** The share of tasks that still run after `elapsedMs`. */
export function survival(guesses: readonly Guess[], elapsedMs: number): number {
  let running = 0;
  let all = 0;
  for (const { medianMs, spread, weight } of guesses) {
    running += weight / (1 + (elapsedMs / medianMs) ** shapeOf(spread));
    all += weight;
  }
  return running / all;
}

/** Milliseconds after which a share `quantile` of the tasks that still run after `elapsedMs` has ended. */
export function remaining(guesses: readonly Guess[], elapsedMs: number, quantile: number): number {
  const goal = survival(guesses, elapsedMs) * (1 - quantile);
  let low = 0;
  let high = 1_000;
  while (survival(guesses, elapsedMs + high) > goal && high < 1e10) high *= 2;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (survival(guesses, elapsedMs + middle) > goal) low = middle;
    else high = middle;
  }
  return high;
}

/** The standard deviation of a logistic distribution is π / (shape · √3). */
function shapeOf(spread: number): number {
  return Math.PI / (spread * Math.sqrt(3));
}
