import { describe, expect, test } from '@jest/globals';
import type { Guess } from '../../src/polling/expectation.ts';
import { bestDelay, longestDelay, nextDelay, troubleDelay } from '../../src/polling/schedule.ts';

const tenMinutes: Guess[] = [{ medianMs: 600_000, spread: 0.15, weight: 1 }];
const delayAt = (ageMs: number, guesses = tenMinutes) =>
  nextDelay({ guesses, ageMs, waitedMs: ageMs, random: 0.5 });

describe('the next delay', () => {
  test('is as long as the bound where the end is far', () => {
    expect(delayAt(10_000, [{ medianMs: 600_000, spread: 0.5, weight: 1 }])).toBe(30_000);
  });

  test('is short where the end is likely, and never under a second', () => {
    expect(delayAt(600_000)).toBeLessThan(12_000);
    const plain = { guesses: tenMinutes, ageMs: 600_000, waitedMs: 600_000, random: 0.5 };
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

  test('grows with the root of what a request is worth', () => {
    const at = (costMs: number) => bestDelay(tenMinutes, 900_000, costMs, 60_000);
    expect(at(400) / at(100)).toBeCloseTo(2, 1);
  });

  test('grows with the stretch that throttling leaves, and its bound with it', () => {
    const at = (ageMs: number, stretch: number) =>
      nextDelay({ guesses: tenMinutes, ageMs, waitedMs: 0, random: 0.5, stretch });
    expect(at(900_000, 2) / at(900_000, 1)).toBeCloseTo(2, 1);
    expect(at(1_000, 1.5)).toBe(1.5 * longestDelay(tenMinutes, 0));
  });

  test('differs by a tenth from job to job, within both bounds', () => {
    const at = (random: number, ageMs = 600_000) =>
      nextDelay({ guesses: tenMinutes, ageMs, waitedMs: ageMs, random });
    expect(at(1) / at(0)).toBeCloseTo(1.1 / 0.9);
    expect(at(1, 1_000)).toBe(longestDelay(tenMinutes, 1_000));
  });
});

test.each([
  ['the kind alone', 0.6, 0, 30_000],
  ['the kind alone, after 5 min', 0.6, 300_000, 30_000],
  ['the kind alone, after ten minutes', 0.6, 600_000, 60_000],
  ['the kind alone, after an hour', 0.6, 3_600_000, 120_000],
  ['the kind alone, after five days', 0.6, 5 * 86_400_000, 120_000],
  ['a sharp guess of ten minutes', 0.15, 0, 60_000],
])('the bound with %s', (_, spread, waitedMs, longest) => {
  expect(longestDelay([{ medianMs: 600_000, spread, weight: 1 }], waitedMs)).toBe(longest);
});

test('a sharp guess of two hours stretches the bound to a minute, no further', () => {
  expect(longestDelay([{ medianMs: 7_200_000, spread: 0.1, weight: 1 }], 0)).toBe(60_000);
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
