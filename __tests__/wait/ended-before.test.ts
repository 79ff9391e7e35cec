import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/model/task.ts';
import { earlyEndWarner } from '../../src/wait/ended-before.ts';
import { EPOCH } from '../support/clock.ts';
import { task } from '../support/outcomes.ts';

const at = (ms: number) => new Date(EPOCH + ms).toISOString();

/** What is warned of, answer by answer; `undefined` is a round without one. */
function warned(answers: readonly (readonly Task[] | undefined)[], parents = ['ip-1']) {
  const warnings: string[] = [];
  const look = earlyEndWarner(parents, EPOCH, (text, title) => warnings.push(`${title}: ${text}`));
  let hasAnswer = false;
  for (const tasks of answers) {
    hasAnswer ||= tasks !== undefined;
    look({ tasks: tasks ?? [], hasAnswer });
  }
  return warnings;
}
const ended = (id: string, finishedAt?: string, state: Task['state'] = 'succeeded') =>
  task(id, state, finishedAt ? { finishedAt } : {});

describe('a task found by its parent is warned of', () => {
  test.each<[string, readonly (readonly Task[] | undefined)[]]>([
    ['where it ended before the wait', [[ended('e-1', at(-1))]]],
    ['where it ended before the wait, listed late', [[], [ended('e-1', at(-1))]]],
    ['where it failed before the wait', [[ended('e-1', at(-1), 'failed')]]],
    ['where the first look finds it ended, at a time unknown', [[ended('e-1')]]],
    ['where the first answer does, after trouble', [undefined, undefined, [ended('e-1')]]],
  ])('%s', (_, answers) => {
    expect(warned(answers)).toEqual([
      expect.stringMatching(
        /^Ended before the wait: e-1 \((SUCCEEDED|FAILED)( at 2026-.*Z)?\) of ip-1 had ended before the wait began\. Where /,
      ),
    ]);
  });

  test.each<[string, readonly (readonly Task[] | undefined)[]]>([
    ['where it runs', [[task('e-1', 'running')]]],
    ['where it ended since', [[ended('e-1', at(1))]]],
    ['where it was listed later and ended at a time unknown', [[], [ended('e-1')]]],
    [
      'where it was seen to run, whatever the clocks say',
      [[task('e-1', 'running')], [ended('e-1', at(-9))]],
    ],
    ['where it was never listed', [[task('ip-1', 'not-found', { status: '' })]]],
  ])('but not %s', (_, answers) => {
    expect(warned(answers)).toEqual([]);
  });

  test('once, and counted where there are many', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((id) => ended(id, at(-1)));
    const [warning, ...more] = warned([tasks, tasks]);
    expect(more).toEqual([]);
    expect(warning).toMatch(/: 5 tasks, a \(.*\), b \(.*\), c \(.*\) and 2 more of ip-1 had ended/);
  });
});

test('a task that was asked for by its id is not', () => {
  expect(warned([[ended('e-1', at(-1))]], [])).toEqual([]);
});
