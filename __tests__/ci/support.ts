import { type ExecFileOptions, execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Emulator, sampleTasks, startEmulator } from '../../emulator/index.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder of its own, gone at the end of the block that it is declared in. */
export function scratch(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'ci-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A command to its end, whatever that is. No variable of a CI or a cloud of this machine gets in. */
export function run(
  command: string,
  args: readonly string[],
  { env = {}, ...options }: ExecFileOptions & { env?: Record<string, string> },
): Promise<Ended> {
  return new Promise((resolve) => {
    const kept = { PATH: process.env.PATH, HOME: process.env.HOME };
    execFile(
      command,
      args,
      { timeout: 120_000, maxBuffer: 16 * 1024 * 1024, ...options, env: { ...kept, ...env } },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
        resolve({ code, stdout: String(stdout), stderr: String(stderr) });
      },
    );
  });
}

/** The PATH with this Node, or another, before all others. */
export function pathWith(node: string = process.execPath): string {
  return [dirname(node), process.env.PATH ?? ''].join(delimiter);
}

/** Packs what would be published, of `dist/` as it is here, and gives the file. */
export async function pack(folder: string): Promise<string> {
  const args = ['pack', '--json', '--pack-destination', folder];
  const { stdout, stderr } = await run('npm', args, { cwd: root, env: { PATH: pathWith() } });
  const [packed]: { filename: string }[] = JSON.parse(stdout || '[]');
  if (!packed) throw new Error(stderr);
  return join(folder, packed.filename);
}

/** What leads a command to an emulator, by the variables that a user would set. */
export function rehearsal(url: string): Record<string, string> {
  return {
    WAIT_FOR_CLOUD_TASK_ENDPOINT: url,
    WAIT_FOR_CLOUD_TASK_STS_ENDPOINT: url,
    WAIT_FOR_CLOUD_TASK_POLL_INTERVAL: '1s',
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'emulator-access-key-secret',
    ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
  };
}

/** An emulator with the samples, some times as fast; closed at the end of the block that it is declared in. */
export async function cloud(speed = 10): Promise<Emulator & AsyncDisposable> {
  const emulator = await startEmulator({ speed, tasks: sampleTasks() });
  return { ...emulator, [Symbol.asyncDispose]: () => emulator.close() };
}

/** The version that is published next. */
export const { version }: { version: string } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

/**
 * A PATH with `npx`, `npm install` and what they lead to, without a registry: the bundle as it is here. A package of another
 * version is not found.
 */
export function tools(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const write = (name: string, lines: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  write('wait-for-cloud-task', `exec "${process.execPath}" "${root}dist/cli.js" "$@"`);
  const names = `wait-for-cloud-task@${version} | wait-for-cloud-task`;
  const isOurs = `case "$1" in ${names}) ;; *) exit 9 ;; esac`;
  write('npx', `[ "$1" != --yes ] || shift\n${isOurs}\nshift\nexec wait-for-cloud-task "$@"`);
  write('npm', `[ "$1 $2" = 'install --global' ] || exit 9\nshift 2\n${isOurs}`);
  return [bin, pathWith()].join(delimiter);
}
