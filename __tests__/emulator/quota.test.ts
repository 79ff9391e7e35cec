import { expect, test } from '@jest/globals';
import { type FaultRule, startEmulator } from '../../emulator/index.ts';
import { pollOf } from './calls.ts';
import { send } from './client.ts';

const KIND = 'alibaba-cr-artifact-build';

/** The statuses of `count` requests at each of `moments`, in milliseconds of the emulator's time. */
async function statuses(rule: FaultRule, count: number, moments: readonly number[]) {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const begin = now;
  const steps = [{ at: 0, status: 'BUILDING' }];
  await using emulator = Object.assign(
    await startEmulator({
      now: () => now,
      faults: [rule],
      tasks: [{ kind: KIND, id: 't', steps }],
    }),
    { [Symbol.asyncDispose]: () => emulator.close() },
  );
  const all: number[][] = [];
  for (const at of moments) {
    now = begin + at;
    const of: number[] = [];
    for (let nth = 0; nth < count; nth += 1) {
      of.push((await send(emulator.url, pollOf(KIND, emulator.url, 't', { date: now }))).status);
    }
    all.push(of);
  }
  return all;
}

test('a quota refuses what exceeds it within a second, and no more in the next', async () => {
  const all = await statuses({ fault: 'throttled', perSecond: 2 }, 3, [0, 900, 1_000]);
  expect(all).toEqual([
    [200, 200, 400],
    [400, 400, 400],
    [200, 200, 400],
  ]);
});

test('a quota of none refuses everything', async () => {
  expect(await statuses({ fault: 'throttled', perSecond: 0 }, 2, [0])).toEqual([[400, 400]]);
});

test('a quota that holds for some requests is over after them', async () => {
  const rule: FaultRule = { fault: 'throttled', perSecond: 1, count: 3 };
  expect(await statuses(rule, 4, [0])).toEqual([[200, 400, 400, 200]]);
});
