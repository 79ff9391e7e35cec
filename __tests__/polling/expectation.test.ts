import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { beliefOf, type Guess, hazard, type Knowledge } from '../../src/polling/expectation.ts';

const typicalMs = 300_000;
const guess = fc.record({
  medianMs: fc.integer({ min: 1_000, max: 36_000_000 }),
  spread: fc.double({ min: 0.05, max: 2, noNaN: true }),
  weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
});
const guesses = (knowledge: Partial<Knowledge> = {}) =>
  beliefOf({ typicalMs, ...knowledge }).guesses;
/** The share of tasks that still run after `elapsedMs`, of a log-logistic mixture: by its definition, not by the hazard. */
function survival(mixture: readonly Guess[], elapsedMs: number): number {
  let [running, all] = [0, 0];
  for (const { medianMs, spread, weight } of mixture) {
    running += weight / (1 + (elapsedMs / medianMs) ** (Math.PI / (spread * Math.sqrt(3))));
    all += weight;
  }
  return running / all;
}
/** Trust in durations from `fromMs` on, of all trust. */
const trust = (of: readonly Guess[], fromMs: number) => {
  const sum = (some: readonly Guess[]) => some.reduce((all, { weight }) => all + weight, 0);
  return sum(of.filter(({ medianMs }) => medianMs >= fromMs)) / sum(of);
};

describe('a mixture', () => {
  test('lets half of the tasks live beyond the median of its only guess', () => {
    expect(survival([{ medianMs: typicalMs, spread: 0.6, weight: 2 }], typicalMs)).toBeCloseTo(0.5);
  });

  test('has the hazard that its survival falls by, for any guesses at any age', () => {
    const age = fc.integer({ min: 1_000, max: 7_200_000 });
    fc.assert(
      fc.property(fc.array(guess, { minLength: 1, maxLength: 4 }), age, (mixture, at) => {
        const step = at / 1e5;
        const lost = survival(mixture, at - step) - survival(mixture, at + step);
        const expected = lost / (2 * step) / survival(mixture, at);
        expect(Math.abs(hazard(mixture, at) - expected)).toBeLessThan(1e-3 * expected + 1e-9);
      }),
    );
  });

  test('never stops, though every guess has long been passed', () => {
    expect(hazard(guesses({ expectedMs: 60_000 }), 86_400_000)).toBeGreaterThan(0);
  });
});

describe('what is known sharpens the mixture', () => {
  test('nothing known: a vague guess about what the kind usually takes', () => {
    const { guesses: only, scaleMs } = beliefOf({ typicalMs });
    expect(only.map(({ medianMs }) => medianMs)).toEqual([typicalMs]);
    expect(only[0]?.spread).toBeGreaterThan(1);
    expect(scaleMs).toBe(typicalMs);
  });

  test('the user: a sharp guess, and a vague one about it, since it may be wrong by three', () => {
    const { guesses: both, scaleMs } = beliefOf({ typicalMs, expectedMs: 480_000 });
    expect(both.map(({ medianMs }) => medianMs)).toEqual([480_000, 480_000]);
    const [sharp, vague] = both;
    expect(sharp?.spread).toBeLessThan(0.3);
    expect(vague?.spread).toBeGreaterThan(1);
    expect(scaleMs).toBe(480_000);
  });

  test('earlier tasks: one guess each, so that those with a cache are not averaged with those without', () => {
    const earlierMs = [60_000, 60_000, 600_000, 600_000];
    const { guesses: all, scaleMs } = beliefOf({ typicalMs, earlierMs });
    expect(all.filter(({ spread }) => spread < 1).map(({ medianMs }) => medianMs)).toEqual(
      earlierMs,
    );
    expect(scaleMs).toBeCloseTo(Math.sqrt(60_000 * 600_000));
    expect(hazard(all, 60_000)).toBeGreaterThan(2 * hazard(all, 190_000));
  });

  test('one earlier task says less than ten, and is less sure of itself', () => {
    const earlier = (count: number) => guesses({ earlierMs: Array(count).fill(900_000) });
    expect(trust(earlier(10), 900_000)).toBe(1);
    const beside = (count: number) =>
      trust(guesses({ expectedMs: 100_000, earlierMs: Array(count).fill(900_000) }), 900_000);
    expect(beside(10)).toBeGreaterThan(beside(1));
    expect(earlier(1)[0]?.spread).toBeGreaterThan(earlier(10)[0]?.spread ?? 1);
  });

  test('of a hundred earlier tasks, the newest count', () => {
    const earlierMs = [...Array(80).fill(60_000), ...Array(20).fill(600_000)];
    expect(beliefOf({ typicalMs, earlierMs }).scaleMs).toBeCloseTo(600_000);
  });
});
