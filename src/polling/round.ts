import pMap from 'p-map';
import { CloudError } from '../model/errors.ts';
import type { Found, Provider } from '../providers/provider.ts';
import type { Tracker } from './tracker.ts';

/** Requests of one round that are under way at once: enough for a thousand tasks, too few to trip a quota. */
const CONCURRENCY = 4;

/** What a round came to. */
export interface Round {
  /** Ids, of tasks and parents, that had a usable answer, whether it mentions them or not. */
  answered: string[];
  /** Ids that had none: the request failed, or was not sent since the cloud asks for less. */
  unanswered: string[];
  errors: unknown[];
}

/**
 * Asks for `ids`, and for the tasks of all parents that have none yet, in as few requests as the provider allows, and
 * enters the answers into the tracker. Requests that have not been sent when one is throttled are not sent.
 */
export async function lookAt(
  ids: readonly string[],
  provider: Provider,
  tracker: Tracker,
  idsPerRequest: number,
  isGraceOver: boolean,
  signal: AbortSignal,
): Promise<Round> {
  const round: Round = { answered: [], unanswered: [], errors: [] };
  let isThrottled = false;
  const asks = batches(ids, idsPerRequest).map((batch) => ({
    ids: batch,
    look: async () => tracker.enterAnswer(batch, await provider.ask(batch, signal), isGraceOver),
  }));
  const finds = batches(tracker.openParents, idsPerRequest).map((parents) => ({
    ids: parents,
    look: async () => {
      const found = (await provider.find?.(parents, signal)) ?? new Map<string, Found>();
      const listed = new Map([...found].map(([parent, { tasks }]) => [parent, tasks]));
      const why = (parent: string) => found.get(parent)?.whyNone;
      tracker.enterFound(parents, listed, isGraceOver, why);
    },
  }));
  await pMap(
    [...asks, ...finds],
    async (request) => {
      try {
        signal.throwIfAborted();
        if (isThrottled) round.unanswered.push(...request.ids);
        else {
          await request.look();
          round.answered.push(...request.ids);
        }
      } catch (error) {
        isThrottled ||= error instanceof CloudError && error.kind === 'throttling';
        round.unanswered.push(...request.ids);
        round.errors.push(error);
      }
    },
    { concurrency: CONCURRENCY },
  );
  return round;
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
