import { randomUUID } from 'node:crypto';
import { systemClock } from './clock.ts';
import { InputError, InterruptedError, messageOf } from './errors.ts';
import { exit } from './exit.ts';
import { createHttp } from './http.ts';
import { readInputs } from './inputs/inputs.ts';
import { givenKeys, otherSecrets } from './inputs/known-secrets.ts';
import { concludeError, type Outcome } from './outcome.ts';
import { cancelOwed } from './owed-cancels.ts';
import { reportInputError, reportOutcome, reportUnexpected } from './reporting/final.ts';
import { createReporter, MOST_WARNINGS } from './reporting/live.ts';
import * as core from './reporting/runner.ts';
import { OWED, owedCancels } from './reporting/state.ts';
import { annotationText, logLine } from './reporting/text.ts';
import { run } from './run.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import type { World } from './world.ts';

/** What still hangs when all is said and the log is taken has half a second. */
const EXIT_AFTER_MS = 500;

/** After an interruption the check run is completed; with that the process is gone within two seconds. */
const LAST_WORDS_MS = 1_200;

const UNREADABLE_STATE =
  'What the main step left for this one cannot be read. Tasks that were to be cancelled may still run: look at them in the console of the cloud.';

/** The action: waits, reports, and sets the exit code. `signalled` aborts with the name of a signal. Never rejects. */
export async function main(signalled: AbortSignal): Promise<void> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new InterruptedError(String(signalled.reason)));
  if (signalled.aborted) interrupt();
  else signalled.addEventListener('abort', interrupt, { once: true });
  // Whatever ends the process early, it has not succeeded.
  process.exitCode = 1;
  await inRealWorld(interruption.signal, async (world) => {
    process.exitCode = (await wait(world, interruption.signal)) ? 0 : 1;
  });
}

/** The post step of a cancelled job: repeats the cancels that the main step owes. Never rejects, never fails the step. */
export async function post(): Promise<void> {
  // Nearly always there is nothing to do, and nothing to load for it.
  if (core.getState(OWED) === '') return;
  await inRealWorld(new AbortController().signal, async (world) => {
    const secrets = secretsOf(world, core.setSecret);
    const tell = (line: string) => core.info(logLine(secrets.hide(line)));
    let warnings: string[] = [];
    try {
      const inputs = readInputs(core.getInput, world.env);
      const owed = owedCancels(inputs.taskIds);
      const told = owed && (await cancelOwed(inputs, owed, world, secrets));
      for (const line of told?.lines ?? []) tell(line);
      warnings = told?.warnings ?? [UNREADABLE_STATE];
    } catch (error) {
      warnings = [messageOf(error)];
    }
    for (const warning of warnings.slice(0, MOST_WARNINGS)) {
      const text = annotationText(secrets.hide(warning), 4_000);
      core.warning(text, { title: 'Not cancelled' });
    }
    for (const warning of warnings.slice(MOST_WARNINGS)) tell(warning);
  });
}

async function inRealWorld(
  interruption: AbortSignal,
  work: (world: World) => Promise<void>,
): Promise<void> {
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
  // Whoever reads the log slowly gets all of it; after a signal there is no time for that.
  hurryAfter(interruption);
  await core.logTaken(systemClock);
  exitSoon();
  // On Windows, Node before 24.20 may crash in an exit soon after a request (nodejs/node#56645): it ends by itself there.
  if (process.platform === 'win32') await close();
  else exit();
}

/** Outputs and summary are written: what comes behind them has, after a signal, its last words. */
function hurryAfter(interruption: AbortSignal): void {
  const hurry = () => exitSoon(LAST_WORDS_MS);
  if (interruption.aborted) hurry();
  else interruption.addEventListener('abort', hurry, { once: true });
}

/** Outputs and summary are written; nothing that still hangs may keep the process. */
function exitSoon(ms = EXIT_AFTER_MS): void {
  setTimeout(exit, ms).unref();
}

async function wait(world: World, signal: AbortSignal): Promise<boolean> {
  let secrets = secretsOf(world);
  let outcome: Outcome;
  try {
    const inputs = readInputs(core.getInput, world.env);
    // Told to the runner in the log, and so not before something is sent that could bring them there.
    secrets = secretsOf(world, core.setSecret);
    const reporter = createReporter(inputs, world, secrets);
    outcome = await run(inputs, world, reporter, signal);
    const report = reporter.report(outcome);
    reportOutcome(report, inputs.jobSummary);
    if (outcome.isOk) process.exitCode = 0;
    hurryAfter(signal);
    await reporter.end(report);
  } catch (thrown) {
    const error = secrets.hide(thrown);
    outcome = concludeError(error);
    // The inputs may not have been read: whatever is no clear no is a yes.
    const hasSummary = core.getInput('job-summary').toLowerCase() !== 'false';
    if (error instanceof InputError) reportInputError(error, outcome, hasSummary);
    else reportUnexpected(outcome, hasSummary);
  }
  return outcome.isOk;
}

/** All that is known before anything is read or sent. `tell` is told of the keys, and of what is learnt later. */
function secretsOf({ env }: World, tell?: (secret: string) => void): Secrets {
  const secrets = createSecrets(otherSecrets(env), tell);
  for (const key of givenKeys(core.getInput, env)) secrets.mask(key);
  return secrets;
}
