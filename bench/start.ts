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
    // An import of `node:http` evaluates what it exports lazily, and with that loads Node's own undici: that is nobody's.
    'a CommonJS script with one HTTP request': path('start-commonjs.cjs'),
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

  const [commonjs, bare, action, sdk] = Object.keys(programs).map((name) =>
    median(times[name] ?? []),
  );
  const ratio = (ms = Number.NaN, base = Number.NaN) => ms / base;
  const rows = Object.keys(programs).map((name) => {
    const ms = median(times[name] ?? []);
    return [name, ms.toFixed(0), ratio(ms, commonjs).toFixed(2), ratio(ms, bare).toFixed(2)];
  });
  const goals: Goal[] = [
    {
      what: 'start, to a bare script with one HTTP request',
      asked: '≤ 1.4',
      measured: ratio(action, bare).toFixed(2),
      isMet: ratio(action, bare) <= 1.4,
    },
    {
      what: 'start, to the official SDK client',
      asked: '< 1',
      measured: ratio(action, sdk).toFixed(2),
      isMet: ratio(action, sdk) < 1,
    },
  ];
  const head = ['', 'median ms', 'to the CommonJS script', 'to the bare script'];
  return { tables: table(head, rows), goals };
}
