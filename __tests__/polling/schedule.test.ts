import { describe, expect, test } from '@jest/globals';
import { nextDelay, type Outlook } from '../../src/polling/schedule.ts';

/** Half of the random range is no jitter at all. */
const PLAIN = { elapsedMs: 0, pollIntervalMs: 'auto', troubledRounds: 0, random: 0.5 } as const;
const delay = (change: Partial<Outlook>) => nextDelay({ ...PLAIN, ...change });

describe('the next delay', () => {
  test.each([
    ['at the start', 0, 2_000],
    ['after 20 s', 20_000, 2_000],
    ['after 100 s', 100_000, 10_000],
    ['after 5 min', 300_000, 30_000],
    ['after 5 h', 18_000_000, 30_000],
  ])('%s is auto: a tenth of the time waited, 2 to 30 s', (_, elapsedMs, expected) => {
    expect(delay({ elapsedMs })).toBeCloseTo(expected);
  });

  test('jitter is at most a tenth, so that jobs which start together part', () => {
    const elapsedMs = 100_000;
    expect(delay({ elapsedMs, random: 0 })).toBeCloseTo(9_000);
    expect(delay({ elapsedMs, random: 1 })).toBeCloseTo(11_000);
  });

  test('a fixed interval is kept to the millisecond', () => {
    expect(delay({ pollIntervalMs: 45_000, elapsedMs: 9_000_000, random: 1 })).toBe(45_000);
  });

  test.each([
    [1, 2_000],
    [2, 4_000],
    [3, 8_000],
    [5, 32_000],
    [6, 60_000],
    [50, 60_000],
  ])('after %d troubled rounds it doubles up to a minute', (troubledRounds, expected) => {
    expect(delay({ troubledRounds, elapsedMs: 3_600_000 })).toBeCloseTo(expected);
  });
});
