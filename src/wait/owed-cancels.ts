import pMap from 'p-map';
import type { Inputs } from '../inputs/inputs.ts';
import { type Clock, within } from '../model/clock.ts';
import { explained } from '../model/errors.ts';
import { isSettled } from '../model/task.ts';
import type { Provider } from '../providers/provider.ts';
import { CANCELS_AT_ONCE, cancelTasks } from './cancel.ts';
import type { Connection } from './connect.ts';

/** The server ends a cancelled job after five minutes; a look and a cancel take seconds, and of a thousand tasks minutes. */
const BUDGET_MS = 120_000;

/** After so long without an answer to any look none is sent any more: who is silent to looks still hears of cancels. */
const SILENCE_MS = 60_000;

/** What a vendor calls a task whose cancel is under way (`CANCELLING`). */
const ON_ITS_WAY = /^cancell?ing$/i;

/**
 * Repeats the cancels that did not get through when the main step was interrupted. Looks first: a task that has ended, or
 * whose cancel is under way, is left alone. One that cannot be looked at is cancelled all the same, since the cloud refuses
 * that where it is too late, which is no trouble then. What is found open is cancelled before the next is looked at: of
 * many tasks, those that there is time for are done with. Gives lines for the log and what is worth a warning; never rejects.
 */
export async function cancelOwed(
  { definition }: Pick<Inputs, 'definition'>,
  owed: readonly string[],
  { provider }: Pick<Connection, 'provider'>,
  clock: Clock,
): Promise<{ lines: string[]; warnings: string[] }> {
  const { idsPerRequest } = definition;
  const end = clock.now() + BUDGET_MS;
  let heardAt = clock.now();
  const lines: string[] = [];
  const warnings: string[] = [];
  const batches = Array.from({ length: Math.ceil(owed.length / idsPerRequest) }, (_, index) =>
    owed.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
  const repeat = async (ids: readonly string[]) => {
    const limit = Math.min(heardAt + SILENCE_MS, end) - clock.now();
    const looked = await lookAt(ids, provider, clock, limit);
    if (looked.hasAnswer) heardAt = clock.now();
    lines.push(...looked.lines);
    const { taken, failed } = await cancelTasks(provider, looked.open, clock, end - clock.now());
    for (const id of taken) lines.push(`${id}: the cloud was asked to cancel it.`);
    for (const { id, reason, isTooLate } of failed) {
      if (isTooLate) {
        lines.push(
          `${id} is not to be cancelled any more, or is being cancelled already: ${reason}`,
        );
      } else {
        warnings.push(`${id} could not be cancelled: ${reason}`);
      }
    }
  };
  await pMap(batches, repeat, { concurrency: Math.ceil(CANCELS_AT_ONCE / idsPerRequest) });
  return { lines, warnings };
}

/** Which of `ids` are still to be cancelled, as far as a look tells, and why the others are not. */
async function lookAt(
  ids: readonly string[],
  provider: Provider,
  clock: Clock,
  limitMs: number,
): Promise<{ open: string[]; lines: string[]; hasAnswer: boolean }> {
  const late = () => new Error('no answer in time');
  const ask = (limited: AbortSignal) => provider.ask(ids, limited);
  const lines: string[] = [];
  const open = new Set(ids);
  let hasAnswer = false;
  try {
    if (limitMs <= 0) throw late();
    const { signal } = new AbortController();
    const seen = await within(clock, limitMs, signal, late, ask);
    hasAnswer = true;
    for (const task of seen) {
      const isOnItsWay = ON_ITS_WAY.test(task.status);
      if (!isOnItsWay && !isSettled(task)) continue;
      open.delete(task.id);
      const what = isOnItsWay ? 'is being cancelled already' : `has ended as ${task.status}`;
      lines.push(`${task.id} ${what}; nothing to cancel.`);
    }
  } catch (error) {
    lines.push(`${ids.join(', ')} could not be looked at: ${explained(error)}`);
  }
  return { open: [...open], lines, hasAnswer };
}
