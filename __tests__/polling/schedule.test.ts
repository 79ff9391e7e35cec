import { describe, expect, test } from '@jest/globals';
import type { Guess } from '../../src/polling/expectation.ts';
import {
  bestDelay,
  costAt,
  longestDelay,
  nextDelay,
  troubleDelay,
} from '../../src/polling/schedule.ts';

const tenMinutes: Guess[] = [{ medianMs: 600_000, spread: 0.15, weight: 1 }];
const beliefOf = (guesses: Guess[]) => ({ guesses, scaleMs: 600_000 });
const delayAt = (ageMs: number, guesses = tenMinutes, waitedMs = ageMs) =>
  nextDelay({ belief: beliefOf(guesses), ageMs, waitedMs, random: 0.5 });

describe('the next delay', () => {
  test('is as long as the bound where the end is far', () => {
    expect(delayAt(100_000, [{ medianMs: 6_000_000, spread: 0.3, weight: 1 }])).toBe(
      longestDelay(100_000),
    );
  });

  test('is short where the end is likely, and never under a second', () => {
    expect(delayAt(600_000)).toBeLessThan(12_000);
    const belief = beliefOf(tenMinutes);
    const plain = { belief, ageMs: 600_000, waitedMs: 600_000, random: 0.5 };
    expect(nextDelay({ ...plain, stretch: 0.01 })).toBe(1_000);
  });

  test('does not jump over the moment at which the end becomes likely', () => {
    const guesses = [{ medianMs: 500_000, spread: 0.005, weight: 1 }];
    const delay = bestDelay(guesses, 480_000, 100, 30_000);
    expect(delay).toBeGreaterThan(15_000);
    expect(delay).toBeLessThan(21_000);
  });

  test('of a constant hazard is √(2c / hazard), as Barlow, Hunter and Proschan have it', () => {
    // In its far tail a log-logistic distribution has the hazard shape / t.
    const spread = Math.PI / (3 * Math.sqrt(3));
    const guesses = [{ medianMs: 1, spread, weight: 1 }];
    const delay = bestDelay(guesses, 3_600_000, 10, 30_000);
    expect(delay / Math.sqrt((2 * 10 * 3_600_000) / 3)).toBeCloseTo(1, 2);
  });

  test('grows with the root of what a look is worth', () => {
    const at = (costMs: number) => bestDelay(tenMinutes, 900_000, costMs, 60_000);
    expect(at(400) / at(100)).toBeCloseTo(2, 1);
  });

  test('grows with the stretch that throttling leaves, and its bound with it', () => {
    const at = (ageMs: number, stretch: number) =>
      nextDelay({ belief: beliefOf(tenMinutes), ageMs, waitedMs: ageMs, random: 0.5, stretch });
    expect(at(900_000, 2) / at(900_000, 1)).toBeCloseTo(2, 1);
    expect(at(1_000, 1.5)).toBe(1.5 * longestDelay(1_000));
  });

  test('differs by a tenth from job to job, within both bounds', () => {
    const at = (random: number, ageMs = 600_000) =>
      nextDelay({ belief: beliefOf(tenMinutes), ageMs, waitedMs: ageMs, random });
    expect(at(1) / at(0)).toBeCloseTo(1.1 / 0.9);
    expect(at(1, 1_000)).toBe(longestDelay(1_000));
  });
});

describe('what a look is worth', () => {
  test('falls with the root of time, as far as anything is known', () => {
    expect(costAt(60_000, 600_000) / costAt(240_000, 600_000)).toBeCloseTo(2);
    expect(costAt(3_600_000, 600_000)).toBe(costAt(36_000_000, 600_000));
  });

  test('so that looks at a task of unknown scale grow with the root of what it takes', () => {
    const looks = (untilMs: number) => {
      const vague = { guesses: [{ medianMs: 10_000, spread: 1.2, weight: 1 }], scaleMs: 10_000 };
      let count = 0;
      for (let at = 0; at < untilMs; count += 1) {
        at += nextDelay({ belief: vague, ageMs: at, waitedMs: at, random: 0.5 });
      }
      return count;
    };
    expect(looks(4 * 400_000) / looks(400_000)).toBeLessThan(2.2);
    expect(looks(4 * 400_000) / looks(400_000)).toBeGreaterThan(1.6);
  });
});

test.each([
  [0, 11_500],
  [60_000, 26_500],
  [600_000, 120_000],
  [5 * 86_400_000, 120_000],
])('the bound after %d ms is %d ms', (waitedMs, longest) => {
  expect(longestDelay(waitedMs)).toBeCloseTo(longest);
});

test.each([
  [1, 2_000],
  [2, 4_000],
  [3, 8_000],
  [5, 32_000],
])('after %d troubled rounds the delay is %d ms, give or take a tenth', (rounds, expected) => {
  expect(troubleDelay(rounds, 0)).toBeCloseTo(0.9 * expected);
  expect(troubleDelay(rounds, 0.5)).toBeCloseTo(expected);
  expect(troubleDelay(rounds, 1)).toBeCloseTo(1.1 * expected);
});

test.each([6, 50, 5_000])('after %d troubled rounds the delay is a minute at most', (rounds) => {
  expect(troubleDelay(rounds, 1)).toBeCloseTo(60_000);
  expect(troubleDelay(rounds, 0)).toBeGreaterThan(48_000);
});
