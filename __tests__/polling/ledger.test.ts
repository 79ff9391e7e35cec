import { describe, expect, test } from '@jest/globals';
import { Ledger } from '../../src/polling/ledger.ts';
import type { Observation } from '../../src/task.ts';
import { tasks } from '../support/provider.ts';

const seenOnce = (...ids: string[]) => {
  const ledger = new Ledger(ids, []);
  ledger.enterAnswer(ids, tasks(Object.fromEntries(ids.map((id) => [id, 'running']))), false);
  ledger.takeChanges();
  return ledger;
};
const states = (ledger: Ledger) => ledger.tasks.map(({ id, state }) => `${id} ${state}`);

describe('a task that no answer mentions', () => {
  test('is waited for while grace lasts and given up when it is over', () => {
    const ledger = new Ledger(['a'], []);
    for (let round = 0; round < 20; round += 1) ledger.enterAnswer(['a'], [], false);
    expect([states(ledger), ledger.unseenIds]).toEqual([['a unknown'], ['a']]);
    ledger.enterAnswer(['a'], [], true);
    expect([states(ledger), ledger.unseenIds]).toEqual([['a not-found'], []]);
  });

  test('has vanished after three answers in a row, not before', () => {
    const ledger = seenOnce('a');
    ledger.enterAnswer(['a'], [], true);
    ledger.enterAnswer(['a'], [], true);
    expect(states(ledger)).toEqual(['a running']);
    ledger.enterAnswer(['a'], [], false);
    expect(ledger.tasks).toMatchObject([{ state: 'not-found', status: 'RUNNING' }]);
  });

  test('is as good as new when it shows up again in time', () => {
    const ledger = seenOnce('a');
    for (const round of [[], [], tasks({ a: 'running' }), [], []]) {
      ledger.enterAnswer(['a'], round, true);
    }
    expect(states(ledger)).toEqual(['a running']);
  });

  test('is not counted as missing by an answer to other ids', () => {
    const ledger = seenOnce('a', 'b');
    for (let round = 0; round < 5; round += 1) {
      ledger.enterAnswer(['b'], tasks({ b: 'running' }), true);
    }
    expect(states(ledger)).toEqual(['a running', 'b running']);
  });
});

describe('an answer', () => {
  test('counts for the ids asked for only; strangers leave no trace', () => {
    const ledger = new Ledger(['a', 'b'], []);
    ledger.enterAnswer(['a'], tasks({ b: 'succeeded', stranger: 'succeeded' }), false);
    expect(states(ledger)).toEqual(['a unknown', 'b unknown']);
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
      const ledger = new Ledger(['a'], []);
      ledger.enterAnswer(['a'], mentions, false);
      expect(states(ledger)).toEqual(['a unknown']);
      expect([ledger.openIds, ledger.unseenIds]).toEqual([['a'], []]);
    }
  });

  test('whose entries of a task agree counts', () => {
    const ledger = new Ledger(['a'], []);
    ledger.enterAnswer(['a'], [...tasks({ a: 'failed' }), ...tasks({ a: 'failed' })], false);
    expect(states(ledger)).toEqual(['a failed']);
  });

  test('cannot take back what has ended', () => {
    const ledger = new Ledger(['a'], []);
    ledger.enterAnswer(['a'], tasks({ a: 'failed' }), false);
    ledger.enterAnswer(['a'], tasks({ a: 'succeeded' }), false);
    expect([states(ledger), ledger.openIds]).toEqual([['a failed'], []]);
  });
});

describe('changes', () => {
  const changes = (before: Partial<Observation>, after: Partial<Observation>) => {
    const ledger = new Ledger(['a'], []);
    const entry: Observation = { id: 'a', state: 'running', status: 'R', progress: 0.5 };
    ledger.enterAnswer(['a'], [{ ...entry, ...before }], false);
    ledger.takeChanges();
    ledger.enterAnswer(['a'], [{ ...entry, ...after }], false);
    return ledger.takeChanges().length;
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
    const ledger = new Ledger(['a', 'b'], []);
    ledger.enterAnswer(['a', 'b'], tasks({ a: 'unknown' }), false);
    expect(ledger.takeChanges().map(({ id }) => id)).toEqual(['a']);
    expect(ledger.takeChanges()).toEqual([]);
  });
});

describe('parents', () => {
  test('stay open until a task of them is found, which is then waited for by its id', () => {
    const ledger = new Ledger([], ['p', 'q']);
    ledger.enterFound(['p', 'q'], new Map([['p', tasks({ a: 'running', b: 'pending' })]]), false);
    expect([ledger.openParents, ledger.openIds]).toEqual([['q'], ['a', 'b']]);
    expect([ledger.openParents, ledger.takeChanges().length]).toEqual([['q'], 2]);
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
    const ledger = new Ledger([], ['p', 'q']);
    const enter = () => ledger.enterFound(['p', 'q'], new Map(found), true);
    expect(enter).toThrow(/answer lists/);
    expect([ledger.openParents, ledger.tasks]).toEqual([['p', 'q'], []]);
  });

  test('cannot have a task that an earlier answer has listed for another', () => {
    const ledger = new Ledger([], ['p', 'q']);
    ledger.enterFound(['p', 'q'], new Map([['p', tasks({ a: 'succeeded' })]]), false);
    const enter = () => ledger.enterFound(['q'], new Map([['q', tasks({ a: 'failed' })]]), false);
    expect(enter).toThrow(/answer lists/);
    expect([ledger.openParents, states(ledger)]).toEqual([['q'], ['a succeeded']]);
  });

  test('without a task are not found when grace is over', () => {
    const ledger = new Ledger([], ['p']);
    ledger.enterFound(['p'], new Map(), false);
    expect(ledger.openParents).toEqual(['p']);
    ledger.enterFound(['p'], new Map([['p', []]]), true);
    expect([ledger.openParents, states(ledger)]).toEqual([[], ['p not-found']]);
  });

  test('tasks of theirs that disagree are known by name and nothing else', () => {
    const ledger = new Ledger([], ['p']);
    const mentions = [...tasks({ a: 'succeeded' }), ...tasks({ a: 'running' })];
    ledger.enterFound(['p'], new Map([['p', mentions]]), false);
    expect(states(ledger)).toEqual(['a unknown']);
  });
});
