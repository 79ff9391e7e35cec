import pMap from 'p-map';
import type { Inputs } from '../inputs/inputs.ts';
import { type Clock, within } from '../model/clock.ts';
import { explained } from '../model/errors.ts';
import { isSettled } from '../model/task.ts';
import type { Provider } from '../providers/provider.ts';
import { CANCELS_AT_ONCE, cancelTasks } from './cancel.ts';
import type { Connection } from './connect.ts';

/** The server ends a cancelled job after five minutes; a look and a cancel take seconds. */
const BUDGET_MS = 60_000;

/** What a vendor calls a task whose cancel is under way (`CANCELLING`). */
const ON_ITS_WAY = /^cancell?ing$/i;

/**
 * Repeats the cancels that did not get through when the main step was interrupted. Looks first: a task that has ended, or
 * whose cancel is under way, is left alone. One that cannot be looked at is cancelled all the same, since the cloud refuses
 * that where it is too late, which is no trouble then. Gives lines for the log and what is worth a warning; never rejects.
 */
export async function cancelOwed(
  { definition }: Pick<Inputs, 'definition'>,
  owed: readonly string[],
  { provider }: Pick<Connection, 'provider'>,
  clock: Clock,
): Promise<{ lines: string[]; warnings: string[] }> {
  const { idsPerRequest } = definition;
  const { open, lines } = await within(
    clock,
    BUDGET_MS,
    new AbortController().signal,
    () => new Error(`no answer within ${BUDGET_MS / 1_000} s`),
    (signal) => lookAt(owed, provider, idsPerRequest, signal),
  );
  const { taken, failed } = await cancelTasks(provider, open, clock, BUDGET_MS);
  for (const id of taken) lines.push(`${id}: the cloud was asked to cancel it.`);
  for (const { id, reason } of failed.filter(({ isTooLate }) => isTooLate)) {
    lines.push(`${id} is not to be cancelled any more, or is being cancelled already: ${reason}`);
  }
  const rest = failed.filter(({ isTooLate }) => !isTooLate);
  return {
    lines,
    warnings: rest.map(({ id, reason }) => `${id} could not be cancelled: ${reason}`),
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
  const batches = Array.from({ length: Math.ceil(owed.length / idsPerRequest) }, (_, index) =>
    owed.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
  const look = async (ids: string[]) => {
    const seen = await provider.ask(ids, signal).catch((error: unknown) => {
      lines.push(`${ids.join(', ')} could not be looked at: ${explained(error)}`);
      return [];
    });
    for (const task of seen) {
      const isOnItsWay = ON_ITS_WAY.test(task.status);
      if (!isOnItsWay && !isSettled(task)) continue;
      open.delete(task.id);
      const what = isOnItsWay ? 'is being cancelled already' : `has ended as ${task.status}`;
      lines.push(`${task.id} ${what}; nothing to cancel.`);
    }
  };
  await pMap(batches, look, { concurrency: CANCELS_AT_ONCE });
  return { open: [...open], lines };
}
