import { randomUUID } from 'node:crypto';
import { systemClock } from '../../model/clock.ts';
import { InterruptedError } from '../../model/errors.ts';
import type { World } from '../../model/world.ts';
import { createHttp } from '../../network/http.ts';
import { exit, exitIn } from '../exit.ts';
import type { Host } from '../host.ts';
import { cancelLater, wait } from '../session.ts';
import { githubHost } from './github.ts';
import { createCommands } from './workflow-commands.ts';

/** What still hangs when all is said and the log is taken has half a second. */
const EXIT_AFTER_MS = 500;

/** After an interruption the check run is completed; with that the process is gone within two seconds. */
const LAST_WORDS_MS = 1_200;

/** The action: waits, reports, and sets the exit code. `signalled` aborts with the name of a signal. Never rejects. */
export async function main(signalled: AbortSignal): Promise<void> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new InterruptedError(String(signalled.reason)));
  if (signalled.aborted) interrupt();
  else signalled.addEventListener('abort', interrupt, { once: true });
  // Whatever ends the process early, it has not succeeded.
  process.exitCode = 1;
  await inRealWorld(interruption.signal, async (host, world) => {
    const { isOk } = await wait(host, world, interruption.signal, (written) => {
      if (written.isOk) process.exitCode = 0;
      hurryAfter(interruption.signal);
    });
    process.exitCode = isOk ? 0 : 1;
  });
}

/** The post step of a cancelled job: repeats the cancels that the main step owes. Never rejects, never fails the step. */
export async function post(): Promise<void> {
  await inRealWorld(new AbortController().signal, cancelLater);
}

/** The only place where a step takes hold of what is really there: the process, its environment, its log, time and chance. */
async function inRealWorld(
  interruption: AbortSignal,
  work: (host: Host, world: World) => Promise<void>,
): Promise<void> {
  const { env } = process;
  // Would turn off certificate checks in every library at once; no part of the action may do that.
  delete env.NODE_TLS_REJECT_UNAUTHORIZED;
  const { http, close } = createHttp(env);
  const world = { clock: systemClock, random: Math.random, nonce: randomUUID, http, env };
  const commands = createCommands(env, () => process.stdout);
  await work(githubHost(world, commands), world);
  // Whoever reads the log slowly gets all of it; after a signal there is no time for that.
  hurryAfter(interruption);
  await commands.logTaken(world.clock);
  // Outputs and summary are written; nothing that still hangs may keep the process.
  exitIn(EXIT_AFTER_MS);
  // On Windows, Node before 24.20 may crash in an exit soon after a request (nodejs/node#56645): it ends by itself there.
  if (process.platform === 'win32') await close();
  else exit();
}

/** Outputs and summary are written: what comes behind them has, after a signal, its last words. */
function hurryAfter(interruption: AbortSignal): void {
  const hurry = () => exitIn(LAST_WORDS_MS);
  if (interruption.aborted) hurry();
  else interruption.addEventListener('abort', hurry, { once: true });
}
