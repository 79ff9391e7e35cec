import { isDeepStrictEqual } from 'node:util';

/** The vocabulary of a task: what a cloud said of it, and what the wait makes of that. */

/** What a vendor's word means to the wait; `unknown` is a word we have never heard. */
export type TaskState =
  | 'pending'
  | 'running'
  | 'succeeded'
  | 'partial'
  | 'failed'
  | 'canceled'
  | 'unknown';

/** One step of a task as the vendor tells it. Times are ISO 8601; one of which the zone is not known is left out. */
export interface Phase {
  name: string;
  status: string;
  message?: string;
  startedAt?: string;
  finishedAt?: string;
}

/** What JSON can say. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What one answer said of one task. */
export interface Observation {
  id: string;
  state: TaskState;
  /** The vendor's own word. */
  status: string;
  /** 0 to 1. */
  progress?: number;
  phase?: string;
  phases?: Phase[];
  message?: string;
  errorCode?: string;
  imageId?: string;
  /** A reference that can be pulled: `domain/namespace/repository:tag`. */
  image?: string;
  /** Of `image`: `sha256:` and 64 hexadecimal digits. */
  digest?: string;
  resourceIds?: string[];
  /** ISO 8601. */
  createdAt?: string;
  /** ISO 8601; only of a task that has ended. */
  finishedAt?: string;
  /** Where the vendor's console shows the task; an address that was put together and never verified. */
  consoleUrl?: string;
  /** Id of the answer that said so, for the vendor's support. */
  requestId?: string;
  /** What later calls need of this answer: the kind's own, read by nobody else, shown nowhere. */
  carry?: Json;
}

/** A task as last seen, or not seen: `not-found` was never listed or has vanished. */
export interface Task extends Omit<Observation, 'state'> {
  state: TaskState | 'not-found';
}

/** What one answer alone can tell, where a task stands and what its kind keeps of it, outlasts the next. */
const LASTING = ['consoleUrl', 'carry'] as const;

/** A task after another answer; the very same where that says nothing new but its own id. */
export function updated(before: Task, now: Observation): Observation {
  if (!isSeen(before)) return now;
  if (isSaidAgain(before, now)) return before;
  const { consoleUrl, carry } = before;
  const isLess = LASTING.some((name) => now[name] === undefined && before[name] !== undefined);
  return isLess
    ? {
        ...now,
        ...(now.consoleUrl === undefined && consoleUrl !== undefined && { consoleUrl }),
        ...(now.carry === undefined && carry !== undefined && { carry }),
      }
    : now;
}

/**
 * The same, in which what is said again is the very text and list that is known, and not a second one: of thousands of
 * tasks that are looked at for hours, next to nothing of an answer then outlives it.
 */
export function sparing(before: Task, now: Observation): Observation {
  const after = updated(before, now);
  if (after === before || !isSeen(before)) return after;
  const spared: Observation & Record<string, unknown> = { ...after };
  for (const name of Object.keys(after) as (keyof Observation)[]) {
    if (isSameIn(name, before, after)) spared[name as string] = before[name];
  }
  return spared;
}

/** True where an answer says of a task what is known of it, and no less. */
function isSaidAgain(before: Task, now: Observation): before is Observation {
  if (before === now) return true;
  for (const name in now) {
    if (name !== 'requestId' && !isSameIn(name as keyof Observation, before, now)) return false;
  }
  for (const name in before) {
    if (!(name in now || name === 'requestId' || LASTING.some((each) => each === name)))
      return false;
  }
  return true;
}

function isSameIn(name: keyof Observation, before: Task, now: Observation): boolean {
  return before[name] === now[name] || isDeepStrictEqual(before[name], now[name]);
}

/** When a task began and ended, by the vendor's clock, in milliseconds since 1970; absent where it does not say. */
export function timesOf({
  createdAt = '',
  finishedAt = '',
}: Pick<Task, 'createdAt' | 'finishedAt'>): { from?: number; to?: number } {
  const [from, to] = [Date.parse(createdAt), Date.parse(finishedAt)];
  return { ...(!Number.isNaN(from) && { from }), ...(!Number.isNaN(to) && { to }) };
}

/** True where the vendor says the same of how far a task is; percents and messages apart, which may change each second. */
export function isSameStage(one: Task, other: Task): boolean {
  return one.state === other.state && one.status === other.status && one.phase === other.phase;
}

/** True of a state that nothing follows. */
export function isFinal(state: Task['state']): boolean {
  switch (state) {
    case 'succeeded':
    case 'partial':
    case 'failed':
    case 'canceled':
    case 'not-found':
      return true;
    case 'pending':
    case 'running':
    case 'unknown':
      return false;
    default:
      return state satisfies never;
  }
}

/** True where nothing more can happen to the task, whatever it came to. */
export function isSettled(task: Task): boolean {
  return isFinal(task.state);
}

/** True where an answer has told of the task: every entry has the vendor's word. */
export function isSeen({ status }: Task): boolean {
  return status !== '';
}

/** True where the task's end lets no gate open. `partial` counts as success only where the user accepts it. */
export function isBad(task: Task, acceptPartial: boolean): boolean {
  return (
    isSettled(task) && task.state !== 'succeeded' && !(acceptPartial && task.state === 'partial')
  );
}
