import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runAction } from './support/action.ts';
import { cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes down which of Node's modules the process has loaded, when it ends. */
const spy = join(folder, 'spy.cjs');
const loaded = join(folder, 'loaded.txt');
writeFileSync(
  spy,
  `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(loaded)}, process.moduleLoadList.join('\\n')));`,
);

test('a wait loads none of the slow modules of Node that it has no use for', async () => {
  const eci = 'alibaba-eci-commit';
  await using cloud = await cloudWith([task(eci, 'success')]);
  const ran = await runAction(cloud.inputs(eci), { NODE_OPTIONS: `--require ${spy}` });
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  const modules = readFileSync(loaded, 'utf8');
  expect(modules).toContain('NativeModule crypto\n');
  expect(modules).toContain('NativeModule http\n');
  for (const slow of ['http2', 'tls', 'worker_threads', 'fs/promises', 'zlib']) {
    expect(modules.split('\n')).not.toContain(`NativeModule ${slow}`);
  }
});

// After half a second `process.exit` would be called all the same, and `left` takes nothing on stderr.
test('on Windows it ends by itself', async () => {
  const windows = join(folder, 'windows.cjs');
  writeFileSync(
    windows,
    // Loaded first, so that the lines of the outputs end as they do here.
    `require('node:os');
Object.defineProperty(process, 'platform', { value: 'win32' });
process.exit = () => process.stderr.write('process.exit was called');`,
  );
  const eci = 'alibaba-eci-commit';
  await using cloud = await cloudWith([task(eci, 'success')]);
  const ran = await runAction(cloud.inputs(eci), { NODE_OPTIONS: `--require ${windows}` });
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
});

test('a parser that the bundle leaves out is not missed, though the runner asks for it', async () => {
  const eci = 'alibaba-eci-commit';
  await using cloud = await cloudWith([task(eci, 'success')]);
  const ran = await runAction(cloud.inputs(eci, { timeout: '5s' }), { UNDICI_USE_MILO: '1' });
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
});
