import { cancelTasks } from './cancel.ts';
import { within } from './clock.ts';
import { explained } from './errors.ts';
import type { Inputs } from './inputs/inputs.ts';
import { providers } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import { connect } from './run.ts';
import { isSettled } from './task.ts';
import type { World } from './world.ts';

/** The server ends a cancelled job after five minutes; a look and a cancel take seconds. */
const BUDGET_MS = 60_000;

/**
 * Repeats the cancels that did not get through when the main step was interrupted. Looks first: a task that has ended
 * is left alone. One that cannot be looked at is cancelled all the same, since the cloud refuses that where it is too
 * late. Gives lines for the log and what is worth a warning; never rejects.
 */
export async function cancelOwed(
  inputs: Inputs,
  owed: readonly string[],
  world: World,
  mask: (secret: string) => void,
): Promise<{ lines: string[]; warnings: string[] }> {
  const provider = connect(inputs, world, world, { mask });
  const { idsPerRequest } = providers[inputs.provider];
  const { open, lines } = await within(
    world.clock,
    BUDGET_MS,
    new AbortController().signal,
    () => new Error(`no answer within ${BUDGET_MS / 1_000} s`),
    (signal) => lookAt(owed, provider, idsPerRequest, signal),
  );
  const { taken, failed } = await cancelTasks(provider, open, world.clock, BUDGET_MS);
  for (const id of taken) lines.push(`${id}: the cloud was asked to cancel it.`);
  return {
    lines,
    warnings: failed.map(({ id, reason }) => `${id} could not be cancelled: ${reason}`),
  };
}

async function lookAt(
  owed: readonly string[],
  provider: Provider,
  idsPerRequest: number,
  signal: AbortSignal,
) {
  const lines: string[] = [];
  const open = new Set(owed);
  for (let from = 0; from < owed.length; from += idsPerRequest) {
    const ids = owed.slice(from, from + idsPerRequest);
    const seen = await provider.ask(ids, signal).catch((error: unknown) => {
      lines.push(`${ids.join(', ')} could not be looked at: ${explained(error)}`);
      return [];
    });
    for (const task of seen.filter(isSettled)) {
      open.delete(task.id);
      lines.push(`${task.id} has ended as ${task.status}; nothing to cancel.`);
    }
  }
  return { open: [...open], lines };
}
