import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** No scenario takes longer; what does is a hang, and is ended so that the test can say so. */
const LONGEST_MS = 40_000;

/** What a command left behind. */
export interface Commanded {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  durationMs: number;
}

/** A command under way. */
export interface Commanding {
  done: Promise<Commanded>;
  /** Resolves once what it has written to stderr or stdout matches. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  send(signal: NodeJS.Signals): void;
  /** Reads no more of a stream, as a pipe whose reader has gone. */
  leave(stream: 'stdout' | 'stderr'): void;
}

/** Starts the command line's bundle, with nothing of this process's environment. */
export function startCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = tmpdir(),
): Commanding {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  const begin = performance.now();
  const child = spawn(process.execPath, [entry, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  const done = new Promise<Commanded>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      rmSync(home, { recursive: true, force: true });
      resolve({ code, signal, ...text, durationMs: performance.now() - begin });
    });
  });
  return {
    done,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text.stderr) ?? pattern.exec(text.stdout);
          if (found) resolve(found);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        child.once('close', () => reject(new Error(`No ${pattern} in:\n${text.stderr}`)));
        look();
      }),
    send: (signal) => void child.kill(signal),
    leave: (stream) => void child[stream].destroy(),
  };
}

export function runCommand(...given: Parameters<typeof startCommand>): Promise<Commanded> {
  return startCommand(...given).done;
}
