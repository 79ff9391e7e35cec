import { describe, expect, test } from '@jest/globals';
import { CloudError, InputError, InterruptedError } from '../../src/model/errors.ts';
import type { Task } from '../../src/model/task.ts';
import { outputNames, outputsOf, tasksJson } from '../../src/render/outputs.ts';
import type { Ending } from '../../src/wait/outcome.ts';
import { conclude, concludeError, ending, outcome, task } from '../support/outcomes.ts';

const LIMIT = 375_000;
const all: readonly Task[] = [
  task('ok', 'succeeded', { imageId: 'm-1', image: 'd/n/r:t', resourceIds: ['i-1', 'i-2'] }),
  task('test', 'failed', { imageId: 'm-2' }),
  task('part', 'partial', { imageId: 'm-1', resourceIds: ['i-2', 'i-3'] }),
  task('gone', 'not-found'),
  task('runs', 'running', { imageId: 'm-9' }),
];

test('every output is there on every outcome, and a text', () => {
  const errors = [new Error('x'), new InputError([]), new InterruptedError('SIGINT'), 7];
  const ends: Ending['end'][] = [
    ...(['decided', 'timed-out', 'looked'] as const).map((by) => ({ by })),
    ...[...errors, new CloudError('x', { kind: 'request' })].map(
      (error) => ({ by: 'error', error }) as const,
    ),
  ];
  for (const end of ends) {
    for (const tasks of [[], all]) {
      const outputs = outputsOf(conclude(ending(tasks, { end })), false);
      expect(Object.keys(outputs)).toEqual([...outputNames]);
      expect(Object.values(outputs).every((value) => typeof value === 'string')).toBe(true);
      expect(JSON.parse(outputs.tasks)).toHaveLength(tasks.length);
    }
  }
});

test('the values are those of the outcome and its tasks that have ended', () => {
  expect(outputsOf(outcome({ tasks: all }), false)).toEqual({
    state: 'failed',
    status: 'FAILED',
    message: 'a failed.',
    'image-id': 'm-1,m-2',
    image: 'd/n/r:t',
    'resource-ids': 'i-1,i-2,i-3',
    'failed-task-ids': 'test,part,gone',
    tasks: expect.any(String),
    'duration-seconds': '65',
    'request-count': '7',
  });
});

test('partial is no failure where it is accepted', () => {
  expect(outputsOf(outcome({ tasks: all }), true)['failed-task-ids']).toBe('test,gone');
});

test('an error before any task has an empty list of them', () => {
  expect(outputsOf(concludeError(new Error('x')), false)).toMatchObject({
    state: 'error',
    tasks: '[]',
    'image-id': '',
    'request-count': '0',
  });
});

test('state, status and message are each one line', () => {
  const texts = { status: 'A\nB', message: 'x\r\n::error::y' };
  const { status, message } = outputsOf(outcome(texts), false);
  expect([status, message]).toEqual(['A\\nB', 'x\\r\\n::error::y']);
});

describe('the JSON of the tasks', () => {
  const heavy = (count: number, more: Partial<Task>) =>
    Array.from({ length: count }, (_, index) => task(`t-${index}`, 'running', more));
  const phases = Array.from({ length: 10 }, () => ({ name: 'Push', status: 'x'.repeat(100) }));

  test('has everything but the request id', () => {
    const json = tasksJson([task('a', 'failed', { phases, message: 'm', requestId: 'R' })]);
    expect(JSON.parse(json)).toEqual([
      { id: 'a', state: 'failed', status: 'FAILED', phases, message: 'm' },
    ]);
  });

  test.each<[string, number, Partial<Task>, string[]]>([
    ['phases', 1_000, { phases, message: 'm' }, ['id', 'state', 'status', 'message']],
    [
      'messages',
      1_000,
      { message: 'm'.repeat(1_000), phase: 'P' },
      ['id', 'state', 'status', 'phase'],
    ],
    ['all but the states', 1_000, { image: 'i'.repeat(1_000) }, ['id', 'state', 'status']],
  ])('leaves out %s where it is too long', (_, count, more, fields) => {
    const json = tasksJson(heavy(count, more));
    expect(json.length).toBeLessThanOrEqual(LIMIT);
    const list = JSON.parse(json) as object[];
    expect([list.length, Object.keys(list[0] ?? {})]).toEqual([count, fields]);
  });

  test('keeps its limit and every id though a cloud sends a status of a megabyte', () => {
    const json = tasksJson([task('a', 'unknown', { status: 'X'.repeat(1_000_000) })]);
    expect(json.length).toBeLessThanOrEqual(LIMIT);
    expect(JSON.parse(json)).toMatchObject([{ id: 'a', state: 'unknown' }]);
  });
});
