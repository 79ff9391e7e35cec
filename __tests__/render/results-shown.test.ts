import { expect, test } from '@jest/globals';
import { writeOutcome } from '../../src/hosts/ending.ts';
import { githubScreen } from '../../src/hosts/github/screen.ts';
import type { Outcome } from '../../src/wait/outcome.ts';
import { report, task } from '../support/outcomes.ts';

function shown(change: Partial<Outcome>): string[] {
  const lines: string[] = [];
  const write = (text: string | Error) => void lines.push(String(text));
  const screen = {
    info: write,
    warning: write,
    error: write,
    startGroup: (name: string) => void lines.push(`▾ ${name}`),
    endGroup: () => undefined,
  };
  const host = { screen: githubScreen(screen, {}), output: () => '' };
  writeOutcome(report(change), host, {});
  return lines;
}
const good = { state: 'succeeded', isOk: true, message: 'All done.' } as const;

test('the results are the last lines before the verdict', () => {
  const tasks = [
    task('a', 'succeeded', { imageId: 'm-1', image: 'd/n/r:t', resourceIds: ['i-1', 'i-2'] }),
    task('b', 'succeeded', { imageId: 'm-2' }),
  ];
  expect(shown({ ...good, tasks })).toEqual([
    'image: d/n/r:t',
    'image-id: m-1,m-2',
    'resource-ids: i-1,i-2',
    'succeeded: All done.',
  ]);
});

test('a success without a result has the verdict alone', () => {
  expect(shown({ ...good, tasks: [task('a', 'succeeded')] })).toEqual(['succeeded: All done.']);
});

test('a failure that has left an image shows it before its annotation', () => {
  const failureLogs = [{ id: 'a', title: 'Log', lines: ['x'] }];
  const tasks = [task('a', 'failed', { imageId: 'm-1' })];
  expect(shown({ tasks, failureLogs })).toEqual(
    expect.arrayContaining(['▾ a: Log', 'x', 'image-id: m-1', 'a failed. Look at it.']),
  );
});

test('of very many results the first are shown and the rest counted', () => {
  const tasks = Array.from({ length: 900 }, (_, index) =>
    task(`t-${index}`, 'succeeded', { imageId: `m-${index}` }),
  );
  expect(shown({ ...good, tasks })[0]).toBe(
    'image-id: m-0,m-1,m-2,m-3,m-4 and 895 more, in the output',
  );
});

test("a cloud's id is no command", () => {
  const tasks = [task('a', 'succeeded', { imageId: 'x\n::error::y ##[group]z' })];
  expect(shown({ ...good, tasks })[0]).toBe('image-id: x\\n::error::y ##\\[group]z');
});
