import { randomUUID } from 'node:crypto';
import { systemClock } from './clock.ts';
import { InputError, InterruptedError, messageOf } from './errors.ts';
import { exit } from './exit.ts';
import { createHttp } from './http.ts';
import { readInputs } from './inputs/inputs.ts';
import { concludeError, type Outcome } from './outcome.ts';
import { cancelOwed } from './owed-cancels.ts';
import { reportInputError, reportOutcome, reportUnexpected } from './reporting/final.ts';
import { createMask, createReporter, MOST_WARNINGS } from './reporting/live.ts';
import * as core from './reporting/runner.ts';
import { owedCancels } from './reporting/state.ts';
import { annotationText, logLine } from './reporting/text.ts';
import { run } from './run.ts';
import type { World } from './world.ts';

/** Half a second is left for what is under way: the last lines of the log. */
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
  await inRealWorld(async (world) => {
    if (await wait(world, interruption.signal)) process.exitCode = 0;
  });
}

/** The post step of a cancelled job: repeats the cancels that the main step owes. Never rejects, never fails the step. */
export async function post(): Promise<void> {
  const owed = owedCancels();
  if (owed.length === 0) return;
  await inRealWorld(async (world) => {
    try {
      const inputs = readInputs(core.getInput, world.env);
      const { lines, warnings } = await cancelOwed(inputs, owed, world, createMask(inputs));
      for (const line of lines) core.info(logLine(line));
      for (const warning of warnings.slice(0, MOST_WARNINGS)) warnNotCancelled(warning);
    } catch (error) {
      warnNotCancelled(messageOf(error));
    }
  });
}

function warnNotCancelled(reason: string): void {
  core.warning(annotationText(reason, 4_000), { title: 'Not cancelled' });
}

async function inRealWorld(work: (world: World) => Promise<void>): Promise<void> {
  // Would turn off certificate checks in every library at once; no part of the action may do that.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  const { http, close } = createHttp();
  await work({
    clock: systemClock,
    random: Math.random,
    nonce: randomUUID,
    http,
    env: process.env,
  });
  exitSoon();
  // On Windows, Node before 24.20 may crash in an exit soon after a request (nodejs/node#56645): it ends by itself there.
  if (process.platform === 'win32') await close();
  else process.stdout.write('', exit);
}

/** Outputs and summary are written; nothing that still hangs, the log's reader included, may keep the process. */
function exitSoon(ms = EXIT_AFTER_MS): void {
  setTimeout(exit, ms).unref();
}

async function wait(world: World, signal: AbortSignal): Promise<boolean> {
  let outcome: Outcome;
  try {
    const inputs = readInputs(core.getInput, world.env);
    const reporter = createReporter(inputs, world, createMask(inputs));
    outcome = await run(inputs, world, reporter, signal);
    const report = reporter.report(outcome);
    reportOutcome(report, inputs.jobSummary);
    if (outcome.state === 'interrupted') exitSoon(LAST_WORDS_MS);
    await reporter.end(report);
  } catch (error) {
    outcome = concludeError(error);
    // The inputs may not have been read: whatever is no clear no is a yes.
    const hasSummary = core.getInput('job-summary').toLowerCase() !== 'false';
    if (error instanceof InputError) reportInputError(error, outcome, hasSummary);
    else reportUnexpected(outcome, hasSummary);
  }
  return outcome.isOk;
}
