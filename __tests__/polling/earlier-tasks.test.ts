import { describe, expect, test } from '@jest/globals';
import type { Observation } from '../../src/model/task.ts';
import { durationsOf, earlierDurations } from '../../src/polling/earlier-tasks.ts';
import { type WatchOptions, watch } from '../../src/polling/watch.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { type Answer, cloudError, scriptedProvider, tasks } from '../support/provider.ts';
import { OPTIONS } from '../support/watching.ts';
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
    const endless = { ...done, finishedAt: '9999-01-01T00:00:00Z' };
    const strange = [open, backwards, endless];
    expect(durationsOf([done, { ...done, state: 'failed' }, ...strange])).toEqual([300_000]);
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

describe('in a wait, earlier tasks are asked for', () => {
  const unlisted: Answer = [];
  const running = tasks({ a: 'running' });

  /** Moments of the looks, and of the look at earlier tasks with what it was told of the task. */
  async function wait(script: readonly Answer[], change: Partial<WatchOptions> = {}) {
    const world = testWorld();
    const begin = world.clock.now();
    const scripted = scriptedProvider(world.clock, script);
    const asked: [at: number, status: string][] = [];
    const earlierTasks: Provider['earlierTasks'] = async ({ status }) => {
      asked.push([world.clock.now() - begin, status]);
      return [];
    };
    const options = { ...OPTIONS, pollIntervalMs: 'auto', timeoutMs: 100_000, ...change } as const;
    for await (const _ of watch({ ...scripted, earlierTasks }, options, world, untouched()));
    return { asked, looks: scripted.asked.map(({ at }) => at) };
  }

  test('once, when the task is first seen', async () => {
    expect((await wait([running])).asked).toEqual([[0, 'RUNNING']]);
    const { asked, looks } = await wait([unlisted, unlisted, running]);
    expect(asked).toEqual([[looks[2], 'RUNNING']]);
  });

  test('after trouble, not in it', async () => {
    const script = [cloudError('throttling'), cloudError('throttling'), running];
    const { asked, looks } = await wait(script);
    expect(asked).toEqual([[looks[2], 'RUNNING']]);
  });

  test('never where the task is not seen, has ended, or nothing is to be learnt', async () => {
    expect((await wait([unlisted])).asked).toEqual([]);
    expect((await wait([tasks({ a: 'succeeded' })])).asked).toEqual([]);
    expect((await wait([running], { pollIntervalMs: 10_000 })).asked).toEqual([]);
  });

  test('also beside what the user says, which may be wrong', async () => {
    expect((await wait([running], { expectedMs: 60_000 })).asked).toEqual([[0, 'RUNNING']]);
  });
});
