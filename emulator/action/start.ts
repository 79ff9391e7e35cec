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

/** Seconds between two looks of a wait at normal speed: the samples take 20 to 30 s. */
const usualPace = 5;

/** What the later steps are given, so that they are as they will be in the cloud. */
function variables(endpoint: string): Record<string, string> {
  const pace = Math.max(1, Math.round(usualPace / Number(input('speed') || '1')));
  return {
    // The names that both clouds' own tools read.
    ALIBABA_CLOUD_ACCESS_KEY_ID: keys.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: keys.secret,
    VOLCENGINE_ACCESS_KEY: keys.id,
    VOLCENGINE_SECRET_KEY: keys.secret,
    ...unlessSet({ ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou', VOLCENGINE_REGION: 'cn-beijing' }),
    // The action's own.
    WAIT_FOR_CLOUD_TASK_ENDPOINT: endpoint,
    WAIT_FOR_CLOUD_TASK_STS_ENDPOINT: endpoint,
    WAIT_FOR_CLOUD_TASK_POLL_INTERVAL: `${pace}s`,
    // The `aliyun` command line has no variable for an endpoint, but takes it as flags.
    EMULATOR_ALIYUN_FLAGS: `--endpoint ${new URL(endpoint).host} --insecure`,
    ...(process.env.ACT === 'true' &&
      // act has no OIDC tokens; a runner of GitHub's has, where the job's permissions say so, and is to show that they do.
      unlessSet({
        ACTIONS_ID_TOKEN_REQUEST_URL: `${endpoint}/_emulator/oidc?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'emulator',
      })),
  };
}

function unlessSet(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !process.env[name]));
}

try {
  await start();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function start(): Promise<void> {
  const tasks = readJson('tasks');
  const starts = readJson('starts');
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
  if (tasks) await control(endpoint, 'POST', 'tasks', tasks);
  if (starts) await control(endpoint, 'PUT', 'starts', starts);
  for (const [name, value] of Object.entries({
    endpoint,
    'access-key-id': keys.id,
    'access-key-secret': keys.secret,
    log,
  })) {
    hand('GITHUB_OUTPUT', name, value);
  }
  if (input('environment') === 'true') {
    for (const [name, value] of Object.entries(variables(endpoint))) {
      hand('GITHUB_ENV', name, value);
    }
  }
  process.stdout.write(`The emulator listens at ${endpoint}; its log is ${log}\n`);
}

function options(): string[] {
  const count = input('fault-count');
  const perSecond = input('fault-per-second');
  return [
    ...['--port', input('port') || '0', '--speed', input('speed') || '1'],
    ...words(input('faults')).flatMap((name) => ['--fault', name]),
    ...(count ? ['--count', count] : []),
    ...(perSecond ? ['--per-second', perSecond] : []),
    ...words(input('denied')).flatMap((permission) => ['--deny', permission]),
  ];
}

/** An input that is JSON, checked to be so before anything is started. */
function readJson(name: string): string {
  const text = input(name);
  try {
    if (text) JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new Error(`${name}: ${reason}. Give a JSON list.`);
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

/** Tells the emulator what an input says. Throws its own words where it refuses. */
async function control(endpoint: string, method: string, name: string, body: string) {
  const answer = await fetch(`${endpoint}/_emulator/${name}`, { method, body });
  if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
}
