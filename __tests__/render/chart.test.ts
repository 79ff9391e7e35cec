import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Task } from '../../src/model/task.ts';
import { ganttSection } from '../../src/render/chart.ts';
import { type Course, extend, NO_COURSE } from '../../src/render/course.ts';
import { diagramText } from '../../src/render/escape.ts';
import { EPOCH } from '../support/clock.ts';
import { report, snapshot, task } from '../support/outcomes.ts';
import { cloudError } from '../support/provider.ts';

/** A course of looks: seconds since the beginning, and what changed. */
function lookedAt(...looks: [second: number, ...changed: Task[]][]): Course {
  return looks.reduce(
    (course, [second, ...changed]) => extend(course, snapshot({ changed }), EPOCH + second * 1_000),
    NO_COURSE,
  );
}

const chart = (course: Course, ...tasks: Task[]) =>
  ganttSection(report({ tasks }, { course }), 100_000);
const bars = (text: string) =>
  [...text.matchAll(/^ {2}(\S.*) :(?:(\w+), )?t\d+, (\d+), (\d+)$/gm)].map(
    ([, label, tag = '', from, to]) => [
      label,
      tag,
      (Number(from) - EPOCH) / 1_000,
      (Number(to) - EPOCH) / 1_000,
    ],
  );

describe('the bars of a task', () => {
  const states = (...words: string[]) =>
    words.map((status) =>
      task('a', status === 'PENDING' ? 'pending' : status === 'FAILED' ? 'failed' : 'running', {
        status,
      }),
    );
  const [pending, building, failed] = states('PENDING', 'BUILDING', 'FAILED') as [Task, Task, Task];

  test('are its words from look to look; the last one tells the end', () => {
    const course = lookedAt([0, pending], [10, building], [60, failed]);
    expect(bars(chart(course, failed))).toEqual([
      ['▸ PENDING', 'done', 0, 10],
      ['▸ BUILDING → FAILED', 'crit', 10, 60],
    ]);
  });

  test('begin and end by the cloud’s clock where that agrees with the looks', () => {
    const at = (second: number) => new Date(EPOCH + second * 1_000).toISOString();
    const course = lookedAt([0, building], [60, failed]);
    const dated = { ...failed, createdAt: at(-30), finishedAt: at(42) };
    expect(bars(chart(course, dated))).toEqual([['▸ BUILDING → FAILED', 'crit', -30, 42]]);
    const wrong = { ...failed, createdAt: at(-90_000), finishedAt: at(4_200) };
    expect(bars(chart(course, wrong))).toEqual([['▸ BUILDING → FAILED', 'crit', 0, 60]]);
  });

  test('go on to the end of the wait while the task runs', () => {
    const text = chart(lookedAt([0, building]), building);
    expect(bars(text)).toEqual([['▸ BUILDING', 'active', 0, 65]]);
  });

  test('are the phases of a vendor that gives their times with a zone', () => {
    const at = (second: number) => new Date(EPOCH + second * 1_000).toISOString();
    const phases = [
      { name: 'Pull', status: 'Success', startedAt: at(1), finishedAt: at(20) },
      { name: 'Push', status: 'Failed', startedAt: at(20), finishedAt: at(50) },
      { name: 'Lost', status: '', startedAt: '2026-11-22 12:00:00', finishedAt: '' },
    ];
    expect(bars(chart(lookedAt([0, building]), { ...building, phases }))).toEqual([
      ['▸ Pull', '', 1, 20],
      ['▸ Push', 'crit', 20, 50],
    ]);
  });

  test('are none where nothing took any time', () => {
    const done = task('a', 'succeeded');
    const now = { course: lookedAt([65, done]) };
    expect(ganttSection(report({ tasks: [done] }, now), 100_000)).toBe('');
  });
});

test('trouble has a row of its own', () => {
  const building = task('a', 'running', { status: 'BUILDING' });
  const trouble = { error: cloudError('transient'), sinceMs: 0, isNew: true };
  const begun = extend(lookedAt([0, building]), snapshot({ trouble }), EPOCH + 10_000);
  const ended = extend(begun, snapshot({ recovered: { lastedMs: 20_000 } }), EPOCH + 30_000);
  expect(bars(chart(ended, building))).toContainEqual(['▸ no usable answer', 'crit', 10, 30]);
  expect(bars(chart(begun, building))).toContainEqual(['▸ no usable answer', 'crit', 10, 65]);
});

test('of a thousand tasks the chart holds those that failed, and says what it leaves out', () => {
  const many = Array.from({ length: 1_000 }, (_, index) =>
    task(`t-${index}`, index === 999 ? 'failed' : 'succeeded', { phase: 'x'.repeat(5_000) }),
  );
  const course = lookedAt([0, ...many.map(({ id }) => task(id, 'running'))], [60, ...many]);
  const text = chart(course, ...many);
  expect(text.length).toBeLessThan(50_000);
  expect(text).toContain('section ✗ t-999');
  expect(text).toContain('The chart leaves out 940 of 1000 tasks.');
  expect(ganttSection(report({ tasks: many }, { course }), 2_000).length).toBeLessThan(2_000);
});

test('a task that goes to and fro keeps its first and its last stay', () => {
  const looks = Array.from({ length: 500 }, (_, index): [number, Task] => [
    index,
    task('a', 'running', { status: `W${index}` }),
  ]);
  const spans = lookedAt(...looks).spans.get('a') ?? [];
  expect([spans.length, spans[0]?.label, spans.at(-1)?.label]).toEqual([100, 'W0', 'W499']);
});

test('any text at all is one label without syntax', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('title x', '%%{init: {}}%%', 'a:b;c#d', '\n', '```', '__proto__', '2026-11-22'),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const label = diagramText(text, 60);
      expect(label).not.toMatch(/[:;#%{}<>"'`,\\&$\n\r[\]|]/);
      expect(label).toMatch(/^[…✓◐✗▸]/u);
      expect(label.length).toBeLessThanOrEqual(62);
    }),
    { seed: 20_261_122, numRuns: 1_000 },
  );
});
