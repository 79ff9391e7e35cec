import { afterEach, describe, expect, test } from '@jest/globals';
import type { Kind } from '../../emulator/index.ts';
import { isoTime, newest } from '../../src/providers/reading.ts';
import { closeStages, stage } from '../support/connected.ts';
import { CONTRACT } from '../support/contract.ts';
import { untouched } from '../support/world.ts';

afterEach(closeStages);

describe('what an answer tells of a task that failed', () => {
  test.each(Object.entries(CONTRACT))('%s', async (name, { failed }) => {
    const { step, expected } = failed;
    const kind = name as Kind;
    const tasks = [{ kind, id: 't-1', steps: [{ at: 0, ...step }] }];
    const { provider } = await stage(kind, { tasks });
    const [seen] = await provider.ask(['t-1'], untouched());
    expect(seen).toMatchObject({
      ...expected,
      state: 'failed',
      createdAt: '2026-11-22T04:00:00.000Z',
      finishedAt: '2026-11-22T04:00:00.000Z',
    });
  });

  test('a task that runs has no end yet', async () => {
    for (const kind of Object.keys(CONTRACT) as Kind[]) {
      const tasks = [{ kind, id: 't-1', steps: [{ at: 0, status: 'running' }] }];
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
])('the time %j is %s', (value, expected) => {
  expect(isoTime(value)).toBe(expected);
});

describe('the newest', () => {
  const of = (...times: (string | undefined)[]) => newest(times, (time) => time, 'Action');

  test('is the one created last, whatever the order and the zone', () => {
    expect(of('2026-01-01T08:00:00+08:00', '2026-01-01T00:30:00Z', '2025-12-31T23:00:00Z')).toBe(
      '2026-01-01T00:30:00Z',
    );
  });

  test('of one needs no time, of none is none', () => {
    expect([of('whenever'), of()]).toEqual(['whenever', undefined]);
  });

  test.each([undefined, '', 'soon'])('is not guessed where a time is %j', (time) => {
    expect(() => of('2026-01-01T00:00:00Z', time)).toThrow('Action listed several tasks');
  });
});
