import type { Task } from '../model/task.ts';
import type { Snapshot } from '../polling/watch.ts';

/** How long a task kept one state, word and phase: from here to the next span. */
export interface Span {
  /** The phase of a task that runs, else the vendor's word. */
  label: string;
  state: Task['state'];
  /** Milliseconds since 1970, as all times here. */
  from: number;
}

/** What the looks of a wait saw, for vendors that give no times of their own. */
export interface Course {
  spans: ReadonlyMap<string, readonly Span[]>;
  /** When there was no usable answer; without `to` until the end. */
  troubles: readonly { from: number; to?: number }[];
}

export const NO_COURSE: Course = { spans: new Map(), troubles: [] };

/** A cloud that goes to and fro must not fill the memory; the last span is kept up to date all the same. */
const MOST_SPANS = 100;
const MOST_TROUBLES = 100;

/** The course with what a snapshot of the moment `now` adds. */
export function extend(course: Course, snapshot: Snapshot, now: number): Course {
  const { changed, trouble, recovered } = snapshot;
  const others = changed.flatMap((task): [string, readonly Span[]][] => {
    const before = course.spans.get(task.id);
    const after = withSpan(before ?? [], task, now);
    return after === before ? [] : [[task.id, after]];
  });
  const spans = others.length > 0 ? new Map([...course.spans, ...others]) : course.spans;
  return { spans, troubles: withTrouble(course.troubles, trouble, recovered, now) };
}

function withSpan(spans: readonly Span[], task: Task, from: number): readonly Span[] {
  const { state } = task;
  const label = (state === 'running' && task.phase) || task.status || state;
  const last = spans.at(-1);
  if (last?.label === label && last.state === state) return spans;
  return [...spans.slice(0, MOST_SPANS - 1), { label, state, from }];
}

function withTrouble(
  troubles: Course['troubles'],
  trouble: Snapshot['trouble'],
  recovered: Snapshot['recovered'],
  now: number,
): Course['troubles'] {
  if (trouble?.isNew) return [...troubles.slice(0, MOST_TROUBLES - 1), { from: now }];
  const last = troubles.at(-1);
  if (!recovered || !last) return troubles;
  return [...troubles.slice(0, -1), { ...last, to: now }];
}
