import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Answer, cloudError, tasks } from '../support/provider.ts';
import { watchScript } from '../support/watching.ts';

const throttled = cloudError('throttling');

/** Waits for a task that ends after `endMs`, while the cloud refuses whatever comes within one of `refusals`. */
async function wait(
  pollIntervalMs: number | 'auto',
  endMs: number,
  refusals: readonly (readonly [number, number])[],
) {
  const script = (at: number): Answer => {
    if (refusals.some(([from, to]) => at >= from && at < to)) return throttled;
    return tasks({ a: at >= endMs ? 'succeeded' : 'running' });
  };
  const { times, end, endedAt } = await watchScript(script, { pollIntervalMs, timeoutMs: 1e9 });
  const delays = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  return { end, endedAt, longest: Math.max(...delays) };
}

describe('a minute of throttling at the start', () => {
  const MINUTE = [[0, 60_000]] as const;
  const ends = [1, 59, 61, 100, 119, 121, 150, 177, 181, 239, 241, 299, 303, 600, 1_000, 1_650];

  test.each(ends)('costs a fixed interval of a minute a minute at most: end at %d s', async (s) => {
    const without = await wait(60_000, s * 1_000, []);
    const { endedAt, end } = await wait(60_000, s * 1_000, MINUTE);
    expect(end).toBe('decided');
    expect(endedAt - without.endedAt).toBeLessThanOrEqual(60_000);
  });

  test.each(['auto', 5_000, 30_000] as const)(
    'is forgotten after half an hour: %s',
    async (pace) => {
      const { endedAt } = await wait(pace, 1_800_000, MINUTE);
      expect(endedAt - 1_800_000).toBeLessThanOrEqual(30_000);
    },
  );
});

test('slows down though another request of the same round met worse', async () => {
  const script = (at: number, ids: readonly string[]): Answer => {
    if (at > 0) return tasks({ a: 'running', b: 'running' });
    return ids.includes('a') ? cloudError('transient', 20_000) : throttled;
  };
  const options = { ids: ['a', 'b'], idsPerRequest: 1, timeoutMs: 60_000 };
  const { times } = await watchScript(script, options);
  expect([...new Set(times)].slice(0, 3)).toEqual([0, 20_000, expect.closeTo(34_400, -3)]);
});

/** Spells of throttling, as pairs of a pause before and a length. */
const spells = fc.array(fc.tuple(fc.nat(1_200_000), fc.nat(900_000)), { maxLength: 8 });

test.each([
  ['auto', 120_000],
  [1_000, 120_000],
  [50_000, 120_000],
  [90_000, 120_000],
  [300_000, 300_000],
] as const)(
  'however often it throttles, no delay of the pace %s exceeds %d ms',
  async (pace, most) => {
    const runs = fc.asyncProperty(
      spells,
      fc.integer({ min: 1, max: 7_200_000 }),
      async (all, end) => {
        let at = 0;
        const refusals = all.map(([pause, length]) => {
          const from = at + pause;
          at = from + length;
          return [from, at] as const;
        });
        const { longest } = await wait(pace, end, refusals);
        expect(longest).toBeLessThanOrEqual(most);
      },
    );
    await fc.assert(runs, { numRuns: pace === 1_000 ? 2 : 15 });
  },
);
