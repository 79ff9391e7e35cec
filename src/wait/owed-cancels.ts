import pMap from 'p-map';
import type { Inputs } from '../inputs/inputs.ts';
import { type Clock, within } from '../model/clock.ts';
import { explained } from '../model/errors.ts';
import { isSettled } from '../model/task.ts';
import type { Provider } from '../providers/provider.ts';
import { CANCELS_AT_ONCE, type Cancellation, cancelTasks } from './cancel.ts';
import type { Connection } from './connect.ts';

/** The server ends a cancelled job after five minutes; a look and a cancel take seconds, and of a thousand tasks minutes. */
const BUDGET_MS = 120_000;

/** After so long without an answer to any look none is sent any more: who is silent to looks still hears of cancels. */
const SILENCE_MS = 60_000;

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
 * all the same, since the cloud refuses that where it is too late, which is no trouble then. What is found open is cancelled
 * before the next is looked at: of many tasks, those that there is time for are done with. `missing` says what is done with
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
  const end = clock.now() + BUDGET_MS;
  let heardAt = clock.now();
  const all: LookedCancels = { taken: [], failed: [], lines: [], missing: [] };
  const batches = Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, index) =>
    ids.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
  const cancel = async (batch: readonly string[]) => {
    const limit = Math.min(heardAt + SILENCE_MS, end) - clock.now();
    const looked = await lookAt(batch, provider, clock, limit);
    if (looked.hasAnswer) heardAt = clock.now();
    const left = missing === 'left' ? looked.missing : [];
    const open = looked.open.filter((id) => !left.includes(id));
    const { taken, failed } = await cancelTasks(provider, open, clock, end - clock.now());
    all.taken.push(...taken);
    all.failed.push(...failed);
    all.missing.push(...left);
    all.lines.push(
      ...looked.lines,
      ...taken.map((id) => `${id}: the cloud was asked to cancel it.`),
    );
    for (const { id, reason } of failed.filter(({ isTooLate }) => isTooLate)) {
      all.lines.push(
        `${id} is not to be cancelled any more, or is being cancelled already: ${reason}`,
      );
    }
  };
  await pMap(batches, cancel, { concurrency: Math.ceil(CANCELS_AT_ONCE / idsPerRequest) });
  return all;
}

/** What a look tells of tasks that are to be cancelled, and why some are not. */
interface Looked {
  open: string[];
  missing: string[];
  lines: string[];
  hasAnswer: boolean;
}

async function lookAt(
  ids: readonly string[],
  provider: Provider,
  clock: Clock,
  limitMs: number,
): Promise<Looked> {
  const late = () => new Error('no answer in time');
  const ask = (limited: AbortSignal) => provider.ask(ids, limited);
  const lines: string[] = [];
  try {
    if (limitMs <= 0) throw late();
    const seen = await within(clock, limitMs, new AbortController().signal, late, ask);
    const open = new Set(ids);
    for (const task of seen) {
      const isOnItsWay = ON_ITS_WAY.test(task.status);
      if (!isOnItsWay && !isSettled(task)) continue;
      open.delete(task.id);
      const what = isOnItsWay ? 'is being cancelled already' : `has ended as ${task.status}`;
      lines.push(`${task.id} ${what}; nothing to cancel.`);
    }
    const missing = ids.filter((id) => !seen.some((task) => task.id === id));
    return { open: [...open], missing, lines, hasAnswer: true };
  } catch (error) {
    lines.push(`${ids.join(', ')} could not be looked at: ${explained(error)}`);
    return { open: [...ids], missing: [], lines, hasAnswer: false };
  }
}
