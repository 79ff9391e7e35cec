/** From the start of the process to its end on a task that has finished, interleaved with others doing the same. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmulator } from '../emulator/index.ts';
import { median } from './statistics.ts';
import { type Goal, table } from './table.ts';

const RUNS = 21;
const WARM_UP = 2;
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

/** Table and goals of the start bench. */
export async function start(): Promise<{ tables: string; goals: Goal[] }> {
  const steps = [{ at: 0, status: 'Succeeded' }];
  const emulator = await startEmulator({
    tasks: [{ kind: 'alibaba-eci-commit', id: 't-1', steps }],
  });
  const env = {
    PATH: process.env.PATH,
    BENCH_URL: emulator.url,
    INPUT_PROVIDER: 'alibaba-eci-commit',
    'INPUT_TASK-ID': 't-1',
    INPUT_REGION: 'cn-hangzhou',
    INPUT_ENDPOINT: emulator.url,
    'INPUT_ACCESS-KEY-ID': 'emulator-access-key-id',
    'INPUT_ACCESS-KEY-SECRET': 'emulator-access-key-secret',
  };
  const programs = {
    'a bare script with one HTTP request': path('start-bare.mjs'),
    'the action': path('../dist/index.js'),
    'the official SDK client': path('start-sdk.mjs'),
  };
  const times: Record<string, number[]> = {};
  for (let round = 0; round < RUNS + WARM_UP; round += 1) {
    for (const [name, program] of Object.entries(programs)) {
      const before = performance.now();
      await run(process.execPath, [program], { env });
      if (round >= WARM_UP) {
        times[name] ??= [];
        times[name].push(performance.now() - before);
      }
    }
  }
  await emulator.close();

  const [bare, action, sdk] = Object.keys(programs).map((name) => median(times[name] ?? []));
  const toBare = (ms = Number.NaN) => ms / (bare ?? Number.NaN);
  const rows = Object.keys(programs).map((name) => {
    const ms = median(times[name] ?? []);
    return [name, ms.toFixed(0), toBare(ms).toFixed(2)];
  });
  const goals: Goal[] = [
    {
      what: 'start, to a bare script with one HTTP request',
      asked: '≤ 1.4',
      measured: toBare(action).toFixed(2),
      isMet: toBare(action) <= 1.4,
    },
    {
      what: 'start, to the official SDK client',
      asked: '< 1',
      measured: ((action ?? 0) / (sdk ?? 1)).toFixed(2),
      isMet: (action ?? 0) < (sdk ?? 0),
    },
  ];
  return { tables: table(['', 'median ms', 'to the bare script'], rows), goals };
}
