import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { frameOf } from '../../../../src/hosts/cli/live/frame.ts';
import { beginSeeing, see } from '../../../../src/hosts/cli/live/seen.ts';
import { symbolsFor } from '../../../../src/hosts/cli/live/symbols.ts';
import { widthOf } from '../../../../src/hosts/cli/live/width.ts';
import type { Task } from '../../../../src/model/task.ts';
import { painter } from '../../../../src/render/colour.ts';
import { EPOCH } from '../../../support/clock.ts';
import { cloudError } from '../../../support/provider.ts';
import { momentOf, seenOf, snapshotOf, taskOf } from './seen-of.ts';

const eta = { likelyMs: 180_000, atMostMs: 300_000, leftMs: 3_600_000 };
const half = taskOf('t-eci-ok', { progress: 0.456, phase: 'Pushing' });
const many = (count: number, change: (at: number) => Partial<Task> = () => ({})) =>
  Array.from({ length: count }, (_, at) => taskOf(`t-${at}`, change(at)));

describe('a frame of a single task', () => {
  const seen = seenOf(snapshotOf([half], { elapsedMs: 60_000, eta }));

  test('is a line: spinner, id, bar, percent, phase, elapsed and how long it still takes', () => {
    expect(frameOf(seen, momentOf(65_000, { columns: 100 }))).toEqual([
      '⠋ t-eci-ok  ██████████░░░░░░░░░░░░░░  45%  Pushing  01:05  about 3m to go, at most 5m',
    ]);
  });

  test.each([
    [80, '⠋ t-eci-ok  ████████░░░░░░░░░░░  45%  Pushing  01:05  about 3m to go, at most 5m'],
    [60, '⠋ t-eci-ok  █████░░░░░░  45%  Pushing  01:05  about 3m to go'],
    [50, '⠋ t-eci-ok  ██░░░░  45%  Pushing  01:05  ~3m'],
    [40, '⠋ t-eci-ok  45%  Pushing  01:05  ~3m'],
    [30, '⠋ t-eci-ok  45%  01:05'],
    [20, '⠋ t-e…ok  45%  01:05'],
    [12, '⠋ t-…ok  45%'],
    [5, '⠋ t…'],
    [2, '⠋'],
    [1, '⠋'],
  ])('in %d columns keeps what is read first', (columns, line) => {
    const [only = ''] = frameOf(seen, momentOf(65_000, { columns }));
    expect(widthOf(only)).toBeLessThanOrEqual(columns);
    expect(only).toBe(line);
  });

  test('counts on between two snapshots: elapsed goes up, the rest goes down', () => {
    const at = (ms: number) => frameOf(seen, momentOf(ms, { columns: 100 }))[0];
    expect(at(125_000)).toContain('02:05  about 2m to go, at most 4m');
    expect(at(200_000)).toContain('03:20  about 40s to go, at most 3m');
    expect(at(250_000)).toContain('04:10  at most 1m 50s to go');
    expect(at(400_000)).toContain('06:40  longer than usual');
    expect(at(4_000_000)).toContain('01:06:40');
  });

  test('turns with each frame', () => {
    const lines = [0, 1, 2].map((turn) => frameOf(seen, momentOf(0, { turn }))[0]?.[0]);
    expect(new Set(lines).size).toBe(3);
  });

  test('says that there is no answer, and for how long', () => {
    const trouble = { error: cloudError('transient'), sinceMs: 20_000, isNew: true };
    const lost = seenOf(snapshotOf([half], { elapsedMs: 60_000, eta, trouble }));
    const [line] = frameOf(lost, momentOf(70_000, { paint: painter(true) }));
    expect(line).toContain('\u001b[33mno usable answer for 30s\u001b[0m');
    expect(line).not.toContain('to go');
  });

  test.each([1_000, 119_000])(
    'never guesses beyond the timeout without saying so, %d ms later',
    (agoMs) => {
      const beyond = { likelyMs: 110_000, atMostMs: 400_000, leftMs: agoMs + 5_000 };
      const late = seenOf(snapshotOf([half], { elapsedMs: 0, eta: beyond }));
      const lines = Array.from({ length: 90 }, (_, at) =>
        String(frameOf(late, momentOf(agoMs, { columns: 20 + at }))),
      );
      expect(lines.filter((line) => /to go|~/.test(line) && !line.includes('timeout'))).toEqual([]);
      expect(lines.join()).toContain('timeout in 5s');
    },
  );

  test('before the first answer there is one line as well', () => {
    const frame = frameOf(beginSeeing(EPOCH, false), momentOf(3_000));
    expect(frame).toEqual(['⠋ waiting for the first answer  00:03']);
  });

  test('is of letters where nothing else can be seen', () => {
    const symbols = symbolsFor({ TERM: 'linux', LANG: 'en_US.UTF-8' });
    expect(symbolsFor({ LANG: 'C' })).toBe(symbols);
    expect(symbolsFor({ LANG: 'C', LC_ALL: 'zh_CN.UTF-8' })).not.toBe(symbols);
    expect(frameOf(seen, momentOf(65_000, { symbols, columns: 60 }))).toEqual([
      '| t-eci-ok  #####------  45%  Pushing  01:05  about 3m to go',
    ]);
  });
});

describe('a frame of several tasks', () => {
  test('is a line each, in columns, and one on the whole', () => {
    const tasks = [
      half,
      taskOf('t-2', { state: 'pending', status: 'PREPARING', phase: 'Create instance' }),
      taskOf('t-3', { state: 'succeeded', status: 'Succeeded', progress: 1 }),
      taskOf('t-4', { state: 'failed', status: 'Failed', progress: 0.7 }),
      taskOf('t-5', { state: 'partial', status: 'PARTITION_SUCCESS' }),
      taskOf('t-6', { state: 'unknown', status: '' }),
    ];
    const first = snapshotOf(tasks, { elapsedMs: 31_000 });
    const seen = see(
      seenOf(first),
      snapshotOf(tasks, { elapsedMs: 60_000, eta, nextLookInMs: 9_000 }),
      EPOCH + 60_000,
    );
    expect(frameOf(seen, momentOf(61_000))).toEqual([
      '⠋ t-eci-ok  ██████████░░░░░░░░░░░░░░  45%  Pushing            01:01',
      '⠋ t-2                                      PREPARING          01:01',
      '✓ t-3                                      Succeeded          00:31',
      '✗ t-4                                      Failed             00:31',
      '◐ t-5                                      PARTITION_SUCCESS  00:31',
      '⠋ t-6                                      not seen yet       01:01',
      '⠋ 3 of 6 done  01:01  about 3m to go, at most 5m  next look in 8s',
    ]);
  });

  const crowd = many(30, (at) => {
    if (at === 20) return { state: 'failed', status: 'Failed' };
    if (at === 21) return { state: 'partial', status: 'PARTITION_SUCCESS' };
    if (at < 10) return { state: 'succeeded', status: 'Succeeded' };
    return at < 14 ? { state: 'pending', status: 'Pending' } : { progress: at / 40 };
  });
  const idsIn = (frame: readonly string[]) =>
    frame.flatMap((line) => line.match(/t-\d+/)?.[0] ?? []);

  test('shows ten, what is most interesting first, and counts the others', () => {
    const frame = frameOf(seenOf(snapshotOf(crowd)), momentOf(0, { rows: 50 }));
    const ids = ['t-20', 't-21', ...[29, 28, 27, 26, 25, 24, 23, 22].map((at) => `t-${at}`)];
    expect(idsIn(frame)).toEqual(ids);
    expect(frame.slice(10)).toEqual([
      '  … and 20 more: 10 succeeded, 4 pending, 6 running',
      '⠋ 12 of 30 done  00:00',
    ]);
  });

  test('takes a partial success for what was asked where that is accepted', () => {
    const frame = frameOf(seenOf(snapshotOf(crowd), true), momentOf(0, { rows: 50 }));
    expect(idsIn(frame).slice(0, 2)).toEqual(['t-20', 't-29']);
  });

  test.each([
    [7, 6, ['t-20', 't-21', 't-29', 't-28']],
    [5, 4, ['t-20', 't-21']],
    [4, 3, ['t-20']],
    [3, 1, []],
    [1, 1, []],
  ])('in %d rows is %d lines, so that one is left for what comes above', (rows, lines, ids) => {
    const frame = frameOf(seenOf(snapshotOf(crowd)), momentOf(0, { rows }));
    expect(frame.length).toBe(lines);
    expect(idsIn(frame)).toEqual(ids);
    expect(frame.at(-1)).toContain('12 of 30 done');
  });

  test('keeps the order in which they were given where all of them fit', () => {
    const tasks = crowd.slice(15, 25);
    const frame = frameOf(seenOf(snapshotOf(tasks)), momentOf(0));
    expect(idsIn(frame)).toEqual(tasks.map(({ id }) => id));
  });

  test('in 20 columns says how far it is', () => {
    const seen = seenOf(snapshotOf(crowd, { eta }));
    expect(frameOf(seen, momentOf(0, { columns: 20, rows: 1 }))).toEqual(['⠋ 12/30  00:00  ~3m']);
  });
});

const texts = fc.oneof(
  fc.constantFrom(
    ...[
      '\u001b[2J\u001b[?25l',
      'a\r\nb',
      '\u009b31m',
      '\u202ex',
      '\tx',
      '构建镜像：第二阶段',
      '👨‍👩‍👧‍👦'.repeat(9),
    ],
    ...['e\u0301\u0301', '\u200b\u2060', '\u0600١', 'x'.repeat(3_000), ''],
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const anyTask: fc.Arbitrary<Task> = fc.record({
  id: texts,
  status: texts,
  phase: texts,
  message: texts,
  state: fc.constantFrom('pending', 'running', 'failed', 'succeeded', 'not-found', 'unknown'),
  progress: fc.double({ min: -1, max: 2, noNaN: true }),
});

test('whatever a cloud says, no line is wider than the terminal, no more of them than it has, and no text is obeyed', () => {
  const size = fc.record({
    columns: fc.integer({ min: 1, max: 200 }),
    rows: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(anyTask, { maxLength: 14 }), size, fc.boolean(), (tasks, at, isKnown) => {
      const seen = seenOf(snapshotOf(tasks, isKnown ? { eta, nextLookInMs: 9_000 } : {}));
      const frame = frameOf(seen, momentOf(1_000, at));
      expect(frame.length).toBeGreaterThan(0);
      expect(frame.length).toBeLessThanOrEqual(Math.max(at.rows - 1, 1));
      for (const line of frame) {
        expect(widthOf(line)).toBeLessThanOrEqual(at.columns);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }
    }),
    { numRuns: 300 },
  );
});
