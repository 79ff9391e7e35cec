/**
 * Durations that are true in a simulation. Two sets: what the goals are measured on, and what the weights were chosen on,
 * with other families, other spreads and other seeds.
 */
import { seeded } from './statistics.ts';

type Random = () => number;

/** Seconds that one task takes, where half of the usual ones take `median`. */
type Draw = (median: number, random: Random) => number;

/** A shape of durations, and how far its scale may be from what is known. */
export interface Truths {
  seed: number;
  shapes: Readonly<Record<string, Draw>>;
  /** What such tasks take, as shares of what their kind usually takes. */
  factors: readonly number[];
  /** The same in seconds, where the user knows. */
  medians: readonly number[];
}

const normal = (random: Random) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const logNormal =
  (spread: number): Draw =>
  (median, random) =>
    median * Math.exp(spread * normal(random));

const weibull =
  (shape: number): Draw =>
  (median, random) =>
    median * (-Math.log(1 - random()) / Math.LN2) ** (1 / shape);

/** The sum of as many exponential parts, as of a task that goes through stages. */
const stages =
  (count: number): Draw =>
  (median, random) => {
    let sum = 0;
    for (let stage = 0; stage < count; stage += 1) sum -= Math.log(1 - random());
    // The median of a gamma distribution is near its shape less a third.
    return (median * sum) / (count - 1 / 3);
  };

const pareto =
  (tail: number): Draw =>
  (median, random) =>
    median * (2 * (1 - random())) ** (-1 / tail);

/** A share of the tasks finds a cache, or fails on the way. */
const some =
  (share: number, first: Draw, other: Draw): Draw =>
  (median, random) =>
    random() < share ? first(median, random) : other(median, random);

const within =
  (from: number, to: number): Draw =>
  (median, random) =>
    median * (from + (to - from) * random());

const shorter =
  (share: number, draw: Draw): Draw =>
  (median, random) =>
    draw(share * median, random);

/** What the goals are measured on. */
export const measured: Truths = {
  seed: 2_026,
  factors: [1 / 5, 1 / 3, 0.6, 1, 1.7, 3, 5],
  medians: [30, 120, 300, 600, 1_800, 3_600, 10_800],
  shapes: {
    'spread 0.15': logNormal(0.15),
    'spread 0.3': logNormal(0.3),
    'spread 0.6': logNormal(0.6),
    'spread 0.9': logNormal(0.9),
    'spread 1.2': logNormal(1.2),
    'six stages': stages(6),
    'Weibull 3': weibull(3),
    'a quarter from a cache': some(0.25, shorter(0.2, logNormal(0.4)), logNormal(0.3)),
    'half from a cache': some(0.5, shorter(0.35, logNormal(0.2)), stages(20)),
    'a fifth fails early': some(0.2, within(0, 0.4), stages(12)),
    'heavy tail': some(0.7, logNormal(0.25), pareto(1.6)),
  },
};

/** What the weights were chosen on. */
export const tuning: Truths = {
  seed: 7,
  factors: [0.22, 0.45, 0.8, 1.3, 2.2, 4.5],
  medians: [45, 75, 200, 500, 1_200, 3_000, 9_000],
  shapes: {
    'spread 0.18': logNormal(0.18),
    'spread 0.4': logNormal(0.4),
    'spread 0.75': logNormal(0.75),
    'spread 1.1': logNormal(1.1),
    'a third from a cache': some(0.33, shorter(0.15, logNormal(0.3)), logNormal(0.22)),
    'some fail early': some(0.15, within(0, 1), logNormal(0.28)),
    'heavy tail': shorter(0.65, pareto(1.9)),
  },
};

/** A day: what is longer is cut, so that one task of a heavy tail does not decide a mean. */
const LONGEST_S = 86_400;

/** So many durations of one shape, the same in every run. */
export function drawn(draw: Draw, median: number, count: number, random: Random): number[] {
  return Array.from({ length: count }, () => Math.min(draw(median, random), LONGEST_S));
}

/** Numbers at random for one cell of a table, which no other cell disturbs. */
export function randomOf({ seed }: Truths, ...cell: (string | number)[]): Random {
  let hash = seed;
  for (const letter of cell.join('|')) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return seeded(hash);
}
