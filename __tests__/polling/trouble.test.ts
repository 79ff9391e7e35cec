import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/polling/watch.ts';
import { type Answer, cloudError, tasks } from '../support/provider.ts';
import { watchScript } from '../support/watching.ts';

const running = tasks({ a: 'running' });
const done = tasks({ a: 'succeeded' });
const trouble = cloudError('transient');
const ofTrouble = ({ trouble, recovered }: Snapshot) =>
  trouble ? `trouble${trouble.isNew ? ' begins' : ''}` : recovered ? 'recovered' : 'well';

describe('trouble that passes', () => {
  test('is told when it begins and when it ends, and the wait goes on', async () => {
    const { snapshots, end } = await watchScript([running, trouble, trouble, running, done]);
    expect(end).toBe('decided');
    expect(snapshots.map(ofTrouble)).toEqual([
      'well',
      'trouble begins',
      'trouble',
      'recovered',
      'well',
    ]);
  });

  test('lasted from its first error to the first answer', async () => {
    const { snapshots } = await watchScript([trouble, trouble, done]);
    const [first, second, third] = snapshots;
    expect([first?.trouble?.sinceMs, third?.recovered?.lastedMs]).toEqual([0, third?.elapsedMs]);
    expect(second?.trouble?.sinceMs).toBe(second?.elapsedMs);
  });

  test('keeps what was known of the tasks', async () => {
    const { snapshots } = await watchScript([running, trouble, done]);
    expect(snapshots[1]?.tasks).toMatchObject([{ id: 'a', state: 'running' }]);
  });

  test('slows the looks down, and the interval is back after it', async () => {
    const script = [...Array<Answer>(4).fill(trouble), running, done];
    const { times } = await watchScript(script, { pollIntervalMs: 5_000 });
    const pauses = times.slice(1).map((at, index) => Math.round((at - (times[index] ?? 0)) / 1000));
    expect(pauses.slice(0, 4).toSorted((a, b) => a - b)).toEqual(pauses.slice(0, 4));
    expect(pauses[3]).toBeGreaterThanOrEqual(14);
    expect(pauses[4]).toBe(5);
  });

  test('until the deadline ends in a time-out, with the trouble', async () => {
    const { end, last } = await watchScript([running, trouble], { timeoutMs: 90_000 });
    expect([end, last?.trouble?.error, last?.tasks[0]?.state]).toEqual([
      'timed-out',
      trouble,
      'running',
    ]);
  });

  test('of one batch does not keep the others from counting', async () => {
    const script = (_: number, ids: readonly string[]): Answer =>
      ids.includes('b') ? trouble : tasks({ a: 'failed' });
    const { end, last } = await watchScript(script, { ids: ['a', 'b'], idsPerRequest: 1 });
    expect([end, last?.tasks.map(({ state }) => state)]).toEqual([
      'decided',
      ['failed', 'unknown'],
    ]);
  });

  test('of one batch has not ended while another still has it', async () => {
    const script = (at: number, ids: readonly string[]): Answer => {
      if (ids.includes('b') && at < 100_000) return trouble;
      return tasks({ a: 'running', b: at < 100_000 ? 'running' : 'failed' });
    };
    const { snapshots } = await watchScript(script, { ids: ['a', 'b'], idsPerRequest: 1 });
    expect(snapshots.filter(({ trouble: is }) => is?.isNew)).toHaveLength(1);
    expect(snapshots.filter(({ recovered }) => recovered)).toHaveLength(1);
  });
});

describe('a pause that the server asks for', () => {
  test('is kept, though the interval is shorter', async () => {
    const { times } = await watchScript([cloudError('throttling', 45_000), done]);
    expect(times).toEqual([0, 45_000]);
  });

  test('is kept to the longest of several', async () => {
    const script = (at: number, ids: readonly string[]): Answer => {
      if (at > 0) return tasks({ a: 'succeeded', b: 'succeeded' });
      return cloudError('transient', ids.includes('a') ? 20_000 : 70_000);
    };
    const { times } = await watchScript(script, { ids: ['a', 'b'], idsPerRequest: 1 });
    expect(times).toEqual([0, 0, 70_000, 70_000]);
  });

  test('ends the round where it is for throttling: what was not sent yet is asked for later', async () => {
    const script = (at: number, ids: readonly string[]): Answer =>
      at === 0 && ids.includes('a')
        ? cloudError('throttling', 20_000)
        : tasks({ a: 'succeeded', b: 'succeeded' });
    const { times, end } = await watchScript(script, { ids: ['a', 'b'], idsPerRequest: 1 });
    expect([times, end]).toEqual([[0, 20_000, 20_000], 'decided']);
  });

  test('is over only when all that had no answer have one again, and is told of once', async () => {
    const script = (at: number, ids: readonly string[]): Answer => {
      if (at > 100_000) return tasks({ a: 'succeeded', b: 'succeeded' });
      return ids.includes('a') ? cloudError('transient') : tasks({ b: 'running' });
    };
    const { snapshots } = await watchScript(script, { ids: ['a', 'b'], idsPerRequest: 1 });
    expect(snapshots.filter(({ trouble }) => trouble?.isNew)).toHaveLength(1);
    expect(snapshots.filter(({ recovered }) => recovered)).toHaveLength(1);
  });

  test('is clipped to the deadline, with the last look', async () => {
    const script = [cloudError('throttling', 3_600_000), done];
    const { times, end } = await watchScript(script, { timeoutMs: 30_000 });
    expect([times, end]).toEqual([[0, 30_000], 'decided']);
  });

  test.each([1e15, 8.64e15, Number.MAX_VALUE])(
    'of %d ms ends at the deadline too',
    async (pause) => {
      const { times, end, snapshots } = await watchScript([cloudError('throttling', pause), done]);
      expect([times, end]).toEqual([[0, 3_600_000], 'decided']);
      expect(snapshots[0]?.nextLookInMs).toBe(3_600_000);
    },
  );

  test('is kept past the moment at which an unseen task would be given up', async () => {
    const { times } = await watchScript([cloudError('throttling', 100_000), []]);
    expect(times).toEqual([0, 100_000]);
  });
});

describe('an error that does not pass', () => {
  test.each(['permission', 'credential', 'request', 'expired'] as const)(
    '%s ends the wait at once, after a snapshot of what is known',
    async (kind) => {
      const fatal = cloudError(kind);
      const { thrown, snapshots, times } = await watchScript([running, fatal]);
      expect([thrown, times]).toEqual([fatal, [0, 10_000]]);
      expect(snapshots.at(-1)).toMatchObject({ elapsedMs: 10_000, tasks: [{ state: 'running' }] });
    },
  );

  test('is no recovery from trouble that was there before', async () => {
    const { snapshots } = await watchScript([trouble, cloudError('permission')]);
    expect(snapshots.map(({ recovered }) => recovered)).toEqual([undefined, undefined]);
  });

  test('decides over one that passes in the same round', async () => {
    const fatal = cloudError('permission');
    const script = (_: number, ids: readonly string[]): Answer =>
      ids.includes('a') ? cloudError('transient', 60_000) : fatal;
    const { thrown } = await watchScript(script, { ids: ['a', 'b'], idsPerRequest: 1 });
    expect(thrown).toBe(fatal);
  });

  test('and is not even an error of the cloud is not swallowed', async () => {
    const bug = new TypeError('undefined is not a function');
    expect((await watchScript([bug])).thrown).toBe(bug);
  });

  test('does not undo what the same round decided', async () => {
    const script = (_: number, ids: readonly string[]): Answer =>
      ids.includes('a') ? tasks({ a: 'failed' }) : cloudError('permission');
    const { end, thrown } = await watchScript(script, { ids: ['a', 'b'], idsPerRequest: 1 });
    expect([end, thrown]).toEqual(['decided', undefined]);
  });
});

describe('the heartbeat', () => {
  const beats = (snapshots: readonly Snapshot[]) =>
    snapshots.filter(({ isHeartbeat }) => isHeartbeat).map(({ elapsedMs }) => elapsedMs);
  const quiet = { timeoutMs: 300_000 };

  test('is there each minute in which nothing changes', async () => {
    const { snapshots } = await watchScript([running], quiet);
    expect(beats(snapshots)).toEqual([60_000, 120_000, 180_000, 240_000]);
  });

  test('is there in a long pause too, and says when the next look is', async () => {
    const { snapshots } = await watchScript([running], { ...quiet, pollIntervalMs: 150_000 });
    expect(beats(snapshots)).toEqual([60_000, 120_000, 180_000, 240_000]);
    expect(snapshots.find(({ isHeartbeat }) => isHeartbeat)?.nextLookInMs).toBe(90_000);
  });

  test('waits for a look that is about to follow, and shows what it saw', async () => {
    const options = { ...quiet, pollIntervalMs: 61_000 };
    const { snapshots, times } = await watchScript([running], options);
    expect(beats(snapshots)).toEqual([61_000, 122_000, 183_000, 244_000]);
    expect(snapshots.length).toBe(times.length);
  });

  test('news put it off', async () => {
    const script = (at: number) => (at < 40_000 ? running : tasks({ a: 'pending' }));
    const { snapshots } = await watchScript(script, { timeoutMs: 110_000 });
    expect(beats(snapshots)).toEqual([100_000]);
  });

  test('says how long trouble has lasted, and tells no news twice', async () => {
    const script = [cloudError('throttling', 150_000), done];
    const { snapshots } = await watchScript(script, quiet);
    const [, first, second] = snapshots;
    expect([first?.trouble?.sinceMs, second?.trouble?.sinceMs]).toEqual([60_000, 120_000]);
    expect([first?.trouble?.isNew, first?.changed]).toEqual([false, []]);
  });
});
