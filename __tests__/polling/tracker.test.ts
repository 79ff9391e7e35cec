import { describe, expect, test } from '@jest/globals';
import type { Observation } from '../../src/model/task.ts';
import { Tracker } from '../../src/polling/tracker.ts';
import { tasks } from '../support/provider.ts';

const seenOnce = (...ids: string[]) => {
  const tracker = new Tracker(ids, []);
  tracker.enterAnswer(ids, tasks(Object.fromEntries(ids.map((id) => [id, 'running']))), false);
  tracker.takeChanges();
  return tracker;
};
const states = (tracker: Tracker) => tracker.tasks.map(({ id, state }) => `${id} ${state}`);

describe('a task that no answer mentions', () => {
  test('is waited for while grace lasts and given up when it is over', () => {
    const tracker = new Tracker(['a'], []);
    for (let round = 0; round < 20; round += 1) tracker.enterAnswer(['a'], [], false);
    expect([states(tracker), tracker.unseenIds]).toEqual([['a unknown'], ['a']]);
    tracker.enterAnswer(['a'], [], true);
    expect([states(tracker), tracker.unseenIds]).toEqual([['a not-found'], []]);
  });

  test('has vanished after three answers in a row, not before', () => {
    const tracker = seenOnce('a');
    tracker.enterAnswer(['a'], [], true);
    tracker.enterAnswer(['a'], [], true);
    expect(states(tracker)).toEqual(['a running']);
    tracker.enterAnswer(['a'], [], false);
    expect(tracker.tasks).toMatchObject([{ state: 'not-found', status: 'RUNNING' }]);
  });

  test('is as good as new when it shows up again in time', () => {
    const tracker = seenOnce('a');
    for (const round of [[], [], tasks({ a: 'running' }), [], []]) {
      tracker.enterAnswer(['a'], round, true);
    }
    expect(states(tracker)).toEqual(['a running']);
  });

  test('is not counted as missing by an answer to other ids', () => {
    const tracker = seenOnce('a', 'b');
    for (let round = 0; round < 5; round += 1) {
      tracker.enterAnswer(['b'], tasks({ b: 'running' }), true);
    }
    expect(states(tracker)).toEqual(['a running', 'b running']);
  });
});

describe('an answer', () => {
  test('counts for the ids asked for only; strangers leave no trace', () => {
    const tracker = new Tracker(['a', 'b'], []);
    tracker.enterAnswer(['a'], tasks({ b: 'succeeded', stranger: 'succeeded' }), false);
    expect(states(tracker)).toEqual(['a unknown', 'b unknown']);
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
      const tracker = new Tracker(['a'], []);
      tracker.enterAnswer(['a'], mentions, false);
      expect(states(tracker)).toEqual(['a unknown']);
      expect([tracker.openIds, tracker.unseenIds]).toEqual([['a'], []]);
    }
  });

  test('whose entries of a task agree counts', () => {
    const tracker = new Tracker(['a'], []);
    tracker.enterAnswer(['a'], [...tasks({ a: 'failed' }), ...tasks({ a: 'failed' })], false);
    expect(states(tracker)).toEqual(['a failed']);
  });

  test('cannot take back what has ended', () => {
    const tracker = new Tracker(['a'], []);
    tracker.enterAnswer(['a'], tasks({ a: 'failed' }), false);
    tracker.enterAnswer(['a'], tasks({ a: 'succeeded' }), false);
    expect([states(tracker), tracker.openIds]).toEqual([['a failed'], []]);
  });
});

describe('changes', () => {
  const changes = (before: Partial<Observation>, after: Partial<Observation>) => {
    const tracker = new Tracker(['a'], []);
    const entry: Observation = { id: 'a', state: 'running', status: 'R', progress: 0.5 };
    tracker.enterAnswer(['a'], [{ ...entry, ...before }], false);
    tracker.takeChanges();
    tracker.enterAnswer(['a'], [{ ...entry, ...after }], false);
    return tracker.takeChanges().length;
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
    expect(changes({}, after)).toBe(expected);
  });

  test('the first sight is one, and each is told once', () => {
    const tracker = new Tracker(['a', 'b'], []);
    tracker.enterAnswer(['a', 'b'], tasks({ a: 'unknown' }), false);
    expect(tracker.takeChanges().map(({ id }) => id)).toEqual(['a']);
    expect(tracker.takeChanges()).toEqual([]);
  });
});

describe('parents', () => {
  test('stay open until a task of them is found, which is then waited for by its id', () => {
    const tracker = new Tracker([], ['p', 'q']);
    tracker.enterFound(['p', 'q'], new Map([['p', tasks({ a: 'running', b: 'pending' })]]), false);
    expect([tracker.openParents, tracker.openIds]).toEqual([['q'], ['a', 'b']]);
    expect([tracker.openParents, tracker.takeChanges().length]).toEqual([['q'], 2]);
  });

  test.each<[string, [string, Observation[]][]]>([
    [
      'for two of them',
      [
        ['p', tasks({ a: 'succeeded' })],
        ['q', tasks({ a: 'failed' })],
      ],
    ],
    ['by the id of another', [['p', tasks({ q: 'succeeded' })]]],
  ])('of which a task is listed %s make the answer unusable', (_, found) => {
    const tracker = new Tracker([], ['p', 'q']);
    const enter = () => tracker.enterFound(['p', 'q'], new Map(found), true);
    expect(enter).toThrow(/answer lists/);
    expect([tracker.openParents, tracker.tasks]).toEqual([['p', 'q'], []]);
  });

  test('cannot have a task that an earlier answer has listed for another', () => {
    const tracker = new Tracker([], ['p', 'q']);
    tracker.enterFound(['p', 'q'], new Map([['p', tasks({ a: 'succeeded' })]]), false);
    const enter = () => tracker.enterFound(['q'], new Map([['q', tasks({ a: 'failed' })]]), false);
    expect(enter).toThrow(/answer lists/);
    expect([tracker.openParents, states(tracker)]).toEqual([['q'], ['a succeeded']]);
  });

  test('without a task are not found when grace is over', () => {
    const tracker = new Tracker([], ['p']);
    tracker.enterFound(['p'], new Map(), false);
    expect(tracker.openParents).toEqual(['p']);
    tracker.enterFound(['p'], new Map([['p', []]]), true);
    expect([tracker.openParents, states(tracker)]).toEqual([[], ['p not-found']]);
  });

  test('tasks of theirs that disagree are known by name and nothing else', () => {
    const tracker = new Tracker([], ['p']);
    const mentions = [...tasks({ a: 'succeeded' }), ...tasks({ a: 'running' })];
    tracker.enterFound(['p'], new Map([['p', mentions]]), false);
    expect(states(tracker)).toEqual(['a unknown']);
  });
});
