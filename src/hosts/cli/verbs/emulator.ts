import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../exit-code.ts';
import type { Run } from '../shell.ts';

/** Plays both clouds: a program of its own beside the bundle, with this terminal. It lasts until a signal comes. */
export const emulator: Run = async ({ line, streams, program, folder, second }) => {
  const script = join(folder, 'emulator.js');
  if (!existsSync(script)) {
    streams.line(`error: there is no ${script}: the package is not whole.`);
    return EXIT.error;
  }
  // No other verb has a use for it.
  const { spawn } = await import('node:child_process');
  // The channel ends with this process, however that ends, and the emulator with the channel.
  const child = spawn(program.node, [script, ...line.words], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // At Ctrl+C the terminal tells both; a signal to this process alone is handed on, and does no harm twice.
  const stop = () => void child.kill('SIGTERM');
  if (program.interruption.aborted) stop();
  program.interruption.addEventListener('abort', stop, { once: true });
  second.addEventListener('abort', () => void child.kill('SIGKILL'), { once: true });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => {
      streams.line(`error: the emulator could not be started: ${message}`);
      resolve(EXIT.error);
    });
    child.once('exit', (code) => resolve(code ?? EXIT.error));
  });
};
