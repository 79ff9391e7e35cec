import type { Task } from '../model/task.ts';
import { LONGEST_LIFE_MS } from './earlier-tasks.ts';
import { type Belief, beliefOf } from './expectation.ts';
import { type Advance, advanced, guessesBy } from './progress.ts';
import { fixedDelay, LONGEST_OF_ALL_MS, nextDelay, USUAL_MS } from './schedule.ts';
import type { TrackedTask, WaitState } from './state.ts';
import { grown, type Stretch, stretchAt } from './stretch.ts';
import { isOpen, NOT_FOUND_GRACE_MS } from './tracker.ts';

/** A look may be taken this much of its delay too early, when it can then share a request. */
const EARLY_SHARE = 0.25;

/** What the user says of how often to look, and what is known of how long such tasks take. */
export interface PlannerOptions {
  pollIntervalMs: number | 'auto';
  typicalMs: number;
  expectedMs?: number | undefined;
}

/** What a wait has learnt of how long its tasks take, and of how often it may ask. */
export type Learnt = Pick<WaitState, 'begunAt' | 'earlierMs' | 'stretch'>;

/** What is to be planned: which tasks anew, and what had no answer and is left alone for a while. */
export interface Plan {
  isDue: (entry: TrackedTask) => boolean;
  unanswered: readonly string[];
  pauseMs: number;
}

/** A look that nobody has planned is due the longest. */
const NEVER_PLANNED = { plannedAt: 0, at: 0 };

/**
 * Open tasks in the order in which their looks are due. Whoever is not asked for in this order stays where it is, and
 * whoever is goes behind all that are due: none waits for ever.
 */
export function mostUrgent(tasks: readonly TrackedTask[]) {
  return tasks
    .filter(isOpen)
    .map(({ task, look }) => ({ id: task.id, ...(look ?? NEVER_PLANNED) }))
    .sort((a, b) => a.at - b.at);
}

/**
 * The ids to ask for now: those that are due or nearly so, and as many others, the next ones first, as fit into the
 * same requests for nothing; of more than fit into `mostRequests`, the most urgent.
 */
export function dueIds(
  tasks: readonly TrackedTask[],
  idsPerRequest: number,
  now: number,
  mostRequests = Number.POSITIVE_INFINITY,
): string[] {
  const sorted = mostUrgent(tasks);
  const due = sorted.filter(({ plannedAt, at }) => at - EARLY_SHARE * (at - plannedAt) <= now);
  const requests = Math.min(Math.ceil(due.length / idsPerRequest), mostRequests);
  return sorted.slice(0, requests * idsPerRequest).map(({ id }) => id);
}

/** The stretch after throttling, which slows every task down and wears off with time. */
export function slowedDown(
  stretch: Stretch,
  { pollIntervalMs }: PlannerOptions,
  now: number,
): Stretch {
  const usualMs = pollIntervalMs === 'auto' ? USUAL_MS : pollIntervalMs;
  return grown(stretch, LONGEST_OF_ALL_MS / usualMs, now);
}

/** Sets when each open task is looked at next, and with it the next round. All share one jitter, so that they stay together. */
export function plan(
  state: WaitState,
  { isDue, unanswered, pauseMs }: Plan,
  options: PlannerOptions,
  now: number,
  random: number,
): WaitState {
  const delayOf = delays(state, options, now, random);
  const inVain = new Set(unanswered);
  const graceEnd = state.begunAt + NOT_FOUND_GRACE_MS;
  const isGrace = now < graceEnd;
  const tasks = state.tasks.map((entry): TrackedTask => {
    if (!isOpen(entry)) return entry;
    let { look, advance } = entry;
    if (inVain.has(entry.task.id)) look = exactly(Math.min(now + pauseMs, state.deadline));
    else if (!look || isDue(entry)) {
      advance = advanceOf(entry, state.begunAt, now);
      look = { plannedAt: now, at: now + delayOf(entry.task, advance) };
    }
    // A task that is not listed yet is given up when its grace is over, not a long interval later.
    if (isGrace && !entry.isSeen && look.at > graceEnd) look = exactly(graceEnd);
    return look === entry.look ? entry : { ...entry, look, advance };
  });
  let first = tasks.reduce((next, entry) => Math.min(next, lookAt(entry)), state.deadline);
  if (state.openParents.length > 0) {
    const lookUp = now + (pauseMs || delayOf({ id: '', state: 'unknown', status: '' }));
    first = Math.min(first, isGrace ? Math.min(lookUp, graceEnd) : lookUp);
  }
  // What the server asks for holds for the whole step, whatever is due.
  return { ...state, tasks, nextLookAt: Math.min(Math.max(first, now + pauseMs), state.deadline) };
}

/**
 * How long each task is left alone after `now`, in milliseconds, by what it has told of its progress; `random` is a number
 * from 0 to 1.
 */
export function delays(
  { begunAt, earlierMs, stretch: before }: Learnt,
  { pollIntervalMs, typicalMs, expectedMs }: PlannerOptions,
  now: number,
  random: number,
): (task: Task, advance?: Advance | null) => number {
  const waitedMs = now - begunAt;
  const stretch = stretchAt(before, now);
  if (pollIntervalMs !== 'auto') return () => fixedDelay(pollIntervalMs, waitedMs, stretch);
  const common = beliefOf({ typicalMs, expectedMs, earlierMs });
  return (task, advance = null) => {
    const belief: Belief = { ...common, guesses: [...guessesBy(advance), ...common.guesses] };
    return nextDelay({ belief, ageMs: ageOf(task, begunAt, now), waitedMs, random, stretch });
  };
}

/** What a task has told of its progress by now, which says something where it is known how long the first part took. */
function advanceOf({ task, advance }: TrackedTask, begunAt: number, now: number): Advance | null {
  if (!task.createdAt) return advance;
  return advanced(advance, task.progress, ageOf(task, begunAt, now));
}

/**
 * By the task's own creation time, as far as that makes sense. A clock that is behind would make it younger than the
 * wait, which it is not.
 */
export function ageOf({ createdAt }: Task, begunAt: number, now: number): number {
  const age = createdAt ? now - Date.parse(createdAt) : 0;
  const waited = now - begunAt;
  return age > waited && age <= LONGEST_LIFE_MS ? age : waited;
}

/** A look for a moment of its own, which is not to be taken sooner. */
function exactly(at: number): { plannedAt: number; at: number } {
  return { plannedAt: at, at };
}

/** When an open task is due. */
function lookAt(entry: TrackedTask): number {
  return isOpen(entry) && entry.look ? entry.look.at : Number.POSITIVE_INFINITY;
}
