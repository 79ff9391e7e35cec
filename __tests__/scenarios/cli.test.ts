import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Cloud, cloudWith, task, taskOf } from './support/cloud.ts';
import { runCommand, startCommand } from './support/command.ts';

const KIND = 'alibaba-ecs-image-pipeline';
const SECRET = 'emulator-access-key-secret';
const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const at = (cloud: Cloud) => ({
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
  ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
  WAIT_FOR_CLOUD_TASK_ENDPOINT: cloud.url,
  WAIT_FOR_CLOUD_TASK_POLL_INTERVAL: '1s',
});

/** The emulator is of this process: it answers only while nothing blocks it. */
function inShell(line: string, env: NodeJS.ProcessEnv) {
  return new Promise<{ status: number; stderr: string }>((resolve) => {
    execFile('/bin/sh', ['-c', line], { env }, (error, _, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stderr }),
    );
  });
}

describe('from nothing', () => {
  test('two commands end in a finished wait, with what the first one says to export', async () => {
    const emulator = startCommand(['emulator', '--port', '0', '--speed', '20']);
    try {
      const [said] = await emulator.said(/listens at[\s\S]*Stop with Ctrl\+C/);
      const variables = [...said.matchAll(/^export (.*)$/gm)]
        .flatMap(([, line = '']) => line.split(' '))
        .map((each) => each.split('='));
      const ran = await runCommand(
        ['alibaba-eci-commit', 't-eci-ok'],
        Object.fromEntries(variables),
      );
      expect([ran.code, ran.stdout]).toEqual([0, 'state: succeeded\n']);
      expect(said).toContain('\nnpx wait-for-cloud-task alibaba-eci-commit t-eci-ok\n');
    } finally {
      emulator.send('SIGTERM');
    }
    const ended = await emulator.done;
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('DescribeCommitContainerTask');
  });

  test('the emulator does not outlive the command that started it', async () => {
    const emulator = startCommand(['emulator', '--port', '0']);
    const [, url = ''] = await emulator.said(/listens at (\S+)/);
    emulator.send('SIGKILL');
    // Its output is closed only once both are gone.
    await emulator.done;
    await expect(fetch(url)).rejects.toThrow();
  });

  test('the emulator ends by itself where it has nothing to play', async () => {
    const help = await runCommand(['emulator', '--help']);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('--port N') });
    const wrong = await runCommand(['emulator', '--port', 'nope']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--port nope')]);
  });

  test('an older Node is told so in one sentence', async () => {
    const preload = file('old.cjs');
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.18.0' } });
Object.defineProperty(process, 'version', { value: 'v22.18.0' });`,
    );
    const ran = await runCommand([KIND, 't-1'], { NODE_OPTIONS: `--require ${preload}` });
    expect(ran).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'wait-for-cloud-task needs Node 22.19 or newer; this is v22.18.0.\n',
    });
    // It has to be read by that Node: nothing is imported before, nothing newer is written.
    const entry = readFileSync(join(dist, 'cli.js'), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    expect(entry).not.toMatch(/\bawait\b|\?\.|\?\?|\|\|=|&&=|^import |\bstatic\b|#\w+[;=(]/m);
    expect(entry.startsWith('#!/usr/bin/env node\n')).toBe(true);
  });

  test('help, version, kinds and completion need nothing', async () => {
    for (const [args, expected] of [
      [['--help'], /Exit codes:/],
      [[KIND, '--help'], /--image-pipeline-id/],
      [['cancel', '-h'], /cancel --state FILE/],
      [['--version'], /^\d+\.\d+\.\d+\n$/],
      [['kinds'], /^alibaba-eci-commit .*; cannot be cancelled$/m],
      [['completion', 'bash'], /complete -F/],
    ] as const) {
      const ran = await runCommand(args);
      expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(expected) });
    }
    expect((await runCommand(['completion', 'tcsh'])).code).toBe(2);
    expect((await runCommand(['kinds', '--regoin'])).code).toBe(2);
  });
});

describe('the data', () => {
  test.concurrent('is written in several forms at once, with a summary', async () => {
    await using cloud = await cloudWith([taskOf(KIND, 20)], { speed: 10 });
    const args = [
      '--output',
      'ndjson',
      '--output',
      `json=${file('r.json')}`,
      '--output',
      `env=${file('r.env')}`,
    ];
    const ran = await runCommand([KIND, 't-1', ...args, '--summary', file('s.md')], at(cloud));
    expect(ran.code).toBe(0);
    const lines = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(2);
    expect(Object.keys(lines[0])).toEqual(['state', 'tasks', 'elapsed-seconds']);
    expect(lines.at(-1)).toEqual(JSON.parse(readFileSync(file('r.json'), 'utf8')));
    expect(readFileSync(file('r.env'), 'utf8')).toMatch(/^CLOUD_TASK_STATE=succeeded\n/);
    expect(readFileSync(file('s.md'), 'utf8')).toContain('succeeded');
  });

  test.concurrent('in two forms on stdout is an error, and neither form has a line of it', async () => {
    const ran = await runCommand([KIND, 't-1', '--output', 'json', '--output', 'env']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('--output json and env cannot both be on stdout.');
  });

  test.concurrent('that a full disk behind stdout does not take is told', async () => {
    await using cloud = await cloudWith([task(KIND, 'success')]);
    for (const command of [`${KIND} t-1 --output json --quiet`, 'kinds']) {
      const line = `exec '${process.execPath}' '${join(dist, 'cli.js')}' ${command} >/dev/full`;
      const env = { PATH: process.env.PATH, ...at(cloud) };
      const { status, stderr } = await inShell(line, env);
      expect([status, stderr]).toEqual([
        0,
        expect.stringMatching(/^warning: What is on stdout is not whole: ENOSPC.*\n$/),
      ]);
    }
  });

  test.concurrent('that cannot be written is an error before the first request', async () => {
    await using cloud = await cloudWith([task(KIND, 'success')]);
    for (const flag of ['--output=json=', '--summary=', '--state=']) {
      const ran = await runCommand([KIND, 't-1', `${flag}${file('none/x')}`], at(cloud));
      expect([ran.code, ran.stderr]).toEqual([
        2,
        expect.stringContaining('cannot be written: ENOENT'),
      ]);
    }
    expect(cloud.requests).toEqual([]);
  });
});

test.concurrent.each([
  ['work', 0],
  ['other', 5],
  ['none', 2],
])('--profile %s takes the keys of that profile alone', async (name, code) => {
  const home = mkdtempSync(join(folder, 'home-'));
  mkdirSync(join(home, '.aliyun'));
  const profile = (of: string, id: string) => ({
    ...{ name: of, mode: 'AK', region_id: 'cn-hangzhou' },
    ...{ access_key_id: id, access_key_secret: SECRET },
  });
  const config = {
    current: 'other',
    profiles: [profile('work', 'emulator-access-key-id'), profile('other', 'LTAI-other')],
  };
  writeFileSync(join(home, '.aliyun/config.json'), JSON.stringify(config));
  await using cloud = await cloudWith([task(KIND, 'success')]);
  // The keys of the environment would do, and are not asked.
  const ran = await runCommand([KIND, 't-1', '--profile', name], { ...at(cloud), HOME: home });
  expect([ran.code, ran.stderr]).toEqual([code, expect.not.stringContaining(SECRET)]);
});

describe('--quiet', () => {
  test.concurrent('is silent where all is well', async () => {
    await using cloud = await cloudWith([task(KIND, 'success')]);
    const ran = await runCommand([KIND, 't-1', '--quiet', '--instance-id', 'i-1'], at(cloud));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  test.concurrent.each([
    [['t-1'], 1, 1],
    [
      [
        't-1',
        '--timeout',
        'x',
        '--mode',
        'x',
        '--network',
        'x',
        '--fail-fast=x',
        '--on-cancel',
        'x',
      ],
      2,
      4,
    ],
  ])('has few lines where not: %j', async (args, code, count) => {
    await using cloud = await cloudWith([task(KIND, 'failed')]);
    const ran = await runCommand([KIND, ...args, '--quiet'], at(cloud));
    expect([ran.code, ran.stderr.trimEnd().split('\n').length]).toEqual([code, count]);
  });
});

describe('the state file', () => {
  test.concurrent('of a wait that was killed lets another command cancel, which needs nothing else', async () => {
    await using cloud = await cloudWith([task(KIND, 'running')]);
    const state = file('killed.json');
    writeFileSync(state, '', { mode: 0o644 });
    const env = at(cloud);
    const command = startCommand([KIND, 't-1', '--state', state], env);
    await command.said(/t-1 +running/);
    command.send('SIGKILL');
    await command.done;
    expect(statSync(state).mode & 0o777).toBe(0o600);
    expect(readFileSync(state, 'utf8')).not.toContain(SECRET);

    const { ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET } = env;
    const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET };
    const ran = await runCommand(['cancel', '--state', state], keys);
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringContaining('t-1: the cloud was asked to cancel it.'),
    ]);
    expect(cloud.actions.slice(-2)).toEqual([
      'DescribeImagePipelineExecutions',
      'CancelImagePipelineExecution',
    ]);
  });

  test.concurrent('of a wait that has ended owes nothing', async () => {
    await using cloud = await cloudWith([task(KIND, 'success')]);
    const state = file('ended.json');
    expect((await runCommand([KIND, 't-1', '--state', state], at(cloud))).code).toBe(0);
    const sent = cloud.requests.length;
    const ran = await runCommand(['cancel', '--state', state]);
    expect([ran.code, ran.stderr, cloud.requests.length]).toEqual([
      0,
      expect.stringContaining('Nothing is cancelled: the wait ended as'),
      sent,
    ]);
  });

  test.concurrent('that is not there owes nothing, and a broken one is an error', async () => {
    const none = await runCommand(['cancel', '--state', file('nowhere.json')]);
    expect([none.code, none.stderr]).toEqual([0, expect.stringContaining('there is no')]);
    writeFileSync(file('broken.json'), '{"program":', { mode: 0o600 });
    const broken = await runCommand(['cancel', '--state', file('broken.json')]);
    expect([broken.code, broken.stderr]).toEqual([
      2,
      expect.stringContaining('cannot be relied on'),
    ]);
    const nothing = await runCommand(['cancel']);
    expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('or --state FILE')]);
    const more = await runCommand(['cancel', KIND, 't-1', '--state', file('nowhere.json')]);
    expect([more.code, more.stderr]).toEqual([2, expect.stringContaining('stands in the file')]);
    expect(existsSync(file('nowhere.json'))).toBe(false);
  });

  test.concurrent('of a kind without a cancel API is a warning', async () => {
    const kind = 'alibaba-eci-commit';
    await using cloud = await cloudWith([task(kind, 'running')]);
    const state = file('eci.json');
    await runCommand([kind, 't-1', '--timeout', '1s', '--state', state], at(cloud));
    const ran = await runCommand(['cancel', '--state', state]);
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/^warning: .*has no cancel API/m),
    ]);
  });
});

describe('cancel by id', () => {
  test.concurrent.each([
    ['what runs', 't-1', 0, 'the cloud was asked to cancel it', 1],
    ['what has ended', 'done', 0, 'has ended as SUCCESS; nothing to cancel', 0],
    ['what is not there', 'nope', 4, 'nope was not found. Check the id, the --region', 0],
    ['what is there and what is not', 't-1,nope', 4, 'the cloud was asked to cancel it', 1],
  ])('%s', async (_, ids, code, line, cancels) => {
    await using cloud = await cloudWith([
      task(KIND, 'running'),
      task(KIND, 'success', { id: 'done' }),
    ]);
    const ran = await runCommand(['cancel', KIND, ...ids.split(',')], at(cloud));
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(line)]);
    expect(cloud.of('CancelImagePipelineExecution')).toHaveLength(cancels);
  });

  test.concurrent('that the cloud refuses is an error, and one that no API takes is wrong usage', async () => {
    await using cloud = await cloudWith([task(KIND, 'running')], {
      denied: ['ecs:CancelImagePipelineExecution'],
    });
    const refused = await runCommand(['cancel', KIND, 't-1'], at(cloud));
    expect([refused.code, refused.stderr]).toEqual([
      5,
      expect.stringContaining('ecs:CancelImagePipelineExecution'),
    ]);
    const none = await runCommand(['cancel', 'alibaba-eci-commit', 't-1'], at(cloud));
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('has no cancel API')]);
  });

  test.concurrent('is ended by a signal', async () => {
    const faults = [{ fault: 'hang' as const, action: 'DescribeImagePipelineExecutions' }];
    await using cloud = await cloudWith([task(KIND, 'running')], { faults });
    const command = startCommand(['cancel', KIND, 't-1'], at(cloud));
    await cloud.request('DescribeImagePipelineExecutions');
    command.send('SIGTERM');
    const ran = await command.done;
    expect([ran.code, cloud.of('CancelImagePipelineExecution')]).toEqual([143, []]);
  });
});
