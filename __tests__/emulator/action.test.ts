import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parseOutputs } from '../../examples/runner.ts';

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'] as const;

let folder = '';
let env: Record<string, string> = {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-action-'));
  env = { RUNNER_TEMP: folder };
  for (const name of FILES) {
    env[name] = join(folder, name);
    writeFileSync(join(folder, name), '');
  }
});
afterEach(async () => {
  await run('stop');
  rmSync(folder, { recursive: true, force: true });
});

const written = (name: (typeof FILES)[number]) =>
  parseOutputs(readFileSync(join(folder, name), 'utf8'));

/** Runs one of the two scripts as the runner does; ends when its output is closed, as the runner's step does. */
async function run(script: 'start' | 'stop', inputs: Record<string, string> = {}) {
  const state = Object.entries(written('GITHUB_STATE')).map(([name, of]) => [`STATE_${name}`, of]);
  const given = Object.entries(inputs).map(([name, of]) => [`INPUT_${name.toUpperCase()}`, of]);
  const file = fileURLToPath(new URL(`../../emulator/action/${script}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file], {
    env: { ...env, ...Object.fromEntries([...state, ...given]) },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code: code as number, text };
}

const tasks = JSON.stringify([
  { kind: 'alibaba-ack-task', id: 'T-1', steps: [{ at: 0, status: 'running' }] },
]);

test('starts an emulator that outlives the step, and ends it with the job', async () => {
  const { code } = await run('start', { tasks, environment: 'true' });
  const { endpoint = '', ...keys } = written('GITHUB_OUTPUT');
  expect(code).toBe(0);
  expect(keys).toMatchObject({
    'access-key-id': 'emulator-access-key-id',
    'access-key-secret': 'emulator-access-key-secret',
  });
  expect(written('GITHUB_ENV')).toEqual({
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'emulator-access-key-secret',
    ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
    VOLCENGINE_ACCESS_KEY: 'emulator-access-key-id',
    VOLCENGINE_SECRET_KEY: 'emulator-access-key-secret',
    VOLCENGINE_REGION: 'cn-beijing',
    WAIT_FOR_CLOUD_TASK_ENDPOINT: endpoint,
    WAIT_FOR_CLOUD_TASK_STS_ENDPOINT: endpoint,
    WAIT_FOR_CLOUD_TASK_POLL_INTERVAL: '5s',
    EMULATOR_ALIYUN_FLAGS: `--endpoint ${new URL(endpoint).host} --insecure`,
  });
  expect((await fetch(`${endpoint}/_emulator/requests`)).status).toBe(200);
  await fetch(`${endpoint}/tasks/T-1::error::x`);

  const { text } = await run('stop');
  expect(text).toContain('Requests to the emulator:');
  expect(text).not.toContain('::');
  await sleep(200);
  await expect(fetch(endpoint)).rejects.toThrow();
});

test('sets no environment variable that was not asked for', async () => {
  await run('start');
  expect(written('GITHUB_ENV')).toEqual({});
});

test('leaves a region that is set, and gives tokens where act has none', async () => {
  Object.assign(env, { ACT: 'true', ALIBABA_CLOUD_REGION_ID: 'cn-beijing' });
  await run('start', { environment: 'true', speed: '10' });
  const variables = written('GITHUB_ENV');
  expect(variables).not.toHaveProperty('ALIBABA_CLOUD_REGION_ID');
  expect(variables.WAIT_FOR_CLOUD_TASK_POLL_INTERVAL).toBe('1s');
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } =
    variables;
  const answer = await fetch(`${url}&audience=me`, {
    headers: { authorization: `bearer ${token}` },
  });
  expect(await answer.json()).toEqual({ value: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
});

test.each([
  [{ starts: '{' }, 'starts: '],
  [{ starts: '[{"ending": "badly"}]' }, 'starts: '],
  [{ tasks: '[{' }, 'tasks: '],
  [{ tasks: '[{"kind": "x"}]' }, 'kind is one of'],
  [{ tasks: tasks.replace('running', 'runing') }, 'Did you mean running?'],
  [{ faults: 'nope' }, 'there is no such fault'],
  [{ speed: 'fast' }, 'give a number over 0'],
])('%j fails the step with one annotation', async (inputs, message) => {
  const { code, text } = await run('start', inputs);
  expect([code, text.match(/^::error/gm)]).toEqual([1, ['::error']]);
  expect(text).toContain(message);
});
