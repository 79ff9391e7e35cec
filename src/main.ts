import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import { systemClock } from './clock.ts';
import { InputError, InterruptedError } from './errors.ts';
import { createHttp } from './http.ts';
import { readInputs } from './inputs/inputs.ts';
import { concludeError, type Outcome } from './outcome.ts';
import { cancelOwed } from './post.ts';
import { reportInputError, reportOutcome } from './reporting/final.ts';
import { createReporter, maskInputs } from './reporting/live.ts';
import { owedCancels } from './reporting/state.ts';
import { run } from './run.ts';
import type { World } from './world.ts';

/** Outputs and summary are written by then; a request that still hangs must not keep the process. */
const EXIT_AFTER_MS = 500;

/**
 * The action, and its `post` step where the main step has left word for it. Wires the real world, and is the only place
 * where an error of any kind ends in a failed step.
 */
export async function main(): Promise<void> {
  // Would turn off certificate checks in every library at once; no part of the action may do that.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => interruption.abort(new InterruptedError(name)));
  }
  const { http, close } = createHttp();
  const world: World = {
    clock: systemClock,
    random: Math.random,
    nonce: randomUUID,
    http,
    env: process.env,
  };
  const owed = owedCancels();
  if (owed) await post(owed, world);
  else process.exitCode = (await wait(world, interruption.signal)) ? 0 : 1;
  setTimeout(() => process.exit(), EXIT_AFTER_MS).unref();
  await close();
}

async function wait(world: World, signal: AbortSignal): Promise<boolean> {
  let outcome: Outcome;
  try {
    const inputs = readInputs(core.getInput, world.env);
    maskInputs(inputs);
    const reporter = createReporter(inputs, world);
    outcome = await run(inputs, world, reporter, signal);
    await reportOutcome(outcome, inputs);
    await reporter.end(outcome);
  } catch (error) {
    outcome = concludeError(error);
    if (error instanceof InputError) reportInputError(error, outcome);
    else await reportOutcome(outcome);
  }
  return outcome.isOk;
}

/** Nothing that goes wrong here may fail a job that is already cancelled. */
async function post(owed: readonly string[], world: World): Promise<void> {
  if (owed.length === 0) return;
  try {
    const inputs = readInputs(core.getInput, world.env);
    maskInputs(inputs);
    for (const line of await cancelOwed(inputs, owed, world, core.setSecret)) core.info(line);
  } catch (error) {
    core.warning(concludeError(error).message, { title: 'Not cancelled' });
  }
}
