import { randomUUID } from 'node:crypto';
import { systemClock } from '../model/clock.ts';
import { InterruptedError } from '../model/errors.ts';
import type { World } from '../model/world.ts';
import { createHttp } from '../network/http.ts';
import { exit, exitIn } from './exit.ts';
import type { Sink } from './printer.ts';

/** What still hangs when all is said and the log is taken has half a second. */
const EXIT_AFTER_MS = 500;

/** After an interruption a last request may be under way; with that the process is gone within two seconds. */
const LAST_WORDS_MS = 1_200;

/** The process as a host sees it: the world around it, where it writes, and how it ends. */
export interface HostProcess {
  world: World;
  /** Aborts with an InterruptedError at the first signal. */
  interruption: AbortSignal;
  /** What was typed behind the program's name. */
  typed: readonly string[];
  stdout(): Sink & { isTTY?: boolean };
  stderr(): TerminalSink;
  /** The exit code, from now on. */
  endWith(code: number): void;
  /** All is written that later steps need: what comes behind it has, after a signal, its last words. */
  written(): void;
  /** The Node that runs this. */
  node: string;
}

/** Where people read along: a terminal has a width, and tells when that changes. */
export interface TerminalSink extends Sink {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

/** Resolves once the readers of a host's lines have all of them, or read no more. */
type Taken = (world: Pick<World, 'clock'>) => Promise<unknown>;

/**
 * The only place where a host takes hold of what is really there: the process, its environment, its streams, time and
 * chance. `signalled` aborts with the name of a signal. Ends the process once `work` is done and its lines are taken.
 */
export async function inRealProcess(
  signalled: AbortSignal,
  work: (process: HostProcess) => Promise<Taken>,
): Promise<void> {
  const { env } = process;
  // Would turn off certificate checks in every library at once; nothing here may do that.
  delete env.NODE_TLS_REJECT_UNAUTHORIZED;
  const { http, close } = createHttp(env);
  const world = { clock: systemClock, random: Math.random, nonce: randomUUID, http, env };
  const interruption = interruptionOf(signalled);
  const written = () => hurryAfter(interruption);
  const taken = await work({
    world,
    interruption,
    typed: process.argv.slice(2),
    node: process.execPath,
    stdout: () => process.stdout,
    stderr: () => process.stderr,
    endWith: (code) => {
      process.exitCode = code;
    },
    written,
  });
  // Whoever reads the log slowly gets all of it; after a signal there is no time for that.
  written();
  await taken(world);
  // Outputs and summary are written; nothing that still hangs may keep the process.
  exitIn(EXIT_AFTER_MS);
  // On Windows, Node before 24.20 may crash in an exit soon after a request (nodejs/node#56645): it ends by itself there.
  if (process.platform === 'win32') await close();
  else exit();
}

/** Ends the process at once, with this exit code, once `signalled` aborts; `lastly` may still write. */
export function endAtOnce(
  signalled: AbortSignal,
  codeOf: (signal: string) => number,
  lastly: () => void,
): void {
  const end = () => {
    lastly();
    process.exitCode = codeOf(String(signalled.reason));
    exit();
  };
  if (signalled.aborted) end();
  else signalled.addEventListener('abort', end, { once: true });
}

function interruptionOf(signalled: AbortSignal): AbortSignal {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new InterruptedError(String(signalled.reason)));
  if (signalled.aborted) interrupt();
  else signalled.addEventListener('abort', interrupt, { once: true });
  return interruption.signal;
}

function hurryAfter(interruption: AbortSignal): void {
  const hurry = () => exitIn(LAST_WORDS_MS);
  if (interruption.aborted) hurry();
  else interruption.addEventListener('abort', hurry, { once: true });
}
