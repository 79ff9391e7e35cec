import { describe, expect, test } from '@jest/globals';
import { durationsOf, earlierDurations } from '../../src/polling/history.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { Observation } from '../../src/task.ts';
import { hang, testWorld, untouched } from '../support/world.ts';

const done: Observation = {
  id: 'a',
  state: 'succeeded',
  status: 'SUCCESS',
  createdAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:05:00Z',
};
const provider = (earlierTasks: Provider['earlierTasks']): Provider => ({
  ask: async () => [],
  ...(earlierTasks && { earlierTasks }),
});
const ask = (of: Provider, deadlineInMs = 60_000) => {
  const { clock } = testWorld();
  return earlierDurations(done, of, clock, clock.now() + deadlineInMs, untouched());
};

describe('durations', () => {
  test('are those of tasks that succeeded and have both times', () => {
    const { finishedAt: _finishedAt, ...open } = done;
    const backwards = { ...done, finishedAt: '2025-01-01T00:00:00Z' };
    expect(durationsOf([done, { ...done, state: 'failed' }, open, backwards])).toEqual([300_000]);
  });

  test('come from earlier tasks where the provider can say', async () => {
    expect(await ask(provider(async () => [done, done]))).toEqual([300_000, 300_000]);
    expect(await ask(provider(undefined))).toEqual([]);
  });

  test('are none where the look at them fails, hangs or comes too late', async () => {
    const fails = provider(() => Promise.reject(new Error('no permission')));
    expect(await ask(fails)).toEqual([]);
    const hangs = provider((_task, signal) => hang(signal));
    expect(await ask(hangs)).toEqual([]);
    expect(
      await ask(
        provider(async () => [done]),
        0,
      ),
    ).toEqual([]);
  });
});
