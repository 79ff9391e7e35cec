import pMap from 'p-map';
import type { Provider } from '../providers/provider.ts';
import type { Ledger } from './ledger.ts';

/** Requests of one round that are under way at once: enough for a thousand tasks, too few to trip a quota. */
const CONCURRENCY = 4;

/**
 * Looks at every task that is still open, in as few requests as the provider allows, and enters the answers into the
 * ledger. Gives the errors of the requests that had no usable answer; the others count all the same.
 */
export async function lookAtAll(
  provider: Provider,
  ledger: Ledger,
  idsPerRequest: number,
  isGraceOver: boolean,
  signal: AbortSignal,
): Promise<unknown[]> {
  const asks = batches(ledger.openIds, idsPerRequest).map((ids) => async () => {
    ledger.enterAnswer(ids, await provider.ask(ids, signal), isGraceOver);
  });
  const finds = batches(ledger.openParents, idsPerRequest).map((parents) => async () => {
    const found = (await provider.find?.(parents, signal)) ?? new Map();
    ledger.enterFound(parents, found, isGraceOver);
  });
  const errors: unknown[] = [];
  await pMap(
    [...asks, ...finds],
    async (look) => {
      try {
        signal.throwIfAborted();
        await look();
      } catch (error) {
        errors.push(error);
      }
    },
    { concurrency: CONCURRENCY },
  );
  return errors;
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
