import { describe, expect, test } from '@jest/globals';
import type { TaskScript } from '../../emulator/index.ts';
import { type Environment, outputNames, runAction, startAction } from './support/action.ts';
import { type Cloud, cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';

const ecs = 'alibaba-ecs-image-pipeline';
const cr = 'alibaba-cr-artifact-build';

/** Paths that cannot be written, with what the system says of them. */
const PATHS: [string, string, string][] = [
  ['a folder', '/', 'EISDIR'],
  ['in a folder that is missing', '/nonexistent/file', 'ENOENT'],
  ['on a full disk', '/dev/full', 'ENOSPC'],
];

async function waitWith(cloud: Cloud, env: Environment, word: 'success' | 'failed' = 'success') {
  const ran = await runAction(cloud.inputs(ecs, { 'on-cancel': 'cancel' }), env);
  expect(ran).toMatchObject({ code: word === 'success' ? 0 : 1, stderr: '' });
  expect(ran.errors).toHaveLength(word === 'success' ? 0 : 1);
  expect(cloud.requests.length).toBeGreaterThan(0);
  return ran;
}

describe('a file of the runner that cannot be written is one warning, and the wait goes its way', () => {
  test.concurrent.each(PATHS)('outputs: %s', async (_, path, reason) => {
    await using cloud = await cloudWith([task(ecs, 'success')]);
    const ran = await waitWith(cloud, { GITHUB_OUTPUT: path });
    expect(ran.warnings).toEqual([
      { title: 'Outputs lost', message: expect.stringContaining(reason) },
    ]);
    // A later step sees each of them empty.
    for (const name of outputNames) expect(ran.warnings[0]?.message).toContain(name);
    expect(ran.warnings[0]?.message).toContain('The state is succeeded.');
    expect(ran.summary).toContain('succeeded');
  });

  test.concurrent.each(PATHS)('outputs of a failure: %s', async (_, path) => {
    await using cloud = await cloudWith([task(ecs, 'failed')]);
    const ran = await waitWith(cloud, { GITHUB_OUTPUT: path }, 'failed');
    expect(ran.warnings).toHaveLength(1);
    expect(ran.errors[0]?.message).toContain('t-1 failed');
  });

  test.concurrent.each(PATHS)('state: %s', async (_, path, reason) => {
    await using cloud = await cloudWith([task(ecs, 'success')]);
    const ran = await waitWith(cloud, { GITHUB_STATE: path });
    expect(ran.warnings).toEqual([{ title: 'State', message: expect.stringContaining(reason) }]);
    expect(ran.outputs.state).toBe('succeeded');
  });

  test.concurrent.each(PATHS)('summary: %s', async (_, path, reason) => {
    await using cloud = await cloudWith([task(ecs, 'success')]);
    const ran = await waitWith(cloud, { GITHUB_STEP_SUMMARY: path });
    expect(ran.warnings).toEqual([{ title: 'Summary', message: expect.stringContaining(reason) }]);
    expect(ran.outputs.state).toBe('succeeded');
  });

  test.concurrent('all of them, where the inputs are wrong', async () => {
    const full = '/dev/full';
    const env = { GITHUB_OUTPUT: full, GITHUB_STATE: full, GITHUB_STEP_SUMMARY: full };
    const ran = await runAction({ provider: 'x' }, env);
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.warnings.map(({ title }) => title)).toEqual(['Outputs lost', 'Summary']);
  });

  test.concurrent('a file that is not there yet is made', async () => {
    await using cloud = await cloudWith([task(ecs, 'success')]);
    const path = `/tmp/output-${process.pid}-${Math.random()}`;
    expect((await waitWith(cloud, { GITHUB_OUTPUT: path })).warnings).toEqual([]);
  });
});

/** Ten builds that failed, with three and a half megabytes of their logs. */
const noisy: TaskScript[] = Array.from({ length: 10 }, (_, index) => ({
  kind: cr,
  id: `t-${index + 1}`,
  steps: [{ at: 0, status: 'FAILED' }],
  log: Array.from({ length: 50 }, (_, line) => `${index + 1}/${line + 1} ${'x'.repeat(7_000)}`),
}));
const allOf = (cloud: Cloud) =>
  cloud.inputs(cr, { 'task-id': noisy.map(({ id }) => id).join(' '), 'fail-fast': 'false' });

describe('whoever reads the log', () => {
  test.concurrent('slowly gets all of it, and the annotation early', async () => {
    await using cloud = await cloudWith(noisy);
    const running = startAction(allOf(cloud));
    running.log.on('data', () => {
      running.log.pause();
      setTimeout(() => running.log.resume(), 25);
    });
    const ran = await running.done;
    expect(left(ran)).toMatchObject({ code: 1, state: 'failed' });
    expect(ran.stdout.length).toBeGreaterThan(3_500_000);
    expect(ran.stdout.indexOf('::error')).toBeLessThan(10_000);
    expect(ran.lines.filter((line) => /^\d+\/\d+ x+$/.test(line))).toHaveLength(500);
    expect(ran.lines.at(-1)).toBe('::endgroup::');
    // Slower than what was left to it before.
    expect(ran.durationMs).toBeGreaterThan(1_000);
  });

  test.concurrent('and stands still does not keep the process', async () => {
    await using cloud = await cloudWith(noisy);
    const running = startAction(allOf(cloud));
    running.log.pause();
    const ran = await running.done;
    expect(left(ran)).toMatchObject({ code: 1, state: 'failed' });
    expect(ran.stdout.length).toBeLessThan(1_000_000);
  });

  test.concurrent('and stands still does not keep a signal from its answer', async () => {
    await using cloud = await cloudWith([task(cr, 'running')]);
    const running = startAction(cloud.inputs(cr, { timeout: '30s' }));
    await running.line(/t-1 +running/);
    running.log.pause();
    const ran = await running.interrupt('SIGTERM');
    expect(ran.answeredMs).toBeLessThan(2_000);
    expect(ran.outputs.state).toBe('interrupted');
  });

  test.concurrent.each(['success', 'failed'] as const)(
    'and goes away early is no error: %s',
    async (word) => {
      await using cloud = await cloudWith([task(ecs, word)]);
      const running = startAction(cloud.inputs(ecs));
      running.log.destroy();
      const ran = await running.done;
      expect(ran).toMatchObject({ code: word === 'success' ? 0 : 1, stderr: '' });
      expect(ran.outputs.state).toBe(word === 'success' ? 'succeeded' : 'failed');
      expect(ran.summary).not.toBe('');
    },
  );
});
