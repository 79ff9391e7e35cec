import { afterEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import type { Kind } from '../../emulator/index.ts';
import { entriesOf, isoTime, newest, percentage, readPages } from '../../src/providers/reading.ts';
import { closeStages, stage } from '../support/connected.ts';
import { CONTRACT, wordsOf } from '../support/contract.ts';
import { untouched } from '../support/world.ts';

afterEach(closeStages);

describe('what an answer tells of a task that failed', () => {
  test.each(Object.entries(CONTRACT))('%s', async (name, { failed }) => {
    const { step, expected } = failed;
    const kind = name as Kind;
    const tasks = [{ kind, id: 't-1', steps: [{ at: 0, ...step }] }];
    const { provider } = await stage(kind, { tasks });
    const [task] = await provider.ask(['t-1'], untouched());
    const seen = task && { ...task, ...(await provider.failureReason?.(task, untouched())) };
    expect(seen).toMatchObject({
      ...expected,
      state: 'failed',
      createdAt: '2026-11-22T04:00:00.000Z',
      finishedAt: '2026-11-22T04:00:00.000Z',
    });
  });

  test('a task that runs has no end yet', async () => {
    for (const kind of Object.keys(CONTRACT) as Kind[]) {
      const tasks = [{ kind, id: 't-1', steps: [{ at: 0, status: wordsOf(kind)[0] }] }];
      const { provider } = await stage(kind, { tasks });
      expect((await provider.ask(['t-1'], untouched()))[0]).not.toHaveProperty('finishedAt');
    }
  });
});

test.each([
  ['2020-11-24T06:00:00Z', '2020-11-24T06:00:00.000Z'],
  ['2015-11-23T02:13Z', '2015-11-23T02:13:00.000Z'],
  ['2023-01-05T14:06:40.920005316+08:00', '2023-01-05T06:06:40.920Z'],
  [1_685_415_871, '2023-05-30T03:04:31.000Z'],
  ['', undefined],
  [0, undefined],
  ['soon', undefined],
  [undefined, undefined],
  [1e20, undefined],
  [Number.NaN, undefined],
  [8.64e12, undefined],
  [-1, undefined],
  ['0001-01-01T00:00:00Z', undefined],
  ['2022-12-15 23:00:00', undefined],
  ['2022-12-15T23:00:00', undefined],
  ['+275760-09-13T00:00:00Z', undefined],
  [null, undefined],
  [{}, undefined],
  [[2026], undefined],
])('the time %j is %s', (value, expected) => {
  expect(isoTime(value)).toBe(expected);
});

test('a time without a zone is read in the one that its API documents', () => {
  expect(isoTime('2022-12-15 23:00:00', 'Z')).toBe('2022-12-15T23:00:00.000Z');
  expect(isoTime('2022-12-15T23:00:00+08:00', 'Z')).toBe('2022-12-15T15:00:00.000Z');
});

describe('the newest', () => {
  const task = (id: string, createdAt?: string, status = 'Running') => ({ id, createdAt, status });
  const of = (...tasks: { id: string; createdAt: string | undefined; status: string }[]) =>
    newest(tasks, (each) => each, 'Action');
  const early = '2026-01-01T00:00:00Z';
  const late = '2026-01-01T00:30:00Z';

  test('is the one created last, whatever the order and the zone', () => {
    const last = task('b', late);
    const first = task('a', '2026-01-01T08:00:00+08:00');
    expect(of(first, last, task('c', '2025-12-31T23:00:00Z'))).toBe(last);
    expect(of(last, first)).toBe(last);
  });

  test('of one needs no time, of none is none', () => {
    expect([of(task('a'))?.id, of()]).toEqual(['a', undefined]);
    expect(of(task('a'), task('a'))?.id).toBe('a');
  });

  test.each([undefined, '', 'soon'])('is not guessed where a time is %j', (time) => {
    expect(() => of(task('a', early), task('b', time))).toThrow('without its creation time');
  });

  test('is not guessed where two were created at the same time', () => {
    expect(() => of(task('a', late), task('b', late))).toThrow('at the same time');
    expect(of(task('a', early), task('b', early), task('c', late))?.id).toBe('c');
  });

  test.each([early, late])(
    'that is listed twice counts only where both say the same, at %s',
    (time) => {
      const twice = [task('b', late, 'Succeeded'), task('b', time, 'Failed')];
      expect(() => of(task('a', early), ...twice)).toThrow('b more than once');
      expect(() => of(...twice)).toThrow('b more than once');
      expect(of(task('b', late, 'SUCCEEDED'), task('b', time, 'Succeeded'))?.id).toBe('b');
    },
  );
});

describe('the entries of an answer', () => {
  const Entry = z.looseObject({ Id: z.string(), Status: z.string() });
  const ours = { Id: 't-1', Status: 'Succeeded' };

  test('of other tasks are passed over, however many an answer of 4 MiB has', async () => {
    const others = Array.from({ length: 1_000_000 }, () => ({ Id: 'x' }));
    const api = { action: 'List', method: 'GET', permission: 'x:List' } as const;
    const call = async () => ({ body: {}, requestId: 'r' });
    const page = { entries: [...others, ours], nextToken: '' };
    const { entries } = await readPages(call, api, () => page, untouched());
    expect(entriesOf(Entry, entries, 'Id', ['t-1'], 'List')).toEqual([ours]);
  });

  test('may be many of one parent', () => {
    const many = Array.from({ length: 300_000 }, (_, index) => ({
      id: `t-${index}`,
      createdAt: new Date(index).toISOString(),
      status: 'Running',
    }));
    expect(newest(many, (each) => each, 'List')).toBe(many.at(-1));
  });

  test.each([null, 7, 'text', [], {}, { Id: null }, { Id: 1 }, { Id: '' }, { Id: ['t-1'] }])(
    'make it unusable where one does not say whose it is: %j',
    (strange) => {
      const read = () => entriesOf(Entry, [ours, strange], 'Id', ['t-1'], 'List');
      expect(read).toThrow('List listed a task without its Id');
    },
  );
});

describe('progress', () => {
  test.each([
    ['50%', 0.5],
    ['50 %', 0.5],
    ['50', 0.5],
    [50, 0.5],
    [12.5, 0.125],
    ['100%', 1],
    [250, 1],
    [-5, undefined],
    ['half', undefined],
    [Number.NaN, undefined],
    [null, undefined],
    [{}, undefined],
    [[50], undefined],
  ])('of %j is %s', (value, expected) => {
    expect(percentage(value)).toBe(expected);
  });
});
