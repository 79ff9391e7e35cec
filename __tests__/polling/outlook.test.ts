import { expect, test } from '@jest/globals';
import { type Answer, cloudError, tasks } from '../support/provider.ts';
import { watchScript } from '../support/watching.ts';

const running = tasks({ a: 'running', b: 'running' });
const both = { ids: ['a', 'b'], timeoutMs: 300_000 };
const beats = async (script: (at: number) => Answer, change = {}) => {
  const { snapshots } = await watchScript(script, { ...both, ...change });
  return snapshots.filter(({ isHeartbeat }) => isHeartbeat);
};

test('how long it still takes comes with how long the wait may still take', async () => {
  const [beat] = await beats(() => running);
  expect(beat?.eta?.likelyMs).toBeGreaterThan(0);
  expect(beat?.eta?.leftMs).toBe(300_000 - (beat?.elapsedMs ?? 0));
});

test('it comes with each look as well, the last one apart', async () => {
  const { snapshots } = await watchScript(
    [running, running, tasks({ a: 'succeeded', b: 'failed' })],
    both,
  );
  expect(snapshots.map(({ eta, isHeartbeat }) => [eta !== undefined, isHeartbeat])).toEqual([
    [true, false],
    [true, false],
    [false, false],
  ]);
});

test('it is not guessed for a task that no answer has mentioned', async () => {
  const trouble = cloudError('transient');
  const seen = await beats((at) => (at === 0 ? running : trouble));
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.every(({ eta }) => eta)).toBe(true);
  for (const answer of [[], tasks({ a: 'running' })]) {
    const unseen = await beats((at) => (at === 0 ? answer : trouble));
    expect(unseen.length).toBeGreaterThan(0);
    expect(unseen.some(({ eta }) => eta)).toBe(false);
  }
});

test('nor where the tasks of a parent are not known', async () => {
  const script = (at: number) => (at === 0 ? [] : cloudError('transient'));
  const unknown = await beats(script, { ids: [], parents: ['p'] });
  expect(unknown.length).toBeGreaterThan(0);
  expect(unknown.some(({ eta }) => eta)).toBe(false);
  const ofOne = tasks({ a: 'running' }).map((task) => ({ ...task, phase: 'p' }));
  const half = await beats((at) => (at === 0 ? ofOne : cloudError('transient')), {
    ids: [],
    parents: ['p', 'q'],
  });
  expect(half.length).toBeGreaterThan(0);
  expect(half.some(({ tasks: seen, eta }) => seen.length !== 1 || eta)).toBe(false);
});

test('whether there was an answer at all is remembered', async () => {
  const trouble = cloudError('transient');
  const never = await watchScript([trouble], { timeoutMs: 90_000 });
  expect(never.snapshots.map(({ hasAnswer }) => hasAnswer)).not.toContain(true);
  // One that mentions nothing is an answer too.
  const once = await watchScript([trouble, [], trouble], { timeoutMs: 90_000 });
  expect(once.snapshots.slice(0, 3).map(({ hasAnswer }) => hasAnswer)).toEqual([false, true, true]);
  expect(once.last?.hasAnswer).toBe(true);
});
