import { type Clock, within } from '../model/clock.ts';
import { type Task, timesOf } from '../model/task.ts';
import type { Provider } from '../providers/provider.ts';

/** A look at earlier tasks must not keep the wait from its own. */
const TIMEOUT_MS = 10_000;

/** No task takes longer than a month: such a time is a mistake of a clock or a format, and would spoil every guess. */
export const LONGEST_LIFE_MS = 30 * 86_400_000;

/** How long those of `tasks` took that have succeeded, in milliseconds. */
export function durationsOf(tasks: readonly Task[]): number[] {
  return tasks
    .filter(({ state }) => state === 'succeeded')
    .map(timesOf)
    .map(({ from = Number.NaN, to = Number.NaN }) => to - from)
    .filter((ms) => ms > 0 && ms <= LONGEST_LIFE_MS);
}

/**
 * How long earlier tasks of the same origin as `task` took, in milliseconds, for one request where the provider can say.
 * What goes wrong with it is of no account; rejects with the signal's reason only.
 */
export async function earlierDurations(
  task: Task,
  provider: Provider,
  clock: Clock,
  deadline: number,
  signal: AbortSignal,
): Promise<number[]> {
  const limit = Math.min(TIMEOUT_MS, deadline - clock.now());
  if (!provider.earlierTasks || limit <= 0) return [];
  try {
    const ask = async (limited: AbortSignal) => provider.earlierTasks?.(task, limited) ?? [];
    return durationsOf(await within(clock, limit, signal, () => new Error('too late'), ask));
  } catch {
    signal.throwIfAborted();
    return [];
  }
}
