import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/polling/watch.ts';
import { counts, createLog } from '../../src/render/log.ts';
import { snapshot, task } from '../support/outcomes.ts';
import { cloudError } from '../support/provider.ts';

function told(...snapshots: Partial<Snapshot>[]) {
  const lines: string[] = [];
  const warnings: string[] = [];
  const log = createLog({
    line: (text) => lines.push(text),
    warning: (text, title) => warnings.push(`${title}: ${text}`),
  });
  for (const change of snapshots) log(snapshot(change));
  return { lines, warnings };
}
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => task(`t-${index}`, 'running'));

describe('a change', () => {
  test('is a line with time, id, state, word, phase, progress and message', () => {
    const changed = [
      task('t-1', 'running', { phase: 'Push', progress: 0.456, message: 'pushing' }),
      task('t-long', 'succeeded', { progress: 1 }),
    ];
    expect(told({ changed }).lines).toEqual([
      '00:01:05  t-1     running    RUNNING   46 %  Push  pushing',
      '00:01:05  t-long  succeeded  SUCCEEDED',
    ]);
  });

  test('of a task that was never listed says so', () => {
    const { lines } = told({ changed: [task('t-1', 'not-found', { status: '' })] });
    expect(lines).toEqual(['00:01:05  t-1  not-found  never listed']);
  });

  test('of ten tasks is ten lines, of more is one', () => {
    expect(told({ changed: many(10), tasks: many(10) }).lines).toHaveLength(10);
    expect(told({ changed: many(11), tasks: many(11) }).lines).toEqual([
      '00:01:05  11 tasks changed; now 11 running',
    ]);
  });

  test('of nothing but progress is told apart, as signs of life are', () => {
    const [lines, progress]: [string[], string[]] = [[], []];
    const line = (text: string) => void lines.push(text);
    const log = createLog({ line, progress: (text) => progress.push(text), warning: line });
    const at = (elapsedMs: number, share: number, phase = 'Push') =>
      log(snapshot({ elapsedMs, changed: [task('t', 'running', { progress: share, phase })] }));
    at(0, 0);
    at(60_000, 0.5);
    at(120_000, 0.6, 'Pull');
    log(snapshot({ elapsedMs: 240_000, isHeartbeat: true, tasks: many(2) }));
    expect(lines.map((text) => text.split('  ').at(-1))).toEqual(['Push', 'Pull']);
    expect(progress.map((text) => text.slice(10, 23).trim())).toEqual([
      't  running',
      'still waiting',
    ]);
  });

  test.each([
    ['nothing', () => ({ tasks: many(1) })],
    ['progress', (share: number) => ({ changed: [task('t', 'running', { progress: share })] })],
  ])('of %s is told every five minutes at least', (_, of) => {
    const minutes: number[] = [];
    let elapsedMs = 0;
    const line = () => void minutes.push(elapsedMs / 60_000);
    const log = createLog({ line, progress: line, warning: line });
    for (; elapsedMs <= 5 * 3_600_000; elapsedMs += 60_000) {
      log(snapshot({ elapsedMs, isHeartbeat: true, ...of(elapsedMs / (5 * 3_600_000)) }));
    }
    const gaps = minutes.map((minute, at) => minute - (minutes[at - 1] ?? 0));
    expect(Math.max(...gaps)).toBe(5);
    expect(minutes.at(-1)).toBeGreaterThanOrEqual(295);
  });

  test('with a long message is cut', () => {
    const [line] = told({ changed: [task('t', 'failed', { message: 'x'.repeat(1_000) })] }).lines;
    expect(line?.length).toBeLessThan(300);
  });

  test('that is none is no line', () => {
    expect(told({ tasks: many(3) })).toEqual({ lines: [], warnings: [] });
  });
});

test('the first three addresses in the console are told, each once', () => {
  const at = (id: string) =>
    task(id, 'running', { consoleUrl: `https://ecs.console.aliyun.com/image/${id}` });
  const line = (id: string) => `00:01:05  console: https://ecs.console.aliyun.com/image/${id}`;
  const evil = task('x', 'running', { consoleUrl: 'https://evil.example' });
  const { lines } = told(
    { changed: [evil, at('a')] },
    { changed: [at('a')] },
    { changed: 'abcd'.split('').map(at) },
  );
  expect(lines.filter((each) => each.includes('console:'))).toEqual(['a', 'b', 'c'].map(line));
});

describe('a warning', () => {
  const odd = (id: string, status: string) => ({ changed: [task(id, 'unknown', { status })] });

  test('is there once for every word that is not known', () => {
    const { warnings } = told(odd('a', 'ODD'), odd('a', 'ODD'), odd('b', 'ODD'), odd('b', 'NEW'));
    expect(warnings).toEqual([
      expect.stringMatching(/^Unknown status: a is reported as `ODD`/),
      expect.stringMatching(/^Unknown status: b is reported as `NEW`/),
    ]);
  });

  test('is there for words among many changes too', () => {
    const changed = [...many(20), task('odd', 'unknown', { status: 'ODD' })];
    expect(told({ changed }).warnings).toHaveLength(1);
  });

  test('is not there for a task without a word', () => {
    expect(told(odd('a', '')).warnings).toEqual([]);
  });

  test('is there once when trouble starts, and a line when it ends', () => {
    const error = cloudError('transient');
    const begins = { trouble: { error, sinceMs: 0, isNew: true }, nextLookInMs: 2_000 };
    const goesOn = { trouble: { error, sinceMs: 5_000, isNew: false } };
    const ends = { recovered: { lastedMs: 9_000 } };
    expect(told(begins, goesOn, goesOn, ends)).toEqual({
      warnings: ['No usable answer: The cloud says transient. The wait goes on.'],
      lines: ['00:01:05  answers are back after 9s'],
    });
  });

  test('does not say that the wait goes on where this was the last look', () => {
    const trouble = { error: cloudError('transient'), sinceMs: 0, isNew: true };
    expect(told({ trouble }).warnings).toEqual(['No usable answer: The cloud says transient.']);
  });
});

describe('the heartbeat', () => {
  test('says what is waited for and when the next look is', () => {
    const beat = { isHeartbeat: true, tasks: many(2), nextLookInMs: 30_000 };
    expect(told(beat).lines).toEqual(['00:01:05  still waiting: 2 running; next look in 30s']);
  });

  test.each([
    [100_000, 172_000, 3_600_000, 'about 1m 40s to go, at most 3m'],
    [11_000, 19_000, 3_600_000, 'at most 20s to go'],
    [290_001, 3_700_000, 3_720_000, 'about 5m to go, at most 1h 2m'],
    [290_001, 3_700_000, 600_000, 'about 5m to go, at most 1h 2m, but the timeout comes in 10m'],
    [290_001, 3_700_000, 60_000, 'about 5m to go, but the timeout comes in 1m'],
    [290_001, 3_700_000, 299_000, 'about 5m to go, but the timeout comes in 4m'],
  ])('says how long it still takes: %d to %d ms of %d', (likelyMs, atMostMs, leftMs, expected) => {
    const eta = { likelyMs, atMostMs, leftMs };
    expect(told({ isHeartbeat: true, tasks: many(2), eta }).lines).toEqual([
      `00:01:05  still waiting: 2 running; ${expected}`,
    ]);
  });

  test('says how long there has been no answer', () => {
    const trouble = { error: cloudError('transient'), sinceMs: 120_000, isNew: false };
    const [line] = told({ isHeartbeat: true, tasks: many(1), trouble }).lines;
    expect(line).toContain('t-0 running; no usable answer for 2m');
  });
});

test.each([
  [[], 'no task seen yet'],
  [[task('a', 'running', { progress: 0.5 })], 'a running, 50 %'],
  [[task('a', 'unknown', { status: '' })], 'a not seen yet'],
  [[task('a', 'running'), task('b', 'unknown', { status: '' })], '1 running, 1 not seen yet'],
  [[task('a', 'running'), task('b', 'not-found', { status: '' })], '1 running, 1 not-found'],
  [[task('a', 'failed'), task('b', 'running'), task('c', 'failed')], '2 failed, 1 running'],
])('counts of %j', (tasks, expected) => {
  expect(counts(tasks)).toBe(expected);
});
