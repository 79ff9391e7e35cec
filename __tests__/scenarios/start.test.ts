import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { kinds } from '../../emulator/index.ts';
import { actionOf, CONTRACT } from '../support/contract.ts';
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

// An import of `node:http`, evaluated by Node itself, would load Node's own undici; the package loads the others.
test('a wait loads no undici, and none of the slow modules of Node that come with it', async () => {
  const eci = 'alibaba-eci-commit';
  await using cloud = await cloudWith([task(eci, 'success')]);
  const ran = await runAction(cloud.inputs(eci), { NODE_OPTIONS: `--require ${spy}` });
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  const modules = readFileSync(loaded, 'utf8');
  expect(modules).toContain('NativeModule crypto\n');
  expect(modules).toContain('NativeModule http\n');
  const slow = [
    'internal/deps/undici/undici',
    'http2',
    'worker_threads',
    'fs/promises',
    'zlib',
    'stream/web',
  ];
  for (const name of slow) {
    expect(modules.split('\n')).not.toContain(`NativeModule ${name}`);
  }
});

test('the bundle reads a kind from a file of its own, and only when it is chosen', () => {
  const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
  const files = readdirSync(dist).filter((name) => name.endsWith('.js'));
  for (const kind of kinds) {
    const operation = actionOf(CONTRACT[kind].permission);
    const holders = files.filter((name) =>
      readFileSync(join(dist, name), 'utf8').includes(operation),
    );
    expect([kind, holders]).toEqual([
      kind,
      expect.arrayContaining([expect.stringMatching(/^\d+\./)]),
    ]);
    expect(holders).not.toContain('main.js');
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

describe('the entries', () => {
  const dist = (name: string) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));

  test.each(['index.js', 'post.js'])('%s is a few lines over the one bundle', (entry) => {
    const text = readFileSync(dist(entry), 'utf8');
    expect(text.match(/'\.[^']*'/g)).toEqual(["'./main.js'"]);
    expect(text.length).toBeLessThan(800);
    expect(text).not.toContain('argv');
  });

  test('and nothing else has an effect: the bundle, imported, does nothing', () => {
    const code = `import * as bundle from ${JSON.stringify(dist('main.js'))};
      console.log(Object.keys(bundle).join());`;
    const args = ['--input-type=module', '--eval', code];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'cli,main,post\n',
      stderr: '',
    });
  });
});
