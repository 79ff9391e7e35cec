import pMap from 'p-map';
import type { Clock } from './clock.ts';
import { within } from './clock.ts';
import { explained } from './errors.ts';
import type { Provider } from './providers/provider.ts';

/** The runner kills 10 s after its first signal; outputs and summary need the rest. */
export const CANCEL_BUDGET_MS = 5_000;

const CONCURRENCY = 4;

/** Which cancels the cloud has taken, and why the others were not. */
export interface Cancellation {
  taken: string[];
  failed: { id: string; reason: string }[];
}

/** Asks the cloud to cancel tasks, all within `budgetMs`. Never rejects. */
export async function cancelTasks(
  provider: Provider,
  ids: readonly string[],
  clock: Clock,
  budgetMs = CANCEL_BUDGET_MS,
): Promise<Cancellation> {
  const result: Cancellation = { taken: [], failed: [] };
  await within(
    clock,
    budgetMs,
    new AbortController().signal,
    () => new Error(`no answer within ${budgetMs / 1_000} s`),
    (signal) =>
      pMap(
        ids,
        async (id) => {
          try {
            signal.throwIfAborted();
            await provider.cancel?.(id, signal);
            result.taken.push(id);
          } catch (error) {
            result.failed.push({ id, reason: explained(error) });
          }
        },
        { concurrency: CONCURRENCY },
      ),
  );
  return result;
}
