import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/model/clock.ts';
import { CloudError } from '../../src/model/errors.ts';
import { watch } from '../../src/polling/watch.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { type Answer, cloudError, tasks } from '../support/provider.ts';
import { abortsAfter, OPTIONS, watchScript } from '../support/watching.ts';
import { hang, untouched } from '../support/world.ts';

const running = tasks({ a: 'running' });
const done = tasks({ a: 'succeeded' });
const states = (snapshot?: { tasks: readonly { state: string }[] }) =>
  snapshot?.tasks.map(({ state }) => state);

describe('the deadline', () => {
  test('ends the wait with a last look exactly then', async () => {
    const { end, times, endedAt } = await watchScript([running], { timeoutMs: 25_000 });
    expect({ end, times, endedAt }).toEqual({
      end: 'timed-out',
      times: [0, 10_000, 20_000, 25_000],
      endedAt: 25_000,
    });
  });

  test('has one last look by the real clock too, whose timers fire early', async () => {
    const asked: number[] = [];
    for (let wait = 0; wait < 40; wait += 1) {
      let count = 0;
      const ask: Provider['ask'] = async (_ids, signal) => {
        count += 1;
        return count === 1 ? hang(signal) : [...running];
      };
      const options = { ...OPTIONS, timeoutMs: 5.9 + wait / 7.3 };
      const world = { clock: systemClock, random: Math.random };
      for await (const _snapshot of watch({ ask }, options, world, untouched()));
      asked.push(count);
    }
    expect(asked).toEqual(Array(40).fill(2));
  });

  test('a task that finished just in time counts', async () => {
    const script = (at: number) => (at >= 25_000 ? done : running);
    const { end, last } = await watchScript(script, { timeoutMs: 25_000 });
    expect([end, states(last)]).toEqual(['decided', ['succeeded']]);
  });

  test('cuts a request that hangs and takes the last look all the same', async () => {
    const script = [running, 'hang', done] as const;
    const { end, times, asked } = await watchScript(script, { timeoutMs: 25_000 });
    expect([end, times, asked.length]).toEqual(['decided', [0, 10_000, 25_000], 3]);
  });

  test('a last look that hangs is cut after 10 s', async () => {
    const script = (at: number): Answer => (at >= 25_000 ? 'hang' : running);
    const { end, endedAt, last } = await watchScript(script, { timeoutMs: 25_000 });
    expect([end, endedAt]).toEqual(['timed-out', 35_000]);
    expect(last?.trouble?.error.message).toBe('The last look had no answer in time.');
  });

  test('a last look that hangs in trouble that was there before has that for a reason', async () => {
    const trouble = cloudError('transient');
    const script = (at: number): Answer => (at >= 25_000 ? 'hang' : trouble);
    const { end, last } = await watchScript(script, { timeoutMs: 25_000 });
    expect([end, last?.trouble?.error, last?.trouble?.isNew]).toEqual([
      'timed-out',
      trouble,
      false,
    ]);
  });

  test('nothing is asked after the end, and the last snapshot announces no look', async () => {
    const { last, times } = await watchScript([running], { timeoutMs: 25_000 });
    expect([last?.nextLookInMs, Math.max(...times)]).toEqual([undefined, 25_000]);
  });
});

describe('the end', () => {
  const two = { ids: ['a', 'b'] };
  const oneFailed = tasks({ a: 'failed', b: 'running' });

  test('comes when every task has succeeded, not sooner', async () => {
    const script = [tasks({ a: 'succeeded', b: 'running' }), tasks({ b: 'succeeded' })];
    const { end, times, last } = await watchScript(script, two);
    expect([end, times, states(last)]).toEqual([
      'decided',
      [0, 10_000],
      ['succeeded', 'succeeded'],
    ]);
  });

  test('fail-fast: comes with the first failure', async () => {
    const { end, times } = await watchScript([oneFailed], two);
    expect([end, times]).toEqual(['decided', [0]]);
  });

  test('without fail-fast: comes when all have ended', async () => {
    const script = [oneFailed, tasks({ b: 'succeeded' })];
    const { times, last } = await watchScript(script, { ...two, failFast: false });
    expect([times, states(last)]).toEqual([
      [0, 10_000],
      ['failed', 'succeeded'],
    ]);
  });

  test.each([
    [false, [0]],
    [true, [0, 10_000]],
  ])('partial under fail-fast with accept-partial %s', async (acceptPartial, expected) => {
    const script = [tasks({ a: 'partial', b: 'running' }), tasks({ b: 'succeeded' })];
    expect((await watchScript(script, { ...two, acceptPartial })).times).toEqual(expected);
  });

  test('unknown words never end it', async () => {
    const script = [tasks({ a: 'unknown' })];
    const { end, endedAt } = await watchScript(script, { timeoutMs: 100_000 });
    expect([end, endedAt]).toEqual(['timed-out', 100_000]);
  });

  test('what has ended is not asked for again', async () => {
    const script = [tasks({ a: 'succeeded', b: 'running' }), tasks({ b: 'succeeded' })];
    const { asked } = await watchScript(script, two);
    expect(asked.map(({ ids }) => ids)).toEqual([['a', 'b'], ['b']]);
  });

  test('ids are asked for in batches', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const all = tasks(Object.fromEntries(ids.map((id) => [id, 'succeeded'])));
    const { asked } = await watchScript([all], { ids, idsPerRequest: 2 });
    expect(asked.map((request) => request.ids)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });
});

describe('a task that is not listed', () => {
  const never = { timeoutMs: 600_000, pollIntervalMs: 45_000 };

  test('is given up exactly at 60 s, however long the interval', async () => {
    const { times, end, last } = await watchScript([[]], never);
    expect([times, end, states(last)]).toEqual([[0, 45_000, 60_000], 'decided', ['not-found']]);
  });

  test('but listed late is waited for', async () => {
    const script = (at: number) => (at < 60_000 ? [] : at < 100_000 ? running : done);
    expect(states((await watchScript(script, never)).last)).toEqual(['succeeded']);
  });

  test('that was seen and is then missing three times has vanished', async () => {
    const { times, last } = await watchScript([running, [], [], []]);
    expect([times.length, states(last)]).toEqual([4, ['not-found']]);
  });

  test('trouble between the answers without it neither counts nor clears', async () => {
    const script = [running, [], cloudError('transient'), [], cloudError('transient'), []];
    const { times, last } = await watchScript(script);
    expect([times.length, states(last)]).toEqual([6, ['not-found']]);
  });

  test('in check mode is not found at once', async () => {
    const { end, times, last } = await watchScript([[]], { mode: 'check' });
    expect([end, times, states(last)]).toEqual(['decided', [0], ['not-found']]);
  });
});

describe('check mode', () => {
  test('looks once and leaves a task that runs', async () => {
    const { end, times, last } = await watchScript([running], { mode: 'check' });
    expect([end, times, states(last)]).toEqual(['looked', [0], ['running']]);
  });

  test('throws trouble, after a snapshot of it', async () => {
    const trouble = cloudError('transient');
    const { thrown, snapshots, times } = await watchScript([trouble], { mode: 'check' });
    expect([thrown, times]).toEqual([trouble, [0]]);
    expect(snapshots.map((snapshot) => snapshot.trouble?.error)).toEqual([trouble]);
  });

  test('gives up an answer that does not come', async () => {
    const { thrown, endedAt } = await watchScript(['hang'], { mode: 'check' });
    expect(thrown).toBeInstanceOf(CloudError);
    expect(endedAt).toBe(30_000);
  });
});

describe('an abort', () => {
  const reason = new Error('SIGTERM');

  test('during a pause ends the wait at once with its reason', async () => {
    const { thrown, endedAt, times } = await watchScript([running], {}, abortsAfter(3_000, reason));
    expect([thrown, endedAt, times]).toEqual([reason, 3_000, [0]]);
  });

  test('during a request ends the wait at once with its reason', async () => {
    const cut = await watchScript(['hang'], {}, abortsAfter(3_000, reason));
    expect([cut.thrown, cut.endedAt, cut.times]).toEqual([reason, 3_000, [0]]);
    expect(cut.snapshots).toEqual([]);
  });

  test('of a request under way keeps batches that wait from being sent', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `t-${index}`);
    const change = { ids, idsPerRequest: 1 };
    const { asked } = await watchScript(['hang'], change, abortsAfter(3_000, reason));
    expect(asked.length).toBe(4);
  });
});

describe('parents', () => {
  const parents = { ids: [], parents: ['p'] };

  test('are asked for until their tasks are listed, then the tasks are', async () => {
    const { asked, end } = await watchScript([[], running, done], parents);
    expect(asked.map(({ ids }) => ids)).toEqual([['p'], ['p'], ['a']]);
    expect(end).toBe('decided');
  });

  test('that list nothing are given up at 60 s', async () => {
    const { endedAt, last } = await watchScript([[]], parents);
    expect([endedAt, last?.tasks[0]?.id, states(last)]).toEqual([60_000, 'p', ['not-found']]);
  });
});

describe('a look that minds no signal', () => {
  test('keeps neither the deadline nor the last look waiting', async () => {
    const script = (at: number): Answer => (at === 0 ? running : 'deaf');
    const { end, endedAt, last } = await watchScript(script, { timeoutMs: 25_000 });
    expect([end, endedAt, states(last)]).toEqual(['timed-out', 35_000, ['running']]);
  });

  test('keeps no last look from counting', async () => {
    const script = (at: number): Answer => (at === 0 ? 'deaf' : done);
    const { end, endedAt } = await watchScript(script, { timeoutMs: 25_000 });
    expect([end, endedAt]).toEqual(['decided', 25_000]);
  });

  test('keeps no interruption waiting', async () => {
    const reason = new Error('SIGTERM');
    const cut = await watchScript(['deaf'], {}, abortsAfter(3_000, reason));
    expect([cut.thrown, cut.endedAt]).toEqual([reason, 3_000]);
  });
});
