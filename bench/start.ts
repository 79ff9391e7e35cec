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

/** What is measured; the action is run on a task of the emulator that has finished. */
const PROGRAMS = {
  // An import of `node:http` evaluates what it exports lazily, and with that loads Node's own undici: that is nobody's.
  'a CommonJS script with one HTTP request': path('start-commonjs.cjs'),
  'a bare script with one HTTP request': path('start-bare.mjs'),
  'the action': path('../dist/index.js'),
  'the official SDK client': path('start-sdk.mjs'),
} as const;

type Program = keyof typeof PROGRAMS;
const programs = Object.keys(PROGRAMS) as Program[];

/** Table and goals of the start bench. */
export async function start(): Promise<{ tables: string; goals: Goal[] }> {
  const ms = await medians();
  const ratio = (name: Program, base: Program) => ms[name] / ms[base];
  const rows = programs.map((name) => [
    name,
    ms[name].toFixed(0),
    ratio(name, 'a CommonJS script with one HTTP request').toFixed(2),
    ratio(name, 'a bare script with one HTTP request').toFixed(2),
  ]);
  const toBare = ratio('the action', 'a bare script with one HTTP request');
  const toSdk = ratio('the action', 'the official SDK client');
  const goals: Goal[] = [
    {
      what: 'start, to a bare script with one HTTP request',
      asked: '≤ 1.4',
      measured: toBare.toFixed(2),
      isMet: toBare <= 1.4,
    },
    {
      what: 'start, to the official SDK client',
      asked: '< 1',
      measured: toSdk.toFixed(2),
      isMet: toSdk < 1,
    },
  ];
  const head = ['', 'median ms', 'to the CommonJS script', 'to the bare script'];
  return { tables: table(head, rows), goals };
}

/** Each program in turn, round by round, so that what else the machine does meets all of them. */
async function medians(): Promise<Record<Program, number>> {
  const steps = [{ at: 0, status: 'Succeeded' }];
  const emulator = await startEmulator({
    tasks: [{ kind: 'alibaba-eci-commit', id: 't-1', steps }],
  });
  const env = environment(emulator.url);
  const times = new Map<Program, number[]>(programs.map((name) => [name, []]));
  for (let round = 0; round < RUNS + WARM_UP; round += 1) {
    for (const name of programs) {
      const before = performance.now();
      await run(process.execPath, [PROGRAMS[name]], { env });
      if (round >= WARM_UP) times.get(name)?.push(performance.now() - before);
    }
  }
  await emulator.close();
  const entries = programs.map((name) => [name, median(times.get(name) ?? [])]);
  return Object.fromEntries(entries);
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
  };
}
