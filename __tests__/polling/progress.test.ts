import { describe, expect, test } from '@jest/globals';
import { type Advance, advanced, guessesBy } from '../../src/polling/progress.ts';

/** What is known after reports of a share, each at an age in seconds. */
const known = (...reports: [share: number | undefined, age: number][]) =>
  reports.reduce<Advance | null>(
    (before, [share, age]) => advanced(before, share, age * 1_000),
    null,
  );

describe('reported progress', () => {
  test('tells how long the whole takes', () => {
    expect(guessesBy(known([0.25, 60]))[0]?.medianMs).toBe(240_000);
  });

  test('is trusted the more, the longer it goes on evenly', () => {
    const spreads = [
      known([0.2, 60]),
      known([0.2, 60], [0.4, 120]),
      known([0.2, 60], [0.4, 120], [0.6, 180], [0.8, 240]),
    ].map((each) => guessesBy(each)[0]?.spread ?? 1);
    expect(spreads).toEqual(spreads.toSorted((a, b) => b - a));
    expect(spreads.at(-1)).toBeLessThan(0.12);
  });

  test('that stands still says what it said when it last moved', () => {
    const still = known([0.4, 120], [0.5, 150]);
    const later = advanced(still, 0.5, 3_600_000);
    expect(later).toBe(still);
    expect(guessesBy(later)[0]?.medianMs).toBe(300_000);
  });

  test('that jumps is doubted, and not believed where it jumps far', () => {
    const small = guessesBy(known([0.2, 60], [0.4, 90]))[0]?.spread;
    expect(small).toBeGreaterThan(0.25);
    expect(guessesBy(known([0.1, 300], [0.8, 310]))).toEqual([]);
  });

  test('may flutter', () => {
    const steady = known([0.4, 120], [0.5, 150]);
    expect(advanced(steady, 0.46, 160_000)).toBe(steady);
  });

  test('that falls is not believed, until it has gone on evenly again', () => {
    const fallen = known([0.4, 120], [0.5, 150], [0.3, 160]);
    expect(guessesBy(fallen)).toEqual([]);
    expect(advanced(fallen, 0.29, 170_000)).toBe(fallen);
    const risen = [0.52, 0.54, 0.56, 0.58].reduce<Advance | null>(
      (before, share) => advanced(before, share, share * 300_000),
      fallen,
    );
    expect(guessesBy(risen)[0]?.medianMs).toBeCloseTo(300_000);
  });

  test.each([
    ['the first percents', 0.03, 10],
    ['none', undefined, 10],
    ['all of it', 1, 10],
    ['no age', 0.5, 0],
  ])('says nothing: %s', (_, share, age) => {
    expect(known([share, age])).toBeNull();
    expect(guessesBy(null)).toEqual([]);
  });
});
