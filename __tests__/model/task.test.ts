import { describe, expect, test } from '@jest/globals';
import { isBad, isFinal, isSettled, type Task } from '../../src/model/task.ts';

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
