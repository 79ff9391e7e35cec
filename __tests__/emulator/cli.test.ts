import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Emulator, sampleTasks, startEmulator } from '../../emulator/index.ts';
import { kinds, startsOf } from '../../emulator/kinds.ts';
import { send } from './client.ts';

const cli = fileURLToPath(new URL('../../emulator/cli.ts', import.meta.url));

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

/** Starts the command; `text` is all it has said so far. */
function run(...args: string[]) {
  const started = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child = started;
  const output = { text: '' };
  const hear = (chunk: Buffer) => {
    output.text += chunk;
  };
  started.stdout.on('data', hear);
  started.stderr.on('data', hear);
  const ended = once(started, 'close').then(([code]) => code as number);
  const until = async (pattern: RegExp) => {
    while (!pattern.test(output.text) && started.exitCode === null) {
      await Promise.race([once(started.stdout, 'data'), ended]);
    }
    return pattern.exec(output.text)?.[1] ?? '';
  };
  return { output, ended, until, stop: (signal: NodeJS.Signals) => started.kill(signal) };
}

test.each(['SIGINT', 'SIGTERM'] as const)('says what it plays, and stops on %s', async (signal) => {
  const { output, until, ended, stop } = run('--port', '0', '--fault', 'throttled');
  const url = await until(/listens at (\S+)/);
  await until(/Stop with Ctrl\+C/);
  for (const { id } of sampleTasks()) expect(output.text).toContain(` ${id} `);
  expect(output.text).toContain(`export WAIT_FOR_CLOUD_TASK_ENDPOINT=${url} `);
  expect(output.text).toContain('node scripts/node24.mjs dist/cli.js alibaba-eci-commit t-eci-ok');
  expect(output.text).toContain('Faults: throttled');
  await send(url, {
    query: { Action: 'DescribeTasks', Version: '2020-04-01', 'TaskIds.1': 't-x' },
  });
  await until(/(DescribeTasks {2}t-x {2}401 {2}MissingAuthenticationToken {2}fault: throttled)/);
  stop(signal);
  expect(await ended).toBe(0);
});

test('shows at / what is there, to a browser and to curl, and records no request', async () => {
  const emulator = await startEmulator({ tasks: sampleTasks(), faults: [{ fault: 'hang' }] });
  try {
    emulator.addTask({
      kind: 'alibaba-ack-task',
      id: 'T-\u001b[31m',
      steps: [{ at: 0, status: 'running' }],
    });
    const { status, headers, text } = await send(emulator.url, { path: '/' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    for (const { id } of sampleTasks()) expect(text).toContain(` ${id} `);
    for (const kind of kinds) expect(text).toContain(` ${kind} `);
    for (const call of kinds.flatMap(startsOf)) expect(startsShown(text)).toContain(call);
    expect(text).toContain(`export WAIT_FOR_CLOUD_TASK_ENDPOINT=${emulator.url} `);
    expect(text).toContain('ALIBABA_CLOUD_ACCESS_KEY_SECRET=emulator-access-key-secret');
    expect(text).toContain('Faults: hang');
    expect(text).toContain('T-?[31m');
    emulator.setFaults([]);
    expect((await send(emulator.url, { path: '/' })).text).not.toContain('Faults:');
    expect((await send(emulator.url, { path: '/', method: 'HEAD' })).status).toBe(200);
    expect((await send(emulator.url, { path: '/favicon.ico' })).status).toBe(204);
    expect(emulator.requests).toEqual([]);
  } finally {
    await emulator.close();
  }
});

test.each([
  [{ query: { Action: 'DescribeTasks' } }],
  [{ headers: { 'x-acs-action': 'DescribeTasks' } }],
  [{ headers: { authorization: 'acs x:y' } }],
  [{ method: 'POST' }],
])('takes %j for a request to a cloud, not for a visit', async (sending) => {
  const emulator = await startEmulator();
  try {
    expect((await send(emulator.url, sending)).status).toBeGreaterThanOrEqual(400);
    expect(emulator.requests).toHaveLength(1);
  } finally {
    await emulator.close();
  }
});

/** What the page says of calls that start a task. */
const startsShown = (text: string) =>
  text.slice(text.indexOf('Or start one'), text.indexOf('Add one:'));

test('names the calls that start a task where it is asked for help', async () => {
  const { output, ended } = run('--help');
  expect(await ended).toBe(0);
  expect(output.text).toMatch(/Calls that start a task: .*\bCommitContainer\b.*\bCopyImage\b/);
});

test('lists the faults', async () => {
  const { output, ended } = run('--list-faults');
  expect(await ended).toBe(0);
  expect(output.text).toMatch(/^throttled-429 +throttling +\S/m);
});

test.each([
  [['--fault', 'nope'], 'there is no such fault'],
  [['--port', 'x'], 'give a whole number from 0 to 65535'],
  [['--speed', '0'], 'give a number over 0'],
  [['--per-second', 'x'], 'give a whole number from 0'],
  [['--more'], "Unknown option '--more'"],
])('%j is an error', async (args, message) => {
  const { output, ended } = run(...args);
  expect(await ended).toBe(2);
  expect(output.text).toContain(message);
});

test('there is a sample of each kind that works out and one that fails', () => {
  for (const kind of kinds) {
    const ids = sampleTasks()
      .filter((task) => task.kind === kind)
      .map((task) => task.id);
    expect(ids).toEqual(expect.arrayContaining([expect.stringMatching(/-ok$/)]));
    expect(ids).toEqual(expect.arrayContaining([expect.stringMatching(/-fails$/)]));
  }
});

describe('control requests', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const control = (method: string, path: string, body?: unknown) =>
    send(emulator.url, {
      method,
      path: `/_emulator/${path}`,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const task = { kind: 'volcengine-ecs-task', id: 't-1', steps: [{ at: 0, status: 'Running' }] };

  test('add tasks, set faults and show requests', async () => {
    expect((await control('POST', 'tasks', task)).body).toEqual({ added: ['t-1'] });
    expect((await control('POST', 'tasks', [task, task])).status).toBe(201);
    expect((await control('PUT', 'faults', [{ fault: 'hang' }])).status).toBe(200);
    expect((await control('GET', 'requests')).text).toBe('[]\n');
  });

  test.each([
    ['POST', 'tasks', { ...task, kind: 'x' }, 'kind is one of'],
    ['POST', 'tasks', { ...task, steps: [] }, 'steps is a list of'],
    ['POST', 'tasks', { ...task, id: 1 }, 'id is a text'],
    [
      'POST',
      'tasks',
      { ...task, steps: [...task.steps, { at: 9, status: 'Suceeded' }] },
      'Did you mean Succeeded?',
    ],
    ['PUT', 'faults', [{ fault: 'x' }], 'fault is one of'],
  ])('%s %s refuses %j', async (method, path, body, message) => {
    const answer = await control(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
  });
});
