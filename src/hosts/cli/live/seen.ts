import { isSettled } from '../../../model/task.ts';
import type { Snapshot } from '../../../polling/snapshot.ts';

/** What a view knows of a wait. Times are milliseconds. */
export interface Seen {
  /** When the wait began. */
  begunAt: number;
  acceptPartial: boolean;
  /** The latest, and when it came. */
  snapshot?: Snapshot;
  seenAt: number;
  /** How long after the begin a task was seen to have ended. */
  endedAfterMs: ReadonlyMap<string, number>;
}

export function beginSeeing(now: number, acceptPartial: boolean): Seen {
  return { begunAt: now, acceptPartial, seenAt: now, endedAfterMs: new Map() };
}

/** Snapshots come with looks and signs of life, which are rare: what is shown in between is counted on from here. */
export function see(before: Seen, snapshot: Snapshot, now: number): Seen {
  const ended = snapshot.tasks.filter(
    (task) => isSettled(task) && !before.endedAfterMs.has(task.id),
  );
  const fresh = ended.map(({ id }) => [id, snapshot.elapsedMs] as const);
  return {
    ...before,
    begunAt: now - snapshot.elapsedMs,
    snapshot,
    seenAt: now,
    endedAfterMs:
      fresh.length > 0 ? new Map([...before.endedAfterMs, ...fresh]) : before.endedAfterMs,
  };
}
