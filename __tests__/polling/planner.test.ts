import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/model/task.ts';
import {
  ageOf,
  delays,
  dueIds,
  type Learnt,
  type PlannerOptions,
  slowedDown,
} from '../../src/polling/planner.ts';
import { advanced } from '../../src/polling/progress.ts';
import type { PlannedLook, TrackedTask } from '../../src/polling/state.ts';
import { NO_STRETCH } from '../../src/polling/stretch.ts';

const BEGIN = Date.parse('2026-01-01T12:00:00Z');
const typicalMs = 300_000;
const optionsOf = (pollIntervalMs: number | 'auto' = 'auto', expectedMs?: number) => ({
  pollIntervalMs,
  typicalMs,
  expectedMs,
});
const FRESH: Learnt = { begunAt: BEGIN, earlierMs: [], stretch: NO_STRETCH };
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  state: 'running',
  status: 'Running',
  ...more,
});
/** Milliseconds until the next look at a task that is asked about now. */
function delayOf(options: PlannerOptions, one: Task, now = BEGIN, learnt = FRESH): number {
  const ageMs = now - Date.parse(one.createdAt ?? '');
  return delays(learnt, options, now, 0.5)(one, advanced(null, one.progress, ageMs));
}

describe('which ids are asked for', () => {
  /** A task, and when its look was planned and is due, after now; without a time it was never planned. */
  const entry = (id: string, afterMs?: number, delayMs = 0): [TrackedTask, PlannedLook | null] => {
    const at = BEGIN + (afterMs ?? 0);
    const look = afterMs === undefined ? null : { plannedAt: at - delayMs, at };
    return [{ task: task(id), isSeen: true, missing: 0 }, look];
  };
  const due = (idsPerRequest: number, ...entries: readonly ReturnType<typeof entry>[]) => {
    const [tasks, looks] = [entries.map(([one]) => one), entries.map(([, look]) => look)];
    return dueIds({ tasks, looks }, idsPerRequest, BEGIN);
  };

  test('all of them at first', () => {
    expect(due(1, entry('a'), entry('b'))).toEqual(['a', 'b']);
  });

  test('those that are due or nearly so, and none besides where each is a request', () => {
    const soon = entry('soon', 10_000, 41_000);
    expect(due(1, entry('late', 60_000), entry('due', 0), soon)).toEqual(['due', 'soon']);
    expect(due(1, entry('not yet', 10_000, 39_000))).toEqual([]);
  });

  test('and as many others as fit into the same request, the next ones first', () => {
    const soon = entry('soon', 60_000);
    expect(due(2, entry('due', 0), entry('later', 90_000), soon)).toEqual(['due', 'soon']);
  });

  test('one that no round has planned yet, behind those that are', () => {
    const { tasks, looks } = { tasks: [entry('a', 90_000)[0], entry('b')[0]], looks: [] };
    expect(dueIds({ tasks, looks }, 1, BEGIN)).toEqual(['a', 'b']);
    expect(due(1, entry('a', 90_000, 90_000), entry('b'))).toEqual(['b']);
  });

  test('none that has ended', () => {
    const ended: TrackedTask = { ...entry('a')[0], task: task('a', { state: 'failed' }) };
    expect(due(10, [ended, null], entry('b'))).toEqual(['b']);
  });
});

describe('the delay', () => {
  test('is the fixed interval', () => {
    expect(delayOf(optionsOf(45_000), task('a'))).toBe(45_000);
  });

  test('is dated by the task, not by the wait', () => {
    const old = task('a', { createdAt: new Date(BEGIN - 480_000).toISOString() });
    const options = optionsOf('auto', 600_000);
    const at = BEGIN + 60_000;
    expect(delayOf(options, old, at)).toBeLessThan(delayOf(options, task('b'), at) / 2);
  });

  test('is not fooled by a clock that is behind the task', () => {
    const early = task('a', { createdAt: new Date(BEGIN + 1_200_000).toISOString() });
    expect(delayOf(optionsOf(), early)).toBe(delayOf(optionsOf(), task('b')));
  });

  test.each(['1970-01-01T00:00:01Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z', 'never'])(
    'is not dated by a time that makes no sense: %s',
    (createdAt) => {
      const strange = task('a', { createdAt });
      const usual = task('b', { createdAt: new Date(BEGIN).toISOString() });
      const at = BEGIN + 60_000;
      expect(delayOf(optionsOf(), strange, at)).toBe(delayOf(optionsOf(), usual, at));
      expect(ageOf(strange, BEGIN, at)).toBe(ageOf(usual, BEGIN, at));
    },
  );

  test.each([
    ['progress', task('a', { progress: 0.97, createdAt: new Date(BEGIN - 60_000).toISOString() })],
    ['what the user says', task('a', { createdAt: new Date(BEGIN - 60_000).toISOString() })],
  ])('is shorter where %s says that the end is near', (what, one) => {
    const plain = delayOf(optionsOf(), { ...one, progress: 0 });
    const options = optionsOf('auto', what === 'progress' ? undefined : 62_000);
    expect(delayOf(options, one)).toBeLessThan(plain);
  });

  test('learns from tasks of the same origin', () => {
    const delay = (earlierMs: number[]) =>
      delayOf(optionsOf(), task('a'), BEGIN + 55_000, { ...FRESH, earlierMs });
    expect(delay([56_000, 57_000, 58_000])).toBeLessThan(delay([]));
  });
});

describe('throttling', () => {
  const MINUTE = 60_000;
  const slowed = (pace: number | 'auto', times: number, now = BEGIN): Learnt => {
    let stretch = NO_STRETCH;
    for (let time = 0; time < times; time += 1) stretch = slowedDown(stretch, optionsOf(pace), now);
    return { ...FRESH, stretch };
  };
  const ratioAt = (pace: number | 'auto', times: number, after: number) =>
    delayOf(optionsOf(pace), task('a'), BEGIN + after, slowed(pace, times)) /
    delayOf(optionsOf(pace), task('a'), BEGIN + after);

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
    const now = BEGIN + after;
    expect(delayOf(optionsOf(pace), task('a'), now, slowed(pace, 60, now))).toBeCloseTo(delay, 6);
  });
});
