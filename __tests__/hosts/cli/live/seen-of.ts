import type { Moment } from '../../../../src/hosts/cli/live/moment.ts';
import { beginSeeing, type Seen, see } from '../../../../src/hosts/cli/live/seen.ts';
import { symbolsFor } from '../../../../src/hosts/cli/live/symbols.ts';
import type { Task } from '../../../../src/model/task.ts';
import type { Snapshot } from '../../../../src/polling/snapshot.ts';
import { EPOCH } from '../../../support/clock.ts';

export function taskOf(id: string, change: Partial<Task> = {}): Task {
  return { id, state: 'running', status: 'Running', ...change };
}

export function snapshotOf(tasks: readonly Task[], change: Partial<Snapshot> = {}): Snapshot {
  return { elapsedMs: 0, tasks, changed: tasks, hasAnswer: true, isHeartbeat: false, ...change };
}

/** What is known once `snapshot` has come, `elapsedMs` after the begin. */
export function seenOf(snapshot: Snapshot, acceptPartial = false): Seen {
  return see(beginSeeing(EPOCH, acceptPartial), snapshot, EPOCH + snapshot.elapsedMs);
}

/** A moment `afterMs` after the begin, without colours. */
export function momentOf(afterMs: number, change: Partial<Moment> = {}): Moment {
  return {
    now: EPOCH + afterMs,
    columns: 80,
    rows: 24,
    turn: 0,
    symbols: symbolsFor({}),
    paint: (text) => text,
    ...change,
  };
}
