import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openScreen, type TestScreen } from '../../support/screen.ts';

const run = promisify(execFile);

/** No scenario takes longer; what does is a hang, and is ended so that the test can say so. */
const LONGEST_MS = 20_000;

/** A program in a terminal of its own, by `script` of util-linux. */
export interface Pty extends AsyncDisposable {
  screen: TestScreen;
  /** What a user types. */
  type(text: string): void;
  /** Sends a signal to the program itself. */
  kill(signal: NodeJS.Signals): void;
  /** Takes the terminal away, as a window that is closed. */
  hangUp(): void;
  resize(columns: number, rows: number): Promise<void>;
  /** Resolves once the terminal has been sent what `pattern` finds. */
  shows(pattern: RegExp): Promise<void>;
  /** The exit code as a shell reads it. */
  done: Promise<number>;
  /** True while the program is there. */
  isAlive(): boolean;
}

/** Starts `command` of a shell in a terminal; `$$` of it is the program where it says `exec`. */
export function openPty(
  command: string,
  env: Record<string, string>,
  { columns = 80, rows = 24 } = {},
): Pty {
  const folder = mkdtempSync(join(tmpdir(), 'pty-'));
  const [tty, pid] = [join(folder, 'tty'), join(folder, 'pid')];
  const prepared = `stty cols ${columns} rows ${rows}; tty > ${tty}; echo $$ > ${pid}; ${command}`;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('script', ['-q', '-e', '-f', '-c', prepared, '/dev/null'], {
    env: { PATH, HOME, SHELL: '/bin/bash', TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined);
  const screen = openScreen(columns, rows, false);
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen.write(text);
    for (const look of watchers) look();
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  const done = new Promise<number>((resolve) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve(code ?? -1);
    });
  });
  const idOf = () => Number(readFileSync(pid, 'utf8'));
  return {
    screen,
    done,
    type: (text) => void child.stdin.write(text),
    kill: (signal) => void process.kill(idOf(), signal),
    hangUp: () => void child.kill('SIGKILL'),
    async resize(cols, lines) {
      const device = readFileSync(tty, 'utf8').trim();
      await run('stty', ['-F', device, 'cols', `${cols}`, 'rows', `${lines}`]);
      await screen.resize(cols, lines);
    },
    async shows(pattern) {
      const isThere = () => pattern.test(screen.written);
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => void (isThere() && resolve());
      watchers.add(look);
      look();
      const ended = done.then(() => {
        if (!isThere()) throw new Error(`${pattern} was never shown:\n${screen.written}`);
      });
      await Promise.race([promise, ended]).finally(() => watchers.delete(look));
    },
    isAlive() {
      try {
        return process.kill(idOf(), 0);
      } catch {
        return false;
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await done;
      rmSync(folder, { recursive: true });
    },
  };
}
