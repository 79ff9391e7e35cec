import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Step } from '../../emulator/index.ts';
import { type Cloud, cloudWith, task } from './support/cloud.ts';
import { runCommand, startCommand } from './support/command.ts';

const KIND = 'alibaba-ecs-image-pipeline';
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'emulator-access-key-secret',
  ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
};
const at = (cloud: Cloud, env: Record<string, string> = {}) => ({
  ...KEYS,
  WAIT_FOR_CLOUD_TASK_ENDPOINT: cloud.url,
  WAIT_FOR_CLOUD_TASK_POLL_INTERVAL: '1s',
  ...env,
});
const says = (status: string): Step => ({ at: 0, status, imageId: 'm-1' });

/** Every state of a task, every end of a command: verb and flags, the task's word, the state, the exit code. */
const ENDS: readonly [flags: string, status: string, state: string, code: number][] = [
  ['wait', 'SUCCESS', 'succeeded', 0],
  ['check', 'SUCCESS', 'succeeded', 0],
  ['wait --accept-partial', 'PARTITION_SUCCESS', 'partial', 0],
  ['wait', 'PARTITION_SUCCESS', 'partial', 1],
  ['check', 'PARTITION_SUCCESS', 'partial', 1],
  ['wait', 'FAILED', 'failed', 1],
  ['check', 'TEST_FAILED', 'failed', 1],
  ['wait', 'CANCELLED', 'canceled', 1],
  ['wait --timeout 60', 'SUCCESS', 'error', 2],
  ['wait --regoin x', 'SUCCESS', 'error', 2],
  ['check', 'PREPARING', 'pending', 3],
  ['check', 'BUILDING', 'running', 3],
  ['wait --mode check', 'BUILDING', 'running', 3],
  ['check --task-id none', 'SUCCESS', 'not-found', 4],
  ['wait --timeout 1s', 'BUILDING', 'timed-out', 124],
];

describe('the exit code', () => {
  test.concurrent.each(ENDS)(
    'of %s where the cloud says %s: %s, %i',
    async (flags, status, state, code) => {
      await using cloud = await cloudWith([task(KIND, says(status))]);
      const [verb = '', ...rest] = flags.split(' ');
      const ids = rest.includes('none') ? [] : ['t-1'];
      const ran = await runCommand([verb, KIND, ...ids, ...rest, '--output', 'json'], at(cloud));
      expect([JSON.parse(ran.stdout).state, ran.code]).toEqual([state, code]);
      expect(ran.stderr).not.toBe('');
      if (code === 2) expect(cloud.requests).toEqual([]);
    },
  );

  test.concurrent.each([
    ['a permission is missing', {}, [`ecs:DescribeImagePipelineExecutions`], 5],
    ['the keys are refused', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'another-secret' }, [], 5],
    [
      'the credentials are missing',
      { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' },
      [],
      2,
    ],
  ])('where %s', async (_, env, denied, code) => {
    await using cloud = await cloudWith([task(KIND, 'success')], { denied });
    const ran = await runCommand([KIND, 't-1'], at(cloud, env));
    expect([ran.code, ran.stdout]).toEqual([code, 'state: error\n']);
    expect(cloud.requests).toHaveLength(code === 2 ? 0 : 1);
  });

  test.concurrent.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('after %s is %i, with the result written', async (signal, code) => {
    await using cloud = await cloudWith([task(KIND, 'running')]);
    const command = startCommand([KIND, 't-1', '--output', 'json'], at(cloud));
    await command.said(/t-1 +running/);
    const sentAt = performance.now();
    command.send(signal);
    const ran = await command.done;
    expect(performance.now() - sentAt).toBeLessThan(2_000);
    expect([ran.code, ran.signal]).toEqual([code, null]);
    expect(JSON.parse(ran.stdout)).toMatchObject({ state: 'interrupted', tasks: [{ id: 't-1' }] });
    expect(ran.stderr).toContain(`interrupted: The system sent ${signal}.`);
  });

  test.concurrent.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('after a second signal, %s, comes at once', async (signal, code) => {
    const faults = [{ fault: 'hang' as const, action: 'CancelImagePipelineExecution' }];
    await using cloud = await cloudWith([task(KIND, 'running')], { faults });
    const command = startCommand([KIND, 't-1', '--on-cancel', 'cancel'], at(cloud));
    await command.said(/t-1 +running/);
    command.send('SIGINT');
    await cloud.request('CancelImagePipelineExecution');
    const sentAt = performance.now();
    command.send(signal);
    const ran = await command.done;
    expect([ran.code, ran.signal]).toEqual([code, null]);
    expect(performance.now() - sentAt).toBeLessThan(1_000);
  });
});

test.concurrent('a signal before the bundle is read is answered, with all outputs', async () => {
  const preload = join(mkdtempSync(join(tmpdir(), 'early-')), 'signal.cjs');
  writeFileSync(
    preload,
    `const { on } = process;
process.on = function (name, listener) {
  on.call(this, name, listener);
  if (name === 'SIGTERM') process.kill(process.pid, 'SIGTERM');
  return this;
};`,
  );
  await using cloud = await cloudWith([task(KIND, 'running')]);
  const env = at(cloud, { NODE_OPTIONS: `--require ${preload}` });
  const ran = await runCommand([KIND, 't-1', '--output', 'json'], env);
  expect([ran.code, JSON.parse(ran.stdout).state]).toEqual([143, 'interrupted']);
});

describe('no reader', () => {
  test.concurrent.each(['stdout', 'stderr'] as const)(
    'of %s changes the verdict',
    async (stream) => {
      await using cloud = await cloudWith([task(KIND, 'running')]);
      const command = startCommand([KIND, 't-1', '--output', 'ndjson'], at(cloud));
      await command.said(/t-1/);
      command.leave(stream);
      cloud.addTask(task(KIND, says('SUCCESS')));
      const ran = await command.done;
      expect([ran.code, ran.signal]).toEqual([0, null]);
    },
  );
});

describe('no arguments', () => {
  test.concurrent('are usage, and exit 2', async () => {
    const ran = await runCommand([]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('wait-for-cloud-task check <kind> <id>…');
  });

  test.concurrent('nor empty ones are green', async () => {
    for (const args of [
      [''],
      ['', ''],
      [KIND, ''],
      [KIND],
      ['wait'],
      ['cancel'],
      ['cancel', KIND],
    ]) {
      expect((await runCommand(args, KEYS)).code).toBe(2);
    }
  });
});
