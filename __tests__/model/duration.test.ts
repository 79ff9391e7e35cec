import { describe, expect, test } from '@jest/globals';
import {
  formatDuration,
  formatElapsed,
  parseDuration,
  roughDuration,
} from '../../src/model/duration.ts';

describe('parseDuration', () => {
  test.each([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    ['1H30M', 5_400_000],
    ['1d2h3m4s', 93_784_000],
    ['0s', 0],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  test.each(['', ' ', '60', 'm', '1.5h', '-5m', '5 minutes', '30m1h', '1h1h', '5ms', 'auto', '٣m'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

test.each([
  ['0.2s', 200],
  ['.5s', 500],
  ['100ms', 100],
  ['1.5h', 5_400_000],
  ['1,5 M', 90_000],
  ['1.5', undefined],
  ['1.5y', undefined],
  ['-5m', undefined],
  ['5 minutes', undefined],
  ['', undefined],
])('%j is roughly %j ms', (text, expected) => {
  expect(roughDuration(text)).toBe(expected);
});

test.each([
  [0, '0s'],
  [400, '0s'],
  [999, '1s'],
  [59_999, '1m'],
  [65_000, '1m 5s'],
  [3_600_000, '1h'],
  [5_400_000, '1h 30m'],
  [93_784_000, '1d 2h'],
])('formatDuration(%d) is %s', (ms, expected) => {
  expect(formatDuration(ms)).toBe(expected);
});

test.each([
  [0, '00:00:00'],
  [65_999, '00:01:05'],
  [3_599_999, '00:59:59'],
  [359_999_000, '99:59:59'],
  [360_000_000, '100:00:00'],
])('formatElapsed(%d) is %s', (ms, expected) => {
  expect(formatElapsed(ms)).toBe(expected);
});
