import { randomUUID } from 'node:crypto';
import {
  type FaultName,
  type FaultRule,
  faults,
  type Kind,
  type RecordedRequest,
  startEmulator,
} from '../../../emulator/index.ts';
import { createHttp } from '../../../src/http.ts';
import { readInputs } from '../../../src/inputs/inputs.ts';
import type { Outcome } from '../../../src/outcome.ts';
import { createLog } from '../../../src/reporting/log.ts';
import { type Reporter, run } from '../../../src/run.ts';
import { createSecrets } from '../../../src/secrets.ts';
import type { Inputs } from './action.ts';
import { facts, kinds } from './cloud.ts';
import { fastClock } from './fast-clock.ts';
import { roleInputs, runnerTokens } from './roles.ts';

/** Fast enough for minutes in seconds, slow enough that a busy machine's hiccup is no virtual half minute. */
const SPEED = 20;

/** Virtual. Longer than the 60 s in which a task may be missing; the faults that pass need more patience. */
const FOREVER_TIMEOUT = '2m';
const PASSING_TIMEOUT = '20m';

/** One line of the table: a fault, and with what credentials the wait meets it. */
export interface Row {
  fault: FaultName;
  access: 'keys' | 'role';
  /** The requests that are hit where the fault passes. */
  passing: Pick<FaultRule, 'from' | 'count'>;
}

/** More requests than one round has tries, so that the loop itself meets the fault and not only the client below it. */
const SOME = { from: 2, count: 4 };

/** Every request of the wait. */
const ALL = { from: 1 };

/** Two answers, since a task that three in a row leave out has vanished by the contract. */
const MISSED = { from: 2, count: 2 };

/** From the first request on: a task that has never been listed. */
const UNLISTED = { from: 1, count: 4 };

const PASSING: Partial<Record<FaultName, Row['passing']>> = {
  vanished: MISSED,
  'another-tasks-entry': MISSED,
  'never-there': UNLISTED,
};

/** Every fault that the emulator knows; what concerns credentials also with a role, which can renew them. */
export const rows: readonly Row[] = (Object.keys(faults) as FaultName[]).flatMap((fault) => {
  // What harms nothing need not pass: the end itself is to be seen under it.
  const passing = faults[fault].isHarmless ? ALL : (PASSING[fault] ?? SOME);
  const row: Row = { fault, access: 'keys', passing };
  const isRenewable = faults[fault].category === 'credential';
  return isRenewable
    ? [row, { ...row, access: 'role' as const, passing: { from: 2, count: 1 } }]
    : [row];
});

/** What one wait under a fault came to. Times are virtual milliseconds. */
export interface Cell {
  row: Row;
  kind: Kind;
  span: 'passes' | 'stays';
  outcome: Outcome;
  /** From its begin to its end, measured outside of the code under test. */
  tookMs: number;
  timeoutMs: number;
  /** `at` counts from the begin of the wait. */
  requests: RecordedRequest[];
  /** What the log said. */
  warnings: string[];
  lines: string[];
}

/**
 * Waits, in this process, for one task under one fault: real client, real HTTP, a clock that is faster. Where the fault
 * stays, the task has not succeeded if the fault lets the truth through, and has succeeded if it hides it: a client that
 * believes too much is caught in the first case, one that reads what it should refuse in the second.
 */
export async function runCell(
  row: Row,
  kind: Kind,
  span: Cell['span'],
  more: Inputs = {},
): Promise<Cell> {
  const clock = fastClock(SPEED);
  const { running, success } = facts[kind];
  const { category } = faults[row.fault];
  const showsTruth = category === 'answer' || category === 'clock';
  const steps = {
    passes: [
      { at: 0, status: running },
      { at: 20, status: success },
    ],
    stays: [{ at: 0, status: showsTruth ? running : success }],
  }[span];
  const rule = { fault: row.fault, kind, ...(span === 'passes' ? row.passing : { from: 1 }) };
  // A task that was there before it is not: the first answer has to mention it.
  if (span === 'stays' && row.fault === 'vanished') rule.from = 2;
  const emulator = await startEmulator({
    now: clock.now,
    tasks: [{ kind, id: 't-1', parent: 'parent-1', steps }],
    faults: [rule],
  });
  const { http, close } = createHttp();
  try {
    const env = runnerTokens(emulator);
    const timeout = span === 'passes' ? PASSING_TIMEOUT : FOREVER_TIMEOUT;
    const texts: Inputs = { ...inputsOf(emulator.url, kind, row.access), timeout, ...more };
    const inputs = readInputs((name) => texts[name] ?? '', {});
    const world = { clock, random: () => 0.5, nonce: randomUUID, http, env };
    const warnings: string[] = [];
    const lines: string[] = [];
    const reporter: Reporter = {
      snapshot: createLog({
        line: (text) => lines.push(text),
        warning: (text) => warnings.push(text),
      }),
      warning: () => undefined,
      canceled: () => undefined,
      ...createSecrets(),
    };
    const begin = clock.now();
    const outcome = await run(inputs, world, reporter, new AbortController().signal);
    const tookMs = clock.now() - begin;
    const { timeoutMs } = inputs;
    const requests = emulator.requests.map((each) => ({ ...each, at: each.at - begin }));
    return { row, kind, span, outcome, tookMs, timeoutMs, requests, warnings, lines };
  } finally {
    await close();
    await emulator.close();
  }
}

function inputsOf(url: string, kind: Kind, access: Row['access']): Inputs {
  const common = {
    provider: kind,
    'task-id': 't-1',
    region: facts[kind].region,
    endpoint: url,
    // When to look is tested elsewhere; here the same requests are to be hit whatever the schedule.
    'poll-interval': '3s',
    ...facts[kind].inputs,
  };
  const keys = {
    'access-key-id': 'emulator-access-key-id',
    'access-key-secret': 'emulator-access-key-secret',
  };
  return { ...common, ...(access === 'keys' ? keys : roleInputs(url, kind)) };
}

/** Cells under way at once: nearly all of a cell is sleeping, but each of them needs the event loop in time. */
const AT_ONCE = 48;

/** Every row with every kind of task, with a fault that passes and with one that stays. */
export async function runMatrix(): Promise<Cell[]> {
  const waiting = rows.flatMap((row) =>
    kinds.flatMap((kind) =>
      (['stays', 'passes'] as const).map((span) => () => runCell(row, kind, span)),
    ),
  );
  const cells: Cell[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) cells.push(await next());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return cells;
}
