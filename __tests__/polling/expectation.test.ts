import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Guess,
  guessesOf,
  hazard,
  type Knowledge,
  remaining,
  survival,
} from '../../src/polling/expectation.ts';

const typical = { medianMs: 300_000, spread: 0.6 };
const guess = fc.record({
  medianMs: fc.integer({ min: 1_000, max: 36_000_000 }),
  spread: fc.double({ min: 0.05, max: 2, noNaN: true }),
  weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
});
/** The guess that says most, among those for what is known. */
const sharpest = (knowledge: Partial<Knowledge>): Guess | undefined =>
  guessesOf({ typical, ...knowledge }).toSorted((a, b) => a.spread - b.spread)[0];

describe('a mixture', () => {
  test('lets half of the tasks live beyond the median of its only guess', () => {
    expect(survival([{ ...typical, weight: 2 }], typical.medianMs)).toBeCloseTo(0.5);
  });

  test('has the hazard that its survival falls by, for any guesses at any age', () => {
    const age = fc.integer({ min: 1_000, max: 7_200_000 });
    fc.assert(
      fc.property(fc.array(guess, { minLength: 1, maxLength: 4 }), age, (guesses, at) => {
        const step = at / 1e5;
        const lost = survival(guesses, at - step) - survival(guesses, at + step);
        const expected = lost / (2 * step) / survival(guesses, at);
        expect(Math.abs(hazard(guesses, at) - expected)).toBeLessThan(1e-3 * expected + 1e-9);
      }),
    );
  });

  test('has ended for the asked share when `remaining` has passed', () => {
    const guesses = guessesOf({ typical, expectedMs: 600_000 });
    const left = remaining(guesses, 120_000, 0.9);
    const share = 1 - survival(guesses, 120_000 + left) / survival(guesses, 120_000);
    expect(share).toBeCloseTo(0.9, 4);
  });

  test('never stops, though every guess has long been passed', () => {
    expect(hazard(guessesOf({ typical, expectedMs: 60_000 }), 86_400_000)).toBeGreaterThan(0);
  });
});

describe('what is known sharpens the mixture', () => {
  test('nothing known: the kind alone', () => {
    expect(guessesOf({ typical }).map(({ medianMs }) => medianMs)).toEqual([300_000, 300_000]);
  });

  test.each([
    ['the user', { expectedMs: 480_000 }, 480_000],
    ['progress', { progress: { share: 0.25, elapsedMs: 60_000 } }, 240_000],
    ['earlier tasks', { earlierMs: [400_000, 400_000, 400_000] }, 400_000],
  ])('by %s', (_, knowledge, medianMs) => {
    expect(sharpest(knowledge)?.medianMs).toBeCloseTo(medianMs);
    expect(sharpest(knowledge)?.spread).toBeLessThan(0.3);
  });

  test('one earlier task says less than five that agree, five that differ say least', () => {
    const spread = (earlierMs: number[]) => sharpest({ earlierMs })?.spread ?? 0;
    expect(spread([300_000])).toBeGreaterThan(spread(Array(5).fill(300_000)));
    expect(spread([100_000, 200_000, 300_000, 600_000, 900_000])).toBeGreaterThan(0.5);
  });

  test('the first percents of progress say nothing', () => {
    expect(sharpest({ progress: { share: 0.01, elapsedMs: 60_000 } })?.medianMs).toBe(300_000);
  });

  test('sources share the trust, and leave some to the kind', () => {
    const guesses = guessesOf({ typical, expectedMs: 1, earlierMs: [1] });
    expect(guesses.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    expect(guesses).toHaveLength(4);
  });
});
