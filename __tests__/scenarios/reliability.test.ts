import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalCell, runLocalRows } from './support/local-rows.ts';
import { type Cell, runMatrix } from './support/matrix.ts';
import { reliabilityDoc } from './support/reliability-doc.ts';
import { type Group, type Row, rows } from './support/rows.ts';

const DOC = new URL('../../docs/reliability.md', import.meta.url);

/** What the promise allows beyond the deadline: the last look. */
const LAST_LOOK_MS = 10_000;

/** Half a second of a busy machine, on the fast clock. */
const SLACK_MS = 15_000;

let cells: Cell[] = [];
let local: LocalCell[] = [];
beforeAll(async () => {
  // A proxy of this machine's has no business between the tests and their emulator.
  process.env.NO_PROXY = process.env.no_proxy = '127.0.0.1';
  local = await runLocalRows();
  cells = await runMatrix();
}, 120_000);

const of = (row: Row, span: Cell['span']) =>
  cells.filter((cell) => cell.row === row && cell.span === span);
const states = (row: Row, span: Cell['span']) =>
  Object.fromEntries(of(row, span).map(({ kind, outcome }) => [kind, outcome.state]));
const all = (row: Row, state: string) => Object.fromEntries(row.kinds.map((kind) => [kind, state]));
const named = (some: readonly Row[]) => some.map((row) => [row.name, row] as const);
const inGroups = (...groups: Group[]) => named(rows.filter(({ group }) => groups.includes(group)));

const isFatal = ({ group, access }: Row) =>
  group === 'fatal' || (group === 'credential' && access === 'keys');
const TROUBLE = ['throttling', 'transient', 'envelopes'] as const;

test('the matrix has at least 25 faults with 5 kinds of task', () => {
  expect(new Set(rows.map(({ fault }) => fault)).size).toBeGreaterThanOrEqual(25);
  const expected = rows.map((row) => row.kinds.length * row.spans.length);
  expect(cells).toHaveLength(expected.reduce((sum, count) => sum + count, 0));
  const harmless = cells.filter(
    ({ row, requests }) => row.fault && !requests.some(({ fault }) => fault),
  );
  expect(harmless).toEqual([]);
});

describe('a fault that passes loses no wait', () => {
  test.each(named(rows.filter((row) => !isFatal(row) && row.spans.includes('passes'))))(
    '%s',
    (_name, row) => {
      expect(states(row, 'passes')).toEqual(all(row, 'succeeded'));
    },
  );
});

describe('a fault that stays is never a success, and ends in time', () => {
  test.each(named(rows))('%s', (_name, row) => {
    for (const { outcome, tookMs, timeoutMs, requests } of of(row, 'stays')) {
      expect(outcome).toMatchObject({ isOk: false, state: expect.not.stringMatching('succeeded') });
      expect(outcome.message).not.toBe('');
      expect(tookMs).toBeLessThan(timeoutMs + LAST_LOOK_MS + SLACK_MS);
      const actions = requests.map(({ action }) => action);
      expect(actions).not.toContain('FollowRedirect');
      // What is stopped on its way is counted as well.
      if (row.road) continue;
      // The runner's token service is no part of the cloud.
      const counted = actions.filter((action) => action !== 'GetIDToken');
      // Two may be cut off before they have come as far as the server: at the deadline, and when the last look's time is up.
      expect(outcome.requestCount - counted.length).toBeGreaterThanOrEqual(0);
      expect(outcome.requestCount - counted.length).toBeLessThanOrEqual(2);
    }
  });
});

describe('trouble that stays is timed-out, with a last look at the deadline', () => {
  test.each(inGroups(...TROUBLE))('%s', (_name, row) => {
    expect(states(row, 'stays')).toEqual(all(row, 'timed-out'));
    for (const { requests, timeoutMs } of of(row, 'stays')) {
      const last = requests.filter(({ at }) => at >= timeoutMs - 50);
      expect(last.length).toBeGreaterThanOrEqual(1);
      // Three tries, and one that was on its way when the time was up.
      expect(last.length).toBeLessThanOrEqual(4);
    }
  });
});

describe('trouble is one warning when it starts and one line when it is over', () => {
  test.each(inGroups(...TROUBLE))('%s', (_name, row) => {
    for (const [span, count] of [
      ['passes', 1],
      ['stays', 0],
    ] as const) {
      for (const { warnings, lines } of of(row, span)) {
        expect(warnings).toEqual([expect.stringContaining('The wait goes on.')]);
        expect(lines.filter((line) => line.includes('answers are back'))).toHaveLength(count);
      }
    }
  });
});

describe('what waiting cannot mend ends the wait at once, with a remedy', () => {
  test.each(named(rows.filter(isFatal)))('%s', (_name, row) => {
    for (const span of ['passes', 'stays'] as const) {
      expect(states(row, span)).toEqual(all(row, 'error'));
      for (const { outcome, requests } of of(row, span)) {
        expect(outcome.nextStep).not.toBe('');
        // The request that was refused is the last one.
        expect(requests.findIndex(({ fault }) => fault === row.fault)).toBe(requests.length - 1);
      }
    }
  });
});

describe('a connection that never comes about ends in time, as what it is', () => {
  test.each(inGroups('connection'))('%s', (_name, row) => {
    expect(states(row, 'stays')).toEqual(all(row, row.ends ?? ''));
    for (const { outcome, warnings, tookMs } of of(row, 'stays')) {
      expect(warnings).toEqual([expect.stringContaining('The wait goes on.')]);
      expect(outcome.message).not.toContain('undefined');
      // A minute, and what a look takes that begins just before it is over.
      if (row.ends === 'error') expect(tookMs).toBeLessThan(60_000 + LAST_LOOK_MS + SLACK_MS);
    }
  });
});

describe('a look-up by parent takes no other task for the newest', () => {
  test.each(inGroups('parents'))('%s', (_name, row) => {
    // Of a container group every task counts, and an answer does not say whose a task is.
    const told = of(row, 'stays').filter(({ kind }) => kind !== 'alibaba-eci-commit');
    expect(told).toHaveLength(row.kinds.length - 1);
    for (const { outcome } of told) {
      const others = outcome.tasks.filter(({ id }) => id !== 't-1' && id !== 'parent-1');
      expect(others).toEqual([]);
    }
  });
});

test('what this machine does not let through costs no wait, and no exit code', () => {
  for (const { row, success, failed } of local) {
    expect([row.name, success.code, failed.code]).toEqual([row.name, 0, 1]);
    expect([row.name, success.stderr, failed.stderr]).toEqual([row.name, '', '']);
    const expected = row.isUnread ? 0 : Object.keys(row.env).length;
    expect([row.name, success.warnings.length]).toEqual([row.name, expected]);
  }
});

test('docs/reliability.md says what this run did', () => {
  const text = reliabilityDoc(cells, local);
  if (process.env.UPDATE_RELIABILITY) writeFileSync(DOC, text);
  expect(readFileSync(DOC, 'utf8')).toBe(text);
});
