/** The action itself on many Volcengine tasks of an emulator in this process: what its own process takes, end and all. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmulator } from '../emulator/index.ts';

const ACTION = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** Written by the process as it ends, after all that the action has written. */
const REPORT = `process.on('exit', () => require('node:fs').writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ usage: process.resourceUsage() })))`;

/** What the process took. */
interface ActionUsage {
  requests: number;
  cpuMs: number;
  peakMiB: number;
}

/**
 * Waits for `count` tasks, a look a second, until all have succeeded after `seconds`. Every task has another progress at
 * every look, which is the most that can change.
 */
export async function waitFor(count: number, seconds: number): Promise<ActionUsage> {
  const ids = Array.from({ length: count }, (_, index) => `t-${String(index).padStart(16, '0')}`);
  const running = Array.from({ length: seconds }, (_, at) => ({
    at,
    status: 'Running',
    progress: (100 * at) / seconds,
  }));
  const steps = [...running, { at: seconds, status: 'Succeeded' }];
  const tasks = ids.map((id) => ({
    kind: 'volcengine-ecs-task' as const,
    id,
    parent: `image-${id}`,
    type: 'CopyImage',
    startsWhenAsked: true,
    steps,
  }));
  const emulator = await startEmulator({ tasks });
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const env = environment(emulator.url, ids, folder);
    await promisify(execFile)(process.execPath, ['--require', env.BENCH_REPORT, ACTION], { env });
    const { usage } = JSON.parse(readFileSync(env.BENCH_USAGE, 'utf8'));
    const requests = emulator.requests.length;
    const cpuMs = (usage.userCPUTime + usage.systemCPUTime) / 1_000;
    return { requests, cpuMs, peakMiB: usage.maxRSS / 1_024 };
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true });
  }
}

function environment(url: string, ids: readonly string[], folder: string) {
  const file = (name: string, text = '') => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    PATH: process.env.PATH,
    BENCH_REPORT: file('report.cjs', REPORT),
    BENCH_USAGE: join(folder, 'usage.json'),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    INPUT_PROVIDER: 'volcengine-ecs-task',
    'INPUT_TASK-ID': ids.join(','),
    'INPUT_POLL-INTERVAL': '1s',
    INPUT_REGION: 'cn-beijing',
    INPUT_ENDPOINT: url,
    'INPUT_ACCESS-KEY-ID': 'emulator-access-key-id',
    'INPUT_ACCESS-KEY-SECRET': 'emulator-access-key-secret',
  };
}
