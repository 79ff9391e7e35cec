import type { ChildProcess } from 'node:child_process';
import { within } from '../model/clock.ts';
import { CloudError, unusableAnswer } from '../model/errors.ts';
import type { World } from '../model/world.ts';
import { MOST_BYTES } from './token-file.ts';

export const COMMAND_REMEDY =
  "Run it by hand: it must print the token alone and exit with 0. It is run without a shell: for variables, pipes and redirections, write {input:oidc-token-command} as `sh -c '…'`. What it prints is shown nowhere, since it may be a secret.";

/** As long as any other token service has to answer. */
const LIMIT_MS = 30_000;

/**
 * What the command prints to stdout. No shell reads it; it has no terminal to ask at, and its stderr goes nowhere. It is
 * ended, with all that it has started, where it takes too long, prints too much, or the signal aborts. Nothing of what it
 * was given or prints is part of an error.
 */
export function outputOf(
  args: readonly string[],
  { clock, env }: Pick<World, 'clock' | 'env'>,
  signal: AbortSignal,
): Promise<string> {
  const late = () => unusableAnswer('{input:oidc-token-command} did not end within 30 s.');
  return within(clock, LIMIT_MS, signal, late, (limited) => run(args, env, limited));
}

async function run(
  [program = '', ...args]: readonly string[],
  env: World['env'],
  signal: AbortSignal,
): Promise<string> {
  // Few waits have a command, and the module costs each start a millisecond.
  const { spawn } = await import('node:child_process');
  signal.throwIfAborted();
  return new Promise<string>((resolve, reject) => {
    const child = spawn(program, args, {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      // A group of its own, which can be ended as a whole: a script ends, and leaves what it waits for.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const onAbort = () => {
      endGroup(child);
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    // A second signal to this process leaves no time for the first.
    const onExit = () => endGroup(child);
    process.once('exit', onExit);
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= MOST_BYTES) return;
      endGroup(child);
      reject(refused('{input:oidc-token-command} printed more than 64 KiB.'));
    });
    child.once('error', (error) => {
      process.off('exit', onExit);
      reject(notStarted(error));
    });
    child.once('close', (code, by) => {
      signal.removeEventListener('abort', onAbort);
      process.off('exit', onExit);
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else if (by) reject(refused(`{input:oidc-token-command} was ended by ${by}.`));
      else reject(refused(`{input:oidc-token-command} ended with exit code ${code}.`));
    });
  }).catch((error: unknown) => {
    // What Node itself refuses to start shows the arguments.
    throw error instanceof CloudError || signal.aborted ? error : notStarted(error);
  });
}

function endGroup(child: ChildProcess): void {
  try {
    if (process.platform !== 'win32' && child.pid) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended by itself.
  }
  // What left the group may hold the pipe.
  child.stdout?.destroy();
}

function notStarted(error: unknown): CloudError {
  const { code } = Object(error) as { code?: unknown };
  const reason = typeof code === 'string' ? code : 'unknown reason';
  return refused(`{input:oidc-token-command} cannot be started (${reason}).`);
}

/** The end of a wait, or, where the keys are still good, of one attempt to renew them. */
function refused(message: string): CloudError {
  return new CloudError(message, { kind: 'credential', remedy: COMMAND_REMEDY });
}
