/**
 * The main step of the emulator's action: starts the emulator as a process of its own, which outlives the step and ends
 * with the job, and tells later steps where it is.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fail, hand, input, words } from './runner.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

/** The emulator is up within a second; a runner under load gets some more. */
const patienceMs = 20_000;

const keys = { id: 'emulator-access-key-id', secret: 'emulator-access-key-secret' };

/** The names that both clouds' own tools read. */
const variables = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: keys.id,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: keys.secret,
  VOLCENGINE_ACCESS_KEY: keys.id,
  VOLCENGINE_SECRET_KEY: keys.secret,
};

try {
  await start();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function start(): Promise<void> {
  const tasks = readTasks();
  const log = join(mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'emulator-')), 'log.txt');
  const file = openSync(log, 'a');
  // Of its own group and with no pipe to this step: the runner does not wait for it.
  const child = spawn(process.execPath, [cli, ...options()], {
    detached: true,
    stdio: ['ignore', file, file],
    windowsHide: true,
  });
  child.unref();
  hand('GITHUB_STATE', 'pid', String(child.pid ?? ''));
  hand('GITHUB_STATE', 'log', log);
  const endpoint = await listening(log, () => child.exitCode !== null);
  if (tasks) await add(endpoint, tasks);
  for (const [name, value] of Object.entries({
    endpoint,
    'access-key-id': keys.id,
    'access-key-secret': keys.secret,
    log,
  })) {
    hand('GITHUB_OUTPUT', name, value);
  }
  if (input('environment') === 'true') {
    for (const [name, value] of Object.entries(variables)) hand('GITHUB_ENV', name, value);
  }
  process.stdout.write(`The emulator listens at ${endpoint}; its log is ${log}\n`);
}

function options(): string[] {
  const count = input('fault-count');
  return [
    ...['--port', input('port') || '0', '--speed', input('speed') || '1'],
    ...words(input('faults')).flatMap((name) => ['--fault', name]),
    ...(count ? ['--count', count] : []),
    ...words(input('denied')).flatMap((permission) => ['--deny', permission]),
  ];
}

/** The input `tasks`, checked to be JSON before anything is started. */
function readTasks(): string {
  const text = input('tasks');
  try {
    if (text) JSON.parse(text);
  } catch (error) {
    throw new Error(`tasks: ${error instanceof Error ? error.message : error}. Give a JSON list.`);
  }
  return text;
}

/** The emulator's address, as its first line says. Rejects with its own words where it did not come up. */
async function listening(log: string, hasEnded: () => boolean): Promise<string> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const [, url] = /listens at (\S+)\n/.exec(readFileSync(log, 'utf8')) ?? [];
    if (url) return url;
    if (hasEnded()) throw new Error(readFileSync(log, 'utf8').trim() || 'It did not start.');
    await sleep(50);
  }
  throw new Error(`It did not come up within ${patienceMs / 1_000} s.`);
}

async function add(endpoint: string, tasks: string): Promise<void> {
  const answer = await fetch(`${endpoint}/_emulator/tasks`, { method: 'POST', body: tasks });
  if (!answer.ok) throw new Error(`tasks: ${await answer.text()}`);
}
