import { randomUUID } from 'node:crypto';
import { type Kind, type RecordedRequest, startEmulator } from '../../../emulator/index.ts';
import { createHttp } from '../../../src/network/http.ts';
import { createLog } from '../../../src/render/log.ts';
import type { Outcome } from '../../../src/wait/outcome.ts';
import type { Reporter } from '../../../src/wait/run.ts';
import { runBy } from '../../support/hosts.ts';
import type { Inputs } from './action.ts';
import { facts } from './cloud.ts';
import { fastClock } from './fast-clock.ts';
import { roleInputs, runnerTokens } from './roles.ts';
import { type Row, rows, type Span, taskInputs } from './rows.ts';

/** Fast enough for minutes in seconds, slow enough that a busy machine's hiccup is no virtual half minute. */
const SPEED = 20;

/** Virtual. Longer than the 60 s in which a task may be missing; the faults that pass need more patience. */
const FOREVER_TIMEOUT = '2m';
const PASSING_TIMEOUT = '20m';

/** What one wait under a fault came to. Times are virtual milliseconds. */
export interface Cell {
  row: Row;
  kind: Kind;
  span: Span;
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

/** Groups whose faults leave the truth in sight. */
const TRUTHFUL: readonly Row['group'][] = ['answer', 'clock', 'fields', 'parents'];

/**
 * Waits, in this process, for one task under one fault: real client, real HTTP, a clock that is faster. Where the fault
 * stays, the task has not succeeded if the fault lets the truth through, and has succeeded if it hides it: a client that
 * believes too much is caught in the first case, one that reads what it should refuse in the second.
 */
export async function runCell(row: Row, kind: Kind, span: Span): Promise<Cell> {
  const clock = fastClock(SPEED);
  const emulator = await startEmulator({
    now: clock.now,
    tasks: [
      { kind, id: 't-1', parent: 'parent-1', steps: stepsOf(row, kind, span) },
      ...(row.others?.(kind) ?? []),
    ],
    faults: row.fault ? [{ fault: row.fault, kind, ...hits(row, span) }] : [],
  });
  const way = await row.road?.(emulator, span, clock);
  const { http, close } = createHttp(way?.env ?? {});
  try {
    const env = runnerTokens(emulator);
    const timeout = span === 'passes' ? PASSING_TIMEOUT : FOREVER_TIMEOUT;
    const endpoint = way?.endpoint ?? emulator.url;
    const texts: Inputs = { ...inputsOf(row, kind, emulator.url), endpoint, timeout };
    const { reporter, ...told } = listener();
    const world = {
      clock,
      random: () => 0.5,
      nonce: randomUUID,
      http,
      env,
    };
    const begin = clock.now();
    const signal = new AbortController().signal;
    const { outcome, timeoutMs } = await runBy(texts, world, reporter, signal);
    const tookMs = clock.now() - begin;
    const requests = emulator.requests.map((each) => ({ ...each, at: each.at - begin }));
    return { row, kind, span, outcome, tookMs, timeoutMs, requests, ...told };
  } finally {
    await close();
    await way?.[Symbol.asyncDispose]();
    await emulator.close();
  }
}

function stepsOf(row: Row, kind: Kind, span: Span) {
  const { running, success } = facts[kind];
  if (span === 'stays') {
    return [{ at: 0, status: TRUTHFUL.includes(row.group) ? running : success }];
  }
  return [
    { at: 0, status: running },
    { at: 20, status: success },
  ];
}

function hits(row: Row, span: Span): Row['passing'] {
  if (span === 'passes') return row.passing;
  // A task that was there before it is not: the first answer has to mention it.
  return { from: row.fault === 'vanished' ? 2 : 1 };
}

function inputsOf(row: Row, kind: Kind, url: string): Inputs {
  const common = {
    provider: kind,
    region: facts[kind].region,
    // When to look is tested elsewhere; here the same requests are to be hit whatever the schedule.
    'poll-interval': '6s',
    ...facts[kind].inputs,
    ...taskInputs(row, kind),
  };
  const keys = {
    'access-key-id': 'emulator-access-key-id',
    'access-key-secret': 'emulator-access-key-secret',
  };
  return { ...common, ...(row.access === 'keys' ? keys : roleInputs(url, kind)) };
}

/** What a wait tells its log. */
function listener(): { reporter: Omit<Reporter, 'hide'>; warnings: string[]; lines: string[] } {
  const warnings: string[] = [];
  const lines: string[] = [];
  const reporter: Omit<Reporter, 'hide'> = {
    snapshot: createLog({
      line: (text) => lines.push(text),
      warning: (text) => warnings.push(text),
    }),
    warning: () => undefined,
    canceled: () => undefined,
  };
  return { reporter, warnings, lines };
}

/** Cells under way at once: nearly all of a cell is sleeping, but each of them needs the event loop in time. */
const AT_ONCE = 48;

/** Every row with its kinds of task, with a fault that passes and with one that stays. */
export async function runMatrix(): Promise<Cell[]> {
  const waiting = rows.flatMap((row) =>
    row.kinds.flatMap((kind) =>
      row.spans.toReversed().map((span) => () => runCell(row, kind, span)),
    ),
  );
  const cells: Cell[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) cells.push(await next());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return cells;
}
