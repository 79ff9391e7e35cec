import pMap from 'p-map';
import type { Inputs } from '../inputs/inputs.ts';
import type { Clock } from '../model/clock.ts';
import { raced, within } from '../model/clock.ts';
import { CloudError, explained } from '../model/errors.ts';
import { canCancel, type Provider } from '../providers/provider.ts';

/** The runner kills 10 s after its first signal; outputs and summary need the rest. */
export const CANCEL_BUDGET_MS = 5_000;

/** Many small requests at once would only be throttled. */
export const CANCELS_AT_ONCE = 4;

/** Which cancels the cloud has taken, and why the others were not. */
export interface Cancellation {
  taken: string[];
  /** `isTooLate`: the cloud says that the task is in no state to be cancelled in. */
  failed: { id: string; reason: string; isTooLate?: true }[];
}

/** True of a wait that, once it is stopped, asks the cloud to cancel what still runs. */
export function cancelsWhenStopped({
  definition,
  mode,
  onCancel,
}: Pick<Inputs, 'definition' | 'mode' | 'onCancel'>): boolean {
  return mode === 'wait' && onCancel === 'cancel' && canCancel(definition);
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
            if (provider.cancel) await raced(provider.cancel(id, signal), signal);
            result.taken.push(id);
          } catch (error) {
            const isTooLate = saysTooLate(error) && { isTooLate: true as const };
            result.failed.push({ id, reason: explained(error), ...isTooLate });
          }
        },
        { concurrency: CANCELS_AT_ONCE },
      ),
  );
  return result;
}

/**
 * By the codes that are documented, `InvalidStatus.CancelFailed`, `InvalidStatus.ImagePipelineExecution` and
 * `InvalidTaskId.IncorrectTaskStatus`, and by what others of their kind would be called.
 */
function saysTooLate(error: unknown): boolean {
  const isOther = !(error instanceof CloudError) || error.kind === 'permission' || error.passes;
  return !isOther && /stat(e|us)|cancell?(ing|ed)/i.test(error.code);
}
