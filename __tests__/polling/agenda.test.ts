import { describe, expect, test } from '@jest/globals';
import { Agenda } from '../../src/polling/agenda.ts';
import type { Task } from '../../src/task.ts';

const BEGIN = Date.parse('2026-01-01T12:00:00Z');
const typical = { medianMs: 300_000, spread: 0.6 };
const agendaOf = (pollIntervalMs: number | 'auto' = 'auto', expectedMs?: number) =>
  new Agenda({ pollIntervalMs, typical, expectedMs }, BEGIN, () => 0.5);
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  state: 'running',
  status: 'Running',
  ...more,
});
/** Milliseconds until the next look at a task that is asked about now. */
function delayOf(agenda: Agenda, one: Task, now = BEGIN): number {
  agenda.plan([one], now);
  return agenda.nextAt([one.id]) - now;
}

describe('which ids are asked for', () => {
  test('all of them at first', () => {
    expect(agendaOf().dueIds(['a', 'b'], 1, BEGIN)).toEqual(['a', 'b']);
  });

  test('those that are due or nearly so, and none besides where each is a request', () => {
    const agenda = agendaOf();
    agenda.postpone(['late'], BEGIN + 60_000);
    agenda.postpone(['due'], BEGIN);
    expect(agenda.dueIds(['late', 'due'], 1, BEGIN)).toEqual(['due']);
  });

  test('and as many others as fit into the same request, the next ones first', () => {
    const agenda = agendaOf();
    agenda.postpone(['due'], BEGIN);
    agenda.postpone(['later'], BEGIN + 90_000);
    agenda.postpone(['soon'], BEGIN + 60_000);
    expect(agenda.dueIds(['due', 'later', 'soon'], 2, BEGIN)).toEqual(['due', 'soon']);
  });
});

describe('the delay', () => {
  test('is the fixed interval', () => {
    expect(delayOf(agendaOf(45_000), task('a'))).toBe(45_000);
  });

  test('is dated by the task, not by the wait', () => {
    const old = task('a', { createdAt: new Date(BEGIN - 480_000).toISOString() });
    const agenda = agendaOf('auto', 500_000);
    expect(delayOf(agenda, old)).toBeLessThan(delayOf(agenda, task('b')) / 2);
  });

  test('is not fooled by a clock that is behind the task', () => {
    const early = task('a', { createdAt: new Date(BEGIN + 1_200_000).toISOString() });
    expect(delayOf(agendaOf(), early)).toBe(delayOf(agendaOf(), task('b')));
  });

  test.each(['1970-01-01T00:00:01Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z', 'never'])(
    'is not dated by a time that makes no sense: %s',
    (createdAt) => {
      const strange = task('a', { createdAt, progress: 0.5 });
      const usual = task('b', { createdAt: new Date(BEGIN).toISOString(), progress: 0.5 });
      const at = BEGIN + 60_000;
      expect(delayOf(agendaOf(), strange, at)).toBe(delayOf(agendaOf(), usual, at));
      expect(agendaOf().eta([strange], at)).toEqual(agendaOf().eta([usual], at));
    },
  );

  test.each([
    ['progress', task('a', { progress: 0.97, createdAt: new Date(BEGIN - 60_000).toISOString() })],
    ['what the user says', task('a', { createdAt: new Date(BEGIN - 60_000).toISOString() })],
  ])('is shorter where %s says that the end is near', (what, one) => {
    const plain = delayOf(agendaOf(), { ...one, progress: 0 });
    const agenda = agendaOf('auto', what === 'progress' ? undefined : 62_000);
    expect(delayOf(agenda, one)).toBeLessThan(plain);
  });

  test('learns from tasks of the same origin', () => {
    const agenda = agendaOf();
    const before = delayOf(agenda, task('a'), BEGIN + 55_000);
    agenda.learn([56_000, 57_000, 58_000]);
    expect(delayOf(agenda, task('a'), BEGIN + 55_000)).toBeLessThan(before);
  });
});

describe('throttling', () => {
  const MINUTE = 60_000;
  const slowed = (pace: number | 'auto', times: number) => {
    const agenda = agendaOf(pace);
    for (let time = 0; time < times; time += 1) agenda.slowDown(BEGIN);
    return agenda;
  };
  const ratioAt = (pace: number | 'auto', times: number, after: number) =>
    delayOf(slowed(pace, times), task('a'), BEGIN + after) /
    delayOf(agendaOf(pace), task('a'), BEGIN + after);

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
    const agenda = slowed(pace, 0);
    for (let minute = 0; minute < 60; minute += 1) agenda.slowDown(BEGIN + after);
    expect(delayOf(agenda, task('a'), BEGIN + after)).toBe(delay);
  });
});

test('the ETA is that of the slowest task, a range that holds its half', () => {
  const agenda = agendaOf('auto', 600_000);
  const near = task('a', { createdAt: new Date(BEGIN - 590_000).toISOString() });
  const eta = agenda.eta([near, task('b')], BEGIN);
  expect(eta?.likelyMs).toBe(agenda.eta([task('b')], BEGIN)?.likelyMs);
  expect(eta?.likelyMs).toBeGreaterThan(300_000);
  expect(eta?.atMostMs).toBeGreaterThan(eta?.likelyMs ?? Number.POSITIVE_INFINITY);
  expect(agenda.eta([], BEGIN)).toBeUndefined();
});
