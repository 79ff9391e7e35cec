import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/model/task.ts';
import { Planner } from '../../src/polling/planner.ts';

const BEGIN = Date.parse('2026-01-01T12:00:00Z');
const typical = { medianMs: 300_000, spread: 0.6 };
const plannerOf = (pollIntervalMs: number | 'auto' = 'auto', expectedMs?: number) =>
  new Planner({ pollIntervalMs, typical, expectedMs }, BEGIN, () => 0.5);
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  state: 'running',
  status: 'Running',
  ...more,
});
/** Milliseconds until the next look at a task that is asked about now. */
function delayOf(planner: Planner, one: Task, now = BEGIN): number {
  planner.plan([one], now);
  return planner.nextAt([one.id]) - now;
}

describe('which ids are asked for', () => {
  test('all of them at first', () => {
    expect(plannerOf().dueIds(['a', 'b'], 1, BEGIN)).toEqual(['a', 'b']);
  });

  test('those that are due or nearly so, and none besides where each is a request', () => {
    const planner = plannerOf();
    planner.postpone(['late'], BEGIN + 60_000);
    planner.postpone(['due'], BEGIN);
    expect(planner.dueIds(['late', 'due'], 1, BEGIN)).toEqual(['due']);
  });

  test('and as many others as fit into the same request, the next ones first', () => {
    const planner = plannerOf();
    planner.postpone(['due'], BEGIN);
    planner.postpone(['later'], BEGIN + 90_000);
    planner.postpone(['soon'], BEGIN + 60_000);
    expect(planner.dueIds(['due', 'later', 'soon'], 2, BEGIN)).toEqual(['due', 'soon']);
  });
});

describe('the delay', () => {
  test('is the fixed interval', () => {
    expect(delayOf(plannerOf(45_000), task('a'))).toBe(45_000);
  });

  test('is dated by the task, not by the wait', () => {
    const old = task('a', { createdAt: new Date(BEGIN - 480_000).toISOString() });
    const planner = plannerOf('auto', 500_000);
    expect(delayOf(planner, old)).toBeLessThan(delayOf(planner, task('b')) / 2);
  });

  test('is not fooled by a clock that is behind the task', () => {
    const early = task('a', { createdAt: new Date(BEGIN + 1_200_000).toISOString() });
    expect(delayOf(plannerOf(), early)).toBe(delayOf(plannerOf(), task('b')));
  });

  test.each(['1970-01-01T00:00:01Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z', 'never'])(
    'is not dated by a time that makes no sense: %s',
    (createdAt) => {
      const strange = task('a', { createdAt, progress: 0.5 });
      const usual = task('b', { createdAt: new Date(BEGIN).toISOString(), progress: 0.5 });
      const at = BEGIN + 60_000;
      expect(delayOf(plannerOf(), strange, at)).toBe(delayOf(plannerOf(), usual, at));
      expect(plannerOf().eta([strange], at)).toEqual(plannerOf().eta([usual], at));
    },
  );

  test.each([
    ['progress', task('a', { progress: 0.97, createdAt: new Date(BEGIN - 60_000).toISOString() })],
    ['what the user says', task('a', { createdAt: new Date(BEGIN - 60_000).toISOString() })],
  ])('is shorter where %s says that the end is near', (what, one) => {
    const plain = delayOf(plannerOf(), { ...one, progress: 0 });
    const planner = plannerOf('auto', what === 'progress' ? undefined : 62_000);
    expect(delayOf(planner, one)).toBeLessThan(plain);
  });

  test('learns from tasks of the same origin', () => {
    const planner = plannerOf();
    const before = delayOf(planner, task('a'), BEGIN + 55_000);
    planner.learn([56_000, 57_000, 58_000]);
    expect(delayOf(planner, task('a'), BEGIN + 55_000)).toBeLessThan(before);
  });
});

describe('throttling', () => {
  const MINUTE = 60_000;
  const slowed = (pace: number | 'auto', times: number) => {
    const planner = plannerOf(pace);
    for (let time = 0; time < times; time += 1) planner.slowDown(BEGIN);
    return planner;
  };
  const ratioAt = (pace: number | 'auto', times: number, after: number) =>
    delayOf(slowed(pace, times), task('a'), BEGIN + after) /
    delayOf(plannerOf(pace), task('a'), BEGIN + after);

  test.each(['auto', 10_000] as const)(
    'makes looks of the pace %s rarer, by half each time',
    (pace) => {
      expect(ratioAt(pace, 1, 0)).toBeCloseTo(1.5, 1);
      expect(ratioAt(pace, 2, 0)).toBeCloseTo(2.25, 1);
    },
  );

  test.each(['auto', 10_000] as const)(
    'wears off the pace %s with time, without a look',
    (pace) => {
      const ratios = [3, 6, 12, 18].map((minutes) => ratioAt(pace, 5, minutes * MINUTE));
      expect(ratios).toEqual(ratios.toSorted((a, b) => b - a));
      expect(ratios[0]).toBeGreaterThan(3);
      expect(ratios[3]).toBe(1);
    },
  );

  test.each([
    ['auto', 10_000, 120_000],
    [1_000, 0, 120_000],
    [45_000, 0, 120_000],
    [45_000, 60_000, 105_000],
    [60_000, 61_000, 119_000],
    [110_000, 0, 120_000],
    [110_000, 20_000, 110_000],
    [300_000, 0, 300_000],
  ] as const)('of an hour: the delay of the pace %s after %d ms is %d ms', (pace, after, delay) => {
    const planner = slowed(pace, 0);
    for (let minute = 0; minute < 60; minute += 1) planner.slowDown(BEGIN + after);
    expect(delayOf(planner, task('a'), BEGIN + after)).toBe(delay);
  });
});

test('the ETA is that of the slowest task, a range that holds its half', () => {
  const planner = plannerOf('auto', 600_000);
  const near = task('a', { createdAt: new Date(BEGIN - 590_000).toISOString() });
  const eta = planner.eta([near, task('b')], BEGIN);
  expect(eta?.likelyMs).toBe(planner.eta([task('b')], BEGIN)?.likelyMs);
  expect(eta?.likelyMs).toBeGreaterThan(300_000);
  expect(eta?.atMostMs).toBeGreaterThan(eta?.likelyMs ?? Number.POSITIVE_INFINITY);
  expect(planner.eta([], BEGIN)).toBeUndefined();
});
