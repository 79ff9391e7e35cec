import { cancelTasks } from './cancel.ts';
import type { Inputs } from './inputs/inputs.ts';
import { providers } from './providers/index.ts';
import { connect } from './run.ts';
import { isSettled } from './task.ts';
import type { World } from './world.ts';

/** The server ends a cancelled job after five minutes; a look and a cancel take seconds. */
const BUDGET_MS = 60_000;

/**
 * Repeats the cancels that did not get through when the main step was interrupted. Looks first: a task that has ended
 * is left alone. Gives lines for the log; rejects with the CloudError of the look.
 */
export async function cancelOwed(
  inputs: Inputs,
  owed: readonly string[],
  world: World,
  mask: (secret: string) => void,
): Promise<string[]> {
  const provider = connect(inputs, world, world, { mask });
  const { idsPerRequest } = providers[inputs.provider];
  const signal = AbortSignal.timeout(BUDGET_MS);
  const lines: string[] = [];
  const open: string[] = [];
  for (let from = 0; from < owed.length; from += idsPerRequest) {
    const ids = owed.slice(from, from + idsPerRequest);
    const seen = await provider.ask(ids, signal);
    for (const task of seen) {
      if (isSettled(task)) lines.push(`${task.id} has ended as ${task.status}; nothing to cancel.`);
      else open.push(task.id);
    }
  }
  const { taken, failed } = await cancelTasks(provider, open, world.clock, BUDGET_MS);
  for (const id of taken) lines.push(`${id}: the cloud was asked to cancel it.`);
  for (const { id, reason } of failed) lines.push(`${id} could not be cancelled: ${reason}`);
  return lines;
}
