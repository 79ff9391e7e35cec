/** From the start of the process to its end on a task that has finished, interleaved with others doing the same. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmulator } from '../emulator/index.ts';
import { median } from './statistics.ts';
import { type Goal, table } from './table.ts';

const RUNS = 41;
const WARM_UP = 2;
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

/** What is measured, with what is typed behind it; the action is run on a task of the emulator that has finished. */
const PROGRAMS = {
  // An import of `node:http` evaluates what it exports lazily, and with that loads Node's own undici: that is nobody's.
  'a CommonJS script with one HTTP request': [path('start-commonjs.cjs')],
  'a bare script with one HTTP request': [path('start-bare.mjs')],
  '`@actions/core` 3 and one `fetch`': [path('start-core-fetch.mjs')],
  'the action': [path('../dist/index.js')],
  'the command line': [path('../dist/cli.js'), 'alibaba-eci-commit', 't-1'],
  'the official SDK client': [path('start-sdk.mjs')],
} as const;

type Program = keyof typeof PROGRAMS;
const programs = Object.keys(PROGRAMS) as Program[];

const commonJs = 'a CommonJS script with one HTTP request';

/** What the action is held to, by its median: as many times what another program takes. */
const GOALS: readonly { base: Program; most: number }[] = [
  { base: commonJs, most: 2 },
  { base: 'a bare script with one HTTP request', most: 1.4 },
  { base: '`@actions/core` 3 and one `fetch`', most: 0.79 },
  { base: 'the official SDK client', most: 0.62 },
];

/** The command line reads flags as well. */
const MOST_BEYOND_MS = 10;

/** Table and goals of the start bench. */
export async function start(): Promise<{ tables: string; goals: Goal[] }> {
  const { wall, processor } = await medians();
  const ratio = (times: Times, name: Program, base: Program) => times[name] / times[base];
  const rows = programs.map((name) => [
    name,
    wall[name].toFixed(0),
    processor[name].toFixed(0),
    ratio(wall, name, commonJs).toFixed(2),
    ratio(processor, name, commonJs).toFixed(2),
    ratio(wall, 'the action', name).toFixed(2),
  ]);
  const goals = GOALS.map(({ base, most }): Goal => {
    const measured = ratio(wall, 'the action', base);
    return {
      what: `start, to ${base}`,
      asked: `≤ ${most}`,
      measured: measured.toFixed(2),
      isMet: measured <= most,
    };
  });
  const more = wall['the command line'] - wall['the action'];
  goals.push({
    what: 'start of the command line, beyond the action’s',
    asked: `≤ ${MOST_BEYOND_MS} ms`,
    measured: `${more.toFixed(1)} ms`,
    isMet: more <= MOST_BEYOND_MS,
  });
  const head = [
    '',
    'median ms',
    'processor ms',
    'to the CommonJS script',
    'by processor time',
    'the action to it',
  ];
  return { tables: table(head, rows), goals };
}

type Times = Record<Program, number>;

/** Each program in turn, round by round, so that what else the machine does meets all of them. */
async function medians(): Promise<{ wall: Times; processor: Times }> {
  const steps = [{ at: 0, status: 'Succeeded' }];
  const emulator = await startEmulator({
    tasks: [{ kind: 'alibaba-eci-commit', id: 't-1', steps }],
  });
  const env = environment(emulator.url);
  const wall = new Map<Program, number[]>(programs.map((name) => [name, []]));
  const processor = new Map<Program, number[]>(programs.map((name) => [name, []]));
  for (let round = 0; round < RUNS + WARM_UP; round += 1) {
    for (const name of programs) {
      const before = performance.now();
      await run(process.execPath, [...PROGRAMS[name]], { env });
      const took = performance.now() - before;
      const worked = await processorTime(PROGRAMS[name], env);
      if (round < WARM_UP) continue;
      wall.get(name)?.push(took);
      processor.get(name)?.push(worked);
    }
  }
  await emulator.close();
  return { wall: mediansOf(wall), processor: mediansOf(processor) };
}

function mediansOf(times: ReadonlyMap<Program, number[]>): Times {
  const entries = programs.map((name) => [name, median(times.get(name) ?? [])]);
  return Object.fromEntries(entries);
}

/** Milliseconds that a process works, in a run of its own: of a child, Node does not tell them, a shell does. */
async function processorTime(
  program: readonly string[],
  env: Record<string, string | undefined>,
): Promise<number> {
  // Where its input is a socket, bash takes itself for one that was called from afar, and reads its start file.
  const script = 'TIMEFORMAT="%3U %3S"; time "$0" "$@" >/dev/null 2>&1';
  const { stderr } = await run('bash', ['--norc', '-c', script, process.execPath, ...program], {
    env,
  });
  const [user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return (user + system) * 1_000;
}

function environment(url: string): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    BENCH_URL: url,
    INPUT_PROVIDER: 'alibaba-eci-commit',
    'INPUT_TASK-ID': 't-1',
    INPUT_REGION: 'cn-hangzhou',
    INPUT_ENDPOINT: url,
    'INPUT_ACCESS-KEY-ID': 'emulator-access-key-id',
    'INPUT_ACCESS-KEY-SECRET': 'emulator-access-key-secret',
    // What the command line has by flags or by the vendor's variables.
    WAIT_FOR_CLOUD_TASK_ENDPOINT: url,
    ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'emulator-access-key-secret',
  };
}
