import type { Snapshot } from '../polling/watch.ts';
import type { Task } from '../task.ts';

/** How long a task kept one state, word and phase: from here to the next stay. */
export interface Stay {
  /** The phase of a task that runs, else the vendor's word. */
  label: string;
  state: Task['state'];
  /** Milliseconds since 1970, as all times here. */
  from: number;
}

/** What the looks of a wait saw, for vendors that give no times of their own. */
export interface History {
  stays: ReadonlyMap<string, readonly Stay[]>;
  /** When there was no usable answer; without `to` until the end. */
  troubles: readonly { from: number; to?: number }[];
}

export const NO_HISTORY: History = { stays: new Map(), troubles: [] };

/** A cloud that goes to and fro must not fill the memory; the last stay is kept up to date all the same. */
const MOST_STAYS = 100;
const MOST_TROUBLES = 100;

/** The history with what a snapshot of the moment `now` adds. */
export function extend(history: History, snapshot: Snapshot, now: number): History {
  const { changed, trouble, recovered } = snapshot;
  const stays = changed.length > 0 ? new Map(history.stays) : history.stays;
  if (stays instanceof Map) {
    for (const task of changed) stays.set(task.id, withStay(stays.get(task.id) ?? [], task, now));
  }
  return { stays, troubles: withTrouble(history.troubles, trouble, recovered, now) };
}

function withStay(stays: readonly Stay[], task: Task, from: number): readonly Stay[] {
  const { state } = task;
  const label = (state === 'running' && task.phase) || task.status || state;
  const last = stays.at(-1);
  if (last?.label === label && last.state === state) return stays;
  return [...stays.slice(0, MOST_STAYS - 1), { label, state, from }];
}

function withTrouble(
  troubles: History['troubles'],
  trouble: Snapshot['trouble'],
  recovered: Snapshot['recovered'],
  now: number,
): History['troubles'] {
  if (trouble?.isNew) return [...troubles.slice(0, MOST_TROUBLES - 1), { from: now }];
  const last = troubles.at(-1);
  if (!recovered || !last) return troubles;
  return [...troubles.slice(0, -1), { ...last, to: now }];
}
