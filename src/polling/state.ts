import { type Ceiling, UNREFUSED } from '../clouds/ceiling.ts';
import type { Task } from '../model/task.ts';
import type { Advance } from './progress.ts';
import type { HostTrouble } from './reach.ts';
import type { Snapshot } from './snapshot.ts';
import { NO_STRETCH, type Stretch } from './stretch.ts';
import type { Troubled } from './trouble.ts';

/** Goes up with each change of the state's form, so that a stored one that is older can be told. */
export const STATE_VERSION = 2;

/** What each step of a wait goes by. Not part of the state: whoever goes on with a stored one gives the same again. */
export interface StepOptions {
  idsPerRequest: number;
  pollIntervalMs: number | 'auto';
  /** How long such tasks take, and what the user says of that. */
  typicalMs: number;
  expectedMs?: number | undefined;
  failFast: boolean;
  acceptPartial: boolean;
  mode: 'wait' | 'check';
}

/** What a wait begins with. */
export interface WatchOptions extends StepOptions {
  ids: readonly string[];
  parents: readonly string[];
  timeoutMs: number;
}

/** One task as last seen. */
export interface TrackedTask {
  task: Task;
  /** True once an answer has mentioned it. */
  isSeen: boolean;
  /** Usable answers in a row that it was missing from. */
  missing: number;
}

/** When a task is looked at next, and when that was planned; the same for a look that is not to be taken sooner. */
export interface PlannedLook {
  plannedAt: number;
  at: number;
}

/**
 * All that a wait knows, as plain JSON: it may be stored between any two steps and gone on with by another process. It
 * holds ids, words and messages as the provider gave them, rid of secrets, and times; never credentials or an error.
 *
 * Times are milliseconds since 1970, by a clock that never steps back while a process runs and is right in each. A state
 * that is restored long after its next look is simply due; so is its last look after the deadline.
 */
export interface WaitState extends Troubled {
  version: typeof STATE_VERSION;
  begunAt: number;
  deadline: number;
  /** When the next round is due. */
  nextLookAt: number;
  /** When the last round was entered. */
  lookedAt: number;
  /** In the order asked, then in the order found. */
  tasks: readonly TrackedTask[];
  /**
   * The next look of each of `tasks`, in their order; none of those behind the last one planned. It stands apart, so that a
   * task without news is the very same after a round: nothing of thousands is made anew but this list.
   */
  looks: readonly (PlannedLook | null)[];
  /** What each task has told of its progress, beside it; null or absent where that says nothing. */
  advances: readonly (Advance | null)[];
  /** What tasks were asked for by, where not by their ids. */
  parents: readonly string[];
  /** Those of which no task is known yet. */
  openParents: readonly string[];
  /** Ids of tasks with news that no snapshot has told of. */
  untold: readonly string[];
  /** True once there was a usable answer, whatever it said. */
  hasAnswer: boolean;
  /** When there was news, or a sign of life in their place. */
  newsAt: number;
  /** How much rarer the cloud is asked than usual. */
  stretch: Stretch;
  /** How many requests a second the cloud takes, as far as it has refused any. */
  ceiling: Ceiling;
  /** Hosts that let no connection come about. */
  reach: readonly HostTrouble[];
  /** Whether earlier tasks are to be asked for how long they took: once a task is seen, now, or no more. */
  earlier: 'wanted' | 'due' | 'done';
  /** How long other tasks of the same origin took. */
  earlierMs: readonly number[];
}

/** How a wait ends by itself: the tasks have decided it, the time is up, or in check mode the one look is done. */
export type End = 'decided' | 'timed-out' | 'looked';

/** What follows a round: another look, or the end, which may be an error. */
export type Next = { lookAt: number } | { end: End } | { error: unknown };

/** What a round, or a quiet minute, makes of a wait; the state is that from which it can be gone on with. */
export interface Step {
  state: WaitState;
  snapshot: Snapshot;
  next: Next;
}

/** A wait that has not looked yet. */
export function begin(options: WatchOptions, now: number): WaitState {
  const task = (id: string): TrackedTask => ({
    task: { id, state: 'unknown', status: '' },
    isSeen: false,
    missing: 0,
  });
  const atOnce: PlannedLook = { plannedAt: now, at: now };
  const tasks = [...new Set(options.ids)].map(task);
  return {
    version: STATE_VERSION,
    begunAt: now,
    deadline: now + options.timeoutMs,
    nextLookAt: now,
    lookedAt: now,
    tasks,
    looks: tasks.map(() => atOnce),
    advances: [],
    parents: [...new Set(options.parents)],
    openParents: [...new Set(options.parents)],
    untold: [],
    hasAnswer: false,
    newsAt: now,
    trouble: null,
    unanswered: [],
    stretch: NO_STRETCH,
    ceiling: UNREFUSED,
    reach: [],
    earlier: options.pollIntervalMs === 'auto' ? 'wanted' : 'done',
    earlierMs: [],
  };
}

/** All tasks as last seen. */
export function tasksOf({ tasks }: Pick<WaitState, 'tasks'>): Task[] {
  return tasks.map(({ task }) => task);
}
