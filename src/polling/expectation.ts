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

/** What can be known of a task's duration; every part of it is optional but the first, and can only sharpen the rest. */
export interface Knowledge {
  /** How long half of the tasks of this kind take at most: a guess of our own. */
  typicalMs: number;
  /** What the user says. */
  expectedMs?: number | undefined;
  /** How long earlier tasks of the same pipeline, group or image took. */
  earlierMs?: readonly number[] | undefined;
}

/** What is believed of the duration of a task. */
export interface Belief {
  guesses: readonly Guess[];
  /** About how long such a task takes: the scale beyond which nothing fits that is known. */
  scaleMs: number;
}

/**
 * Weights and spreads were chosen by `npm run bench -- --tuning`, on other durations and seeds than the goals are measured
 * on, for the least product of requests and delay that a guess which is wrong by three also allows.
 */
const VAGUE_SPREAD = 1.25;
const EXPECTED = { spread: 0.22, weight: 1 };

/** Ten earlier tasks outweigh what the user says, one does not. */
const EARLIER_WEIGHT = 0.5;
const MOST_EARLIER_WEIGHT = 6;

/** Of few samples the spread is not known: each stands for others near it, the nearer the more there are. */
const EARLIER_SPREAD = 0.5;
const LEAST_SPREAD = 0.2;

/** More than that tell nothing new. */
const MOST_EARLIER = 20;

/** What is the same for all tasks of a wait: what sharpens it first, and behind it a vague guess about the same scale. */
export function beliefOf({ typicalMs, expectedMs, earlierMs = [] }: Knowledge): Belief {
  const recent = earlierMs.slice(-MOST_EARLIER);
  const scaleMs = expectedMs ?? (recent.length > 0 ? geometricMean(recent) : typicalMs);
  const expected = expectedMs ? [{ medianMs: expectedMs, ...EXPECTED }] : [];
  const vague = { medianMs: scaleMs, spread: VAGUE_SPREAD, weight: 1 };
  return { guesses: [...expected, ...guessesFrom(recent), vague], scaleMs };
}

/** A guess about each: where earlier durations differ, as where some found a cache, so may this one. */
function guessesFrom(earlierMs: readonly number[]): Guess[] {
  const count = earlierMs.length;
  const weight = Math.min(EARLIER_WEIGHT * count, MOST_EARLIER_WEIGHT) / count;
  const spread = Math.max(EARLIER_SPREAD / Math.sqrt(count), LEAST_SPREAD);
  return earlierMs.map((medianMs) => ({ medianMs, spread, weight }));
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
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

/** The standard deviation of a logistic distribution is π / (shape · √3). */
function shapeOf(spread: number): number {
  return Math.PI / (spread * Math.sqrt(3));
}
