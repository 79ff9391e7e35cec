import pMap from 'p-map';
import type { Inputs } from '../inputs/inputs.ts';
import { type Clock, within } from '../model/clock.ts';
import { explained } from '../model/errors.ts';
import { isSettled } from '../model/task.ts';
import type { Provider } from '../providers/provider.ts';
import { CANCELS_AT_ONCE, type Cancellation, cancelTasks } from './cancel.ts';
import type { Connection } from './connect.ts';

/** The server ends a cancelled job after five minutes; a look and a cancel take seconds. */
const BUDGET_MS = 60_000;

/** What a vendor calls a task whose cancel is under way (`CANCELLING`). */
const ON_ITS_WAY = /^cancell?ing$/i;

/** What became of tasks that were to be cancelled after a look, and a line for each that says it. */
interface LookedCancels extends Cancellation {
  lines: string[];
  /** Answers came, and none mentions them: where those are left alone, nothing was asked for them. */
  missing: string[];
}

/**
 * Repeats the cancels that did not get through when the main step was interrupted. Gives lines for the log and what is worth
 * a warning; never rejects.
 */
export async function cancelOwed(
  inputs: Pick<Inputs, 'definition'>,
  owed: readonly string[],
  connection: Pick<Connection, 'provider'>,
  clock: Clock,
): Promise<{ lines: string[]; warnings: string[] }> {
  const { lines, failed } = await cancelOpen(inputs, owed, connection, clock, 'tried');
  const rest = failed.filter(({ isTooLate }) => !isTooLate);
  return {
    lines,
    warnings: rest.map(({ id, reason }) => `${id} could not be cancelled: ${reason}`),
  };
}

/**
 * Looks first: a task that has ended, or whose cancel is under way, is left alone. One that cannot be looked at is cancelled
 * all the same, since the cloud refuses that where it is too late, which is no trouble then. `missing` says what is done with
 * those that the answers do not mention. Never rejects.
 */
export async function cancelOpen(
  { definition }: Pick<Inputs, 'definition'>,
  ids: readonly string[],
  { provider }: Pick<Connection, 'provider'>,
  clock: Clock,
  missing: 'tried' | 'left',
): Promise<LookedCancels> {
  const { idsPerRequest } = definition;
  const looked = await within(
    clock,
    BUDGET_MS,
    new AbortController().signal,
    () => new Error(`no answer within ${BUDGET_MS / 1_000} s`),
    (signal) => lookAt(ids, provider, idsPerRequest, signal),
  );
  const { lines } = looked;
  const left = missing === 'left' ? looked.missing : [];
  const open = looked.open.filter((id) => !left.includes(id));
  const { taken, failed } = await cancelTasks(provider, open, clock, BUDGET_MS);
  for (const id of taken) lines.push(`${id}: the cloud was asked to cancel it.`);
  for (const { id, reason } of failed.filter(({ isTooLate }) => isTooLate)) {
    lines.push(`${id} is not to be cancelled any more, or is being cancelled already: ${reason}`);
  }
  return { taken, failed, lines, missing: left };
}

async function lookAt(
  owed: readonly string[],
  provider: Provider,
  idsPerRequest: number,
  signal: AbortSignal,
) {
  const lines: string[] = [];
  const open = new Set(owed);
  const missing = new Set<string>();
  const batches = Array.from({ length: Math.ceil(owed.length / idsPerRequest) }, (_, index) =>
    owed.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
  const look = async (ids: string[]) => {
    const seen = await provider.ask(ids, signal).catch((error: unknown) => {
      lines.push(`${ids.join(', ')} could not be looked at: ${explained(error)}`);
      return undefined;
    });
    for (const id of seen ? ids : []) {
      if (!seen?.some((task) => task.id === id)) missing.add(id);
    }
    for (const task of seen ?? []) {
      const isOnItsWay = ON_ITS_WAY.test(task.status);
      if (!isOnItsWay && !isSettled(task)) continue;
      open.delete(task.id);
      const what = isOnItsWay ? 'is being cancelled already' : `has ended as ${task.status}`;
      lines.push(`${task.id} ${what}; nothing to cancel.`);
    }
  };
  await pMap(batches, look, { concurrency: CANCELS_AT_ONCE });
  return { open: [...open], missing: [...missing], lines };
}
