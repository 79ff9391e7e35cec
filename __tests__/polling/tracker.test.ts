import { describe, expect, test } from '@jest/globals';
import type { Observation } from '../../src/model/task.ts';
import type { Answer, Look } from '../../src/polling/round.ts';
import { begin, tasksOf } from '../../src/polling/state.ts';
import { enter, isOpen, type Tracked, withoutShared } from '../../src/polling/tracker.ts';
import { tasks } from '../support/provider.ts';
import { OPTIONS } from '../support/watching.ts';

const asked = (ids: readonly string[], parents: readonly string[] = []): Tracked =>
  begin({ ...OPTIONS, ids, parents }, 0);
const answer = (
  tracked: Tracked,
  ids: readonly string[],
  observations: readonly Observation[],
  isGraceOver = false,
) => enter(tracked, [{ ids, observations }], isGraceOver);
const told = (tracked: Tracked): Tracked => ({ ...tracked, untold: [] });
const seenOnce = (...ids: string[]) => {
  const said = tasks(Object.fromEntries(ids.map((id) => [id, 'running' as const])));
  return told(answer(asked(ids), ids, said));
};
const states = (tracked: Tracked) => tasksOf(tracked).map(({ id, state }) => `${id} ${state}`);
const openIds = (tracked: Tracked) => tracked.tasks.filter(isOpen).map(({ task }) => task.id);
const unseenIds = (tracked: Tracked) =>
  tracked.tasks.filter((entry) => isOpen(entry) && !entry.isSeen).map(({ task }) => task.id);

describe('a task that no answer mentions', () => {
  test('is waited for while grace lasts and given up when it is over', () => {
    let tracked = asked(['a']);
    for (let round = 0; round < 20; round += 1) tracked = answer(tracked, ['a'], []);
    expect([states(tracked), unseenIds(tracked)]).toEqual([['a unknown'], ['a']]);
    tracked = answer(tracked, ['a'], [], true);
    expect([states(tracked), unseenIds(tracked)]).toEqual([['a not-found'], []]);
  });

  test('has vanished after three answers in a row, not before', () => {
    const twice = answer(answer(seenOnce('a'), ['a'], [], true), ['a'], [], true);
    expect(states(twice)).toEqual(['a running']);
    const [vanished] = tasksOf(answer(twice, ['a'], []));
    expect(vanished).toMatchObject({ state: 'not-found', status: 'RUNNING' });
  });

  test('is as good as new when it shows up again in time', () => {
    const rounds = [[], [], tasks({ a: 'running' }), [], []];
    const tracked = rounds.reduce<Tracked>(
      (before, round) => answer(before, ['a'], round, true),
      seenOnce('a'),
    );
    expect(states(tracked)).toEqual(['a running']);
  });

  test('is not counted as missing by an answer to other ids', () => {
    let tracked = seenOnce('a', 'b');
    for (let round = 0; round < 5; round += 1) {
      tracked = answer(tracked, ['b'], tasks({ b: 'running' }), true);
    }
    expect(states(tracked)).toEqual(['a running', 'b running']);
  });
});

describe('an answer', () => {
  test('counts for the ids asked for only; strangers leave no trace', () => {
    const said = tasks({ b: 'succeeded', stranger: 'succeeded' });
    expect(states(answer(asked(['a', 'b']), ['a'], said))).toEqual(['a unknown', 'b unknown']);
  });

  test.each<[string, Partial<Observation>]>([
    ['state', { state: 'running', status: 'RUNNING' }],
    ['image', { imageId: 'm-other' }],
  ])('whose entries of a task disagree about %s says nothing', (_, other) => {
    const done: Observation = { id: 'a', state: 'succeeded', status: 'SUCCEEDED' };
    for (const mentions of [
      [done, { ...done, ...other }],
      [{ ...done, ...other }, done],
    ]) {
      const tracked = answer(asked(['a']), ['a'], mentions);
      expect(states(tracked)).toEqual(['a unknown']);
      expect([openIds(tracked), unseenIds(tracked)]).toEqual([['a'], []]);
    }
  });

  test('whose entries of a task agree counts', () => {
    const twice = [...tasks({ a: 'failed' }), ...tasks({ a: 'failed' })];
    expect(states(answer(asked(['a']), ['a'], twice))).toEqual(['a failed']);
  });

  test('cannot take back what has ended', () => {
    const failed = answer(asked(['a']), ['a'], tasks({ a: 'failed' }));
    const tracked = answer(failed, ['a'], tasks({ a: 'succeeded' }));
    expect([states(tracked), openIds(tracked)]).toEqual([['a failed'], []]);
  });

  test('that says nothing new leaves every task the very same, and the list of them', () => {
    const before = seenOnce('a', 'b');
    const said = () => tasks({ a: 'running', b: 'running' });
    const after = answer(before, ['a', 'b'], [...said(), ...said()]);
    expect(after.tasks).toBe(before.tasks);
    const one = answer(before, ['a', 'b'], tasks({ a: 'running', b: 'pending' }));
    expect(one.tasks.map((entry, index) => entry === before.tasks[index])).toEqual([true, false]);
  });

  test('that mentions again what was missing is news of that task alone', () => {
    const missing = answer(seenOnce('a', 'b'), ['a', 'b'], tasks({ b: 'running' }));
    const after = answer(missing, ['a', 'b'], tasks({ a: 'running', b: 'running' }));
    expect(after.tasks.map(({ missing: count }) => count)).toEqual([0, 0]);
    expect(after.tasks[1]).toBe(missing.tasks[1]);
  });

  test('leaves the state before it as it was', () => {
    const before = asked(['a'], ['p']);
    const text = JSON.stringify(before);
    const found = { parents: [{ id: 'p', tasks: tasks({ b: 'running' }) }] };
    enter(before, [{ ids: ['a'], observations: tasks({ a: 'failed' }) }, found], true);
    expect(JSON.stringify(before)).toBe(text);
  });
});

describe('news', () => {
  const news = (before: Partial<Observation>, after: Partial<Observation>) => {
    const entry: Observation = { id: 'a', state: 'running', status: 'R', progress: 0.5 };
    const first = told(answer(asked(['a']), ['a'], [{ ...entry, ...before }]));
    return answer(first, ['a'], [{ ...entry, ...after }]).untold.length;
  };

  test.each<[string, Partial<Observation>, number]>([
    ['nothing', {}, 0],
    ['progress within ten percent', { progress: 0.59 }, 0],
    ['progress past ten percent', { progress: 0.6 }, 1],
    ['the word', { status: 'OTHER' }, 1],
    ['the state', { state: 'pending' }, 1],
    ['the phase', { phase: 'Push' }, 1],
    ['the message alone', { message: 'new' }, 0],
  ])('%s', (_, after, expected) => {
    expect(news({}, after)).toBe(expected);
  });

  test('are the first sight too, and wait until they are told', () => {
    const tracked = answer(asked(['a', 'b']), ['a', 'b'], tasks({ a: 'unknown' }));
    expect(tracked.untold).toEqual(['a']);
    expect(answer(tracked, ['b'], tasks({ b: 'running' })).untold).toEqual(['a', 'b']);
  });
});

describe('parents', () => {
  const refusalOf = (...unanswered: string[]) => ({
    unanswered,
    errors: [expect.objectContaining({ message: expect.stringContaining('for more than one') })],
  });
  const find = (tracked: Tracked, found: Record<string, Observation[]>, isGraceOver = false) => {
    const parents = Object.entries(found).map(([id, all]) => ({ id, tasks: all }));
    return enter(tracked, [{ parents } satisfies Answer], isGraceOver);
  };

  /** Whose answer is taken for none, and why; undefined where it counts. */
  const refused = (tracked: Tracked, found: readonly [string, Observation[]][]) => {
    const parents = found.map(([id, all]) => ({ id, tasks: all }));
    const look: Look = {
      ids: [],
      parents: [],
      isLast: false,
      isStoppedByThrottling: true,
      isGraceOver: true,
      limitMs: 1_000,
    };
    const round = { look, answers: [{ parents }], unanswered: [], errors: [] };
    const { answers, unanswered, errors } = withoutShared(
      { ...tracked, parents: ['p', 'q'] },
      round,
    );
    if (answers.length > 0) return undefined;
    return { unanswered, errors };
  };

  test('stay open until a task of them is found, which is then waited for by its id', () => {
    const found = { p: tasks({ a: 'running', b: 'pending' }), q: [] };
    const tracked = find(asked([], ['p', 'q']), found);
    expect([tracked.openParents, openIds(tracked)]).toEqual([['q'], ['a', 'b']]);
    expect(tracked.untold).toEqual(['a', 'b']);
  });

  test.each<[string, [string, Observation[]][]]>([
    [
      'for two of them',
      [
        ['p', tasks({ a: 'succeeded' })],
        ['q', tasks({ a: 'failed' })],
      ],
    ],
    [
      'by the id of another',
      [
        ['p', tasks({ q: 'succeeded' })],
        ['q', []],
      ],
    ],
  ])('of which a task is listed %s make the answer unusable', (_, found) => {
    expect(refused(asked([], ['p', 'q']), found)).toEqual(refusalOf('p', 'q'));
  });

  test('cannot have a task that an earlier answer has listed for another', () => {
    const tracked = find(asked([], ['p', 'q']), { p: tasks({ a: 'succeeded' }) });
    expect(refused(tracked, [['q', tasks({ a: 'failed' })]])).toEqual(refusalOf('q'));
  });

  test('may have a task of their own name', () => {
    const found: [string, Observation[]][] = [['p', tasks({ p: 'succeeded' })]];
    expect(refused(asked([], ['p', 'q']), found)).toBeUndefined();
  });

  test('without a task are not found when grace is over', () => {
    const still = find(asked([], ['p']), { p: [] });
    expect(still.openParents).toEqual(['p']);
    const tracked = find(still, { p: [] }, true);
    expect([tracked.openParents, states(tracked)]).toEqual([[], ['p not-found']]);
  });

  test('tasks of theirs that disagree are known by name and nothing else', () => {
    const mentions = [...tasks({ a: 'succeeded' }), ...tasks({ a: 'running' })];
    expect(states(find(asked([], ['p']), { p: mentions }))).toEqual(['a unknown']);
  });
});
