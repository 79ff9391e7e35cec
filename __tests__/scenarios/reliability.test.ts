import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { faults, type Kind } from '../../emulator/index.ts';
import { kinds } from './support/cloud.ts';
import { type Cell, type Row, rows, runCell, runMatrix } from './support/matrix.ts';
import { reliabilityDoc } from './support/reliability-doc.ts';

const DOC = new URL('../../docs/reliability.md', import.meta.url);

/** What the promise allows beyond the deadline: the last look. */
const LAST_LOOK_MS = 10_000;

/** Half a second of a busy machine, on the fast clock. */
const SLACK_MS = 15_000;

let cells: Cell[] = [];
beforeAll(async () => {
  // A proxy of this machine's has no business between the tests and their emulator.
  process.env.NO_PROXY = process.env.no_proxy = '127.0.0.1';
  cells = await runMatrix();
}, 120_000);

const of = (row: Row, span: Cell['span']) =>
  cells.filter((cell) => cell.row === row && cell.span === span);
const states = (row: Row, span: Cell['span']) =>
  Object.fromEntries(of(row, span).map(({ kind, outcome }) => [kind, outcome.state]));
const all = (state: string) => Object.fromEntries(kinds.map((kind) => [kind, state]));
const named = (some: readonly Row[]) =>
  some.map((row) => [row.access === 'role' ? `${row.fault} with a role` : row.fault, row] as const);

const isFatal = ({ fault, access }: Row) =>
  faults[fault].category === 'fatal' ||
  (faults[fault].category === 'credential' && access === 'keys');
const isTrouble = ({ fault }: Row) => ['throttling', 'transient'].includes(faults[fault].category);

test('the matrix has at least 25 faults with 5 kinds of task', () => {
  expect(new Set(rows.map(({ fault }) => fault)).size).toBeGreaterThanOrEqual(25);
  expect(cells).toHaveLength(rows.length * kinds.length * 2);
  const harmless = cells.filter(({ requests }) => !requests.some(({ fault }) => fault));
  expect(harmless).toEqual([]);
});

describe('a fault that passes loses no wait', () => {
  test.each(named(rows.filter((row) => !isFatal(row))))('%s', (_name, row) => {
    expect(states(row, 'passes')).toEqual(all('succeeded'));
  });
});

describe('a fault that stays is never a success, and ends in time', () => {
  test.each(named(rows))('%s', (_name, row) => {
    for (const { outcome, tookMs, timeoutMs, requests } of of(row, 'stays')) {
      expect(outcome).toMatchObject({ isOk: false, state: expect.not.stringMatching('succeeded') });
      expect(outcome.message).not.toBe('');
      expect(tookMs).toBeLessThan(timeoutMs + LAST_LOOK_MS + SLACK_MS);
      const actions = requests.map(({ action }) => action);
      // The runner's token service is no part of the cloud.
      const counted = actions.filter((action) => action !== 'GetIDToken');
      // One that the deadline cut off may not have come as far as the server.
      expect(outcome.requestCount - counted.length).toBeGreaterThanOrEqual(0);
      expect(outcome.requestCount - counted.length).toBeLessThanOrEqual(1);
      expect(actions).not.toContain('FollowRedirect');
    }
  });
});

describe('trouble that stays is timed-out, with a last look at the deadline', () => {
  test.each(named(rows.filter(isTrouble)))('%s', (_name, row) => {
    expect(states(row, 'stays')).toEqual(all('timed-out'));
    for (const { requests, timeoutMs } of of(row, 'stays')) {
      const last = requests.filter(({ at }) => at >= timeoutMs - 50);
      expect(last.length).toBeGreaterThanOrEqual(1);
      // Three tries, and one that was on its way when the time was up.
      expect(last.length).toBeLessThanOrEqual(4);
    }
  });
});

describe('trouble is one warning when it starts and one line when it is over', () => {
  test.each(named(rows.filter(isTrouble)))('%s', (_name, row) => {
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
      expect(states(row, span)).toEqual(all('error'));
      for (const { outcome, requests } of of(row, span)) {
        expect(outcome.nextStep).not.toBe('');
        // The request that was refused is the last one.
        expect(requests.findIndex(({ fault }) => fault === row.fault)).toBe(requests.length - 1);
      }
    }
  });
});

describe('pages that do not end, in a look-up by parent', () => {
  const parents = [
    ['alibaba-eci-commit', 'container-group-id'],
    ['alibaba-ecs-image-pipeline', 'image-pipeline-id'],
    ['volcengine-ecs-task', 'resource-id'],
  ] as const satisfies [Kind, string][];
  const faultsOfPages = ['repeated-next-token', 'endless-pages'] as const;
  const cases = faultsOfPages.flatMap((fault) =>
    parents.map(([kind, input]) => [fault, kind, input] as const),
  );
  test.concurrent.each(cases)('%s, %s', async (fault, kind, input) => {
    const row: Row = { fault, access: 'keys', passing: { from: 1, count: 3 } };
    const inputs = { 'task-id': '', [input]: 'parent-1' };
    const [passes, stays] = await Promise.all([
      runCell(row, kind, 'passes', inputs),
      runCell(row, kind, 'stays', { ...inputs, timeout: '20s' }),
    ]);
    expect(passes.outcome.state).toBe('succeeded');
    expect(stays.outcome).toMatchObject({ state: 'timed-out', isOk: false });
    expect(stays.warnings).toHaveLength(1);
    expect(stays.tookMs).toBeLessThan(stays.timeoutMs + LAST_LOOK_MS + SLACK_MS);
  });
});

test('docs/reliability.md says what this run did', () => {
  const text = reliabilityDoc(cells);
  if (process.env.UPDATE_RELIABILITY) writeFileSync(DOC, text);
  expect(readFileSync(DOC, 'utf8')).toBe(text);
});
