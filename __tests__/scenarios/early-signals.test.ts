import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { startAction } from './support/action.ts';
import { cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';

const kind = 'alibaba-ecs-image-pipeline';
const folder = mkdtempSync(join(tmpdir(), 'early-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sends a signal at the first moment at which one is listened for, and writes down what Node had loaded by then. */
function atOnce(signal: string) {
  const preload = join(folder, `${signal}.cjs`);
  const loaded = join(folder, `${signal}.txt`);
  writeFileSync(
    preload,
    `const on = process.on;
process.on = function (name, listener) {
  on.call(this, name, listener);
  if (name !== 'SIGTERM') return this;
  require('node:fs').writeFileSync(${JSON.stringify(loaded)}, process.moduleLoadList.join('\\n'));
  process.kill(process.pid, '${signal}');
  return this;
};
`,
  );
  return {
    env: { NODE_OPTIONS: `--require ${preload}` },
    loaded: () => readFileSync(loaded, 'utf8'),
  };
}

describe('a signal before the action itself is read', () => {
  test.each(['SIGINT', 'SIGTERM'])('%s is answered, with all outputs', async (name) => {
    await using cloud = await cloudWith([task(kind, 'running')]);
    const signal = atOnce(name);
    const ran = await startAction(cloud.inputs(kind), signal.env).done;
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(ran.outputs.message).toContain(name);
    expect(ran.durationMs).toBeLessThan(2_000);
    // Of the bundle, whose way to the network needs it, nothing had been run.
    expect(signal.loaded().split('\n')).not.toContain('NativeModule http');
  });

  test('cancels what the ids name, with on-cancel: cancel', async () => {
    await using cloud = await cloudWith([task(kind, 'running')]);
    const inputs = cloud.inputs(kind, { 'on-cancel': 'cancel' });
    const ran = await startAction(inputs, atOnce('SIGINT').env).done;
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(cloud.actions).toContain('CancelImagePipelineExecution');
  });
});

test('signals that keep coming do not break the exit', async () => {
  await using cloud = await cloudWith([task(kind, 'running')]);
  const running = startAction(cloud.inputs(kind, { 'on-cancel': 'cancel' }));
  await running.line(/t-1 +running/);
  const first = running.interrupt('SIGINT');
  const more = setInterval(() => {
    running.interrupt('SIGINT');
    running.interrupt('SIGTERM');
  }, 5);
  const ran = await first.finally(() => clearInterval(more));
  expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
  expect(ran.answeredMs).toBeLessThan(2_000);
  expect(cloud.actions.filter((action) => action.startsWith('Cancel'))).toHaveLength(1);
});
