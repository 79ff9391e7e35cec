/** The package as npm would give it, in an empty folder, on the oldest Node that it takes and on the newest that is tested. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ended, pack, pathWith, rehearsal, run, scratch } from './support.ts';

/** The `engines` of the package begin here. */
const OLDEST = '22.19.0';
const NAME = 'wait-for-cloud-task';

const shared = scratch();
let file: string;
beforeAll(async () => {
  file = await pack(shared.path);
});
afterAll(() => shared[Symbol.dispose]());

/** Where npm has put a Node of that version; proxies and authorities of this machine are what it may need for that. */
async function nodeOf(version: string): Promise<string> {
  const print = ['--yes', `--package=node@${version}`, '--', 'node', '-p', 'process.execPath'];
  const env = { ...process.env } as Record<string, string>;
  const { stdout, stderr } = await run('npx', print, { cwd: shared.path, env });
  const path = stdout.trim().split('\n').at(-1);
  if (!path) throw new Error(stderr);
  return path;
}

describe.each([[OLDEST], [process.versions.node]])('on Node %s', (version) => {
  let env: Record<string, string>;
  let cwd: string;
  const folder = scratch();
  beforeAll(async () => {
    const isOurs = version === process.versions.node;
    const path = pathWith(isOurs ? process.execPath : await nodeOf(version));
    cwd = folder.path;
    env = { PATH: path, HOME: cwd };
    // Without a network: there is nothing else that it needs.
    const args = ['install', '--offline', '--no-audit', '--no-update-notifier', file];
    const installed = await run('npm', args, { cwd, env });
    if (installed.code !== 0) throw new Error(installed.stderr);
  }, 120_000);
  afterAll(() => folder[Symbol.dispose]());

  const npx = (args: readonly string[], more: Record<string, string> = {}): Promise<Ended> =>
    run('npx', [NAME, ...args], { cwd, env: { ...env, ...more } });

  test('nothing is installed with it, and it runs on that Node', async () => {
    const names = readdirSync(join(cwd, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(names).toEqual([NAME]);
    const { stdout } = await run('node', ['-p', 'process.versions.node'], { cwd, env });
    expect(stdout.trim()).toBe(version);
    expect(await npx(['--version'])).toMatchObject({ code: 0 });
  });

  test('two commands from nothing to a wait that has ended', async () => {
    const emulator = spawn('npx', [NAME, 'emulator', '--port', '0', '--speed', '10'], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const url = await urlOf(emulator.stdout);
      const waits = (id: string) => npx(['alibaba-eci-commit', id], rehearsal(url));
      expect(await waits('t-eci-ok')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('state: succeeded\n'),
      });
      expect(await waits('t-eci-fails')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('state: failed\n'),
        stderr: expect.stringContaining('t-eci-fails failed'),
      });
    } finally {
      // npx and what it started are one group.
      process.kill(-(emulator.pid ?? Number.NaN));
    }
  }, 60_000);
});

/** Read on to its end: who writes to a pipe that nobody reads stops. */
function urlOf(stream: Readable): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      text += chunk;
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (url) resolve(url);
    });
    stream.once('end', () => reject(new Error(`The emulator did not begin: ${text}`)));
  });
}
