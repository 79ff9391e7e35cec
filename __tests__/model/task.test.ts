import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  isBad,
  isFinal,
  isSettled,
  type Observation,
  sparing,
  type Task,
  updated,
} from '../../src/model/task.ts';

/** State, whether anything follows it, and whether it is bad without and with accept-partial. */
const TABLE: readonly [Task['state'], boolean, boolean, boolean][] = [
  ['pending', false, false, false],
  ['running', false, false, false],
  ['unknown', false, false, false],
  ['succeeded', true, false, false],
  ['partial', true, true, false],
  ['failed', true, true, true],
  ['canceled', true, true, true],
  ['not-found', true, true, true],
];

describe('a task that is', () => {
  test.each(TABLE)('%s', (state, final, bad, badAccepted) => {
    const task: Task = { id: 'a', state, status: '' };
    expect([isFinal(state), isSettled(task)]).toEqual([final, final]);
    expect([isBad(task, false), isBad(task, true)]).toEqual([bad, badAccepted]);
  });
});

describe('a task after another answer', () => {
  const before: Task = {
    id: 'a',
    state: 'running',
    status: 'Running',
    progress: 0.5,
    phases: [{ name: 'Build', status: 'OK' }],
    carry: { resource: 'i-1' },
    consoleUrl: 'https://console.example',
    requestId: 'r-1',
  };
  /** Another answer that says the same, none of it the same object. */
  const again = (more: Partial<Observation> = {}): Observation => ({
    ...(JSON.parse(JSON.stringify(before)) as Observation),
    requestId: 'r-2',
    ...more,
  });

  test('is the very same where that says nothing new but its own id', () => {
    expect(updated(before, again())).toBe(before);
    const { consoleUrl: _url, carry: _carry, requestId: _id, ...rest } = again();
    expect(updated(before, rest)).toBe(before);
  });

  test('keeps what is said again where it is spared, and has the id of the answer with something new', () => {
    expect(sparing(before, again())).toBe(before);
    const after = sparing(before, again({ progress: 0.6 }));
    expect(after).toEqual({ ...before, progress: 0.6, requestId: 'r-2' });
    expect([after.phases === before.phases, after.carry === before.carry]).toEqual([true, true]);
  });

  test.each<[string, Partial<Observation>]>([
    ['a state', { state: 'failed' }],
    ['a part of a part', { phases: [{ name: 'Build', status: 'BAD' }] }],
    ['something of its kind', { carry: { resource: 'i-2' } }],
    ['more', { message: 'm' }],
  ])('is another where %s is', (_, more) => {
    expect(updated(before, again(more))).toEqual({ ...again(), ...more });
  });

  test('says no more what is not said any more', () => {
    const { progress: _, ...less } = again();
    expect(updated(before, less)).toEqual(less);
  });

  test('is what that says, with what lasts, whatever came before', () => {
    const said = fc.record(
      {
        id: fc.constant('a'),
        state: fc.constantFrom('running' as const, 'failed' as const),
        status: fc.constantFrom('R', 'F'),
        progress: fc.constantFrom(0.1, 0.2),
        message: fc.constantFrom('m', 'n'),
        carry: fc.constantFrom({ a: 1 }, { a: 2 }),
        consoleUrl: fc.constantFrom('u', 'v'),
        requestId: fc.constantFrom('r-1', 'r-2'),
      },
      { requiredKeys: ['id', 'state', 'status'] },
    );
    const property = fc.property(said, said, (first, next) => {
      const { carry, consoleUrl } = { ...first, ...next };
      const { requestId: _id, ...expected } = {
        ...next,
        ...(carry && { carry }),
        ...(consoleUrl && { consoleUrl }),
      };
      for (const change of [updated, sparing]) {
        const { requestId: _other, ...after } = change(first, next);
        expect(after).toEqual(expected);
      }
      expect(updated(first, sparing(first, next))).toEqual(updated(first, next));
    });
    fc.assert(property, { seed: 12, numRuns: 1_000 });
  });
});
