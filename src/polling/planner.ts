import type { Task } from '../model/task.ts';
import { LONGEST_LIFE_MS } from './earlier-tasks.ts';
import { type Belief, beliefOf } from './expectation.ts';
import { type Advance, advanced, guessesBy } from './progress.ts';
import { fixedDelay, LONGEST_OF_ALL_MS, nextDelay, USUAL_MS } from './schedule.ts';
import type { PlannedLook, TrackedTask, WaitState } from './state.ts';
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
  isDue: (entry: TrackedTask, look: PlannedLook) => boolean;
  unanswered: readonly string[];
  pauseMs: number;
}

/** A look that nobody has planned is due the longest. */
const NEVER_PLANNED = { plannedAt: 0, at: 0 };

/**
 * Where open tasks stand in the list, in the order in which their looks are due. Whoever is not asked for in this order
 * stays where it is, and whoever is goes behind all that are due: none waits for ever.
 */
function mostUrgent({ tasks, looks }: Pick<WaitState, 'tasks' | 'looks'>): number[] {
  const at = (index: number) => (looks[index] ?? NEVER_PLANNED).at;
  return [...tasks.keys()]
    .filter((index) => isOpen(tasks[index] as TrackedTask))
    .sort((a, b) => at(a) - at(b));
}

/** All ids that may still be asked for, the most urgent first. */
export function openIds(state: Pick<WaitState, 'tasks' | 'looks'>): string[] {
  return mostUrgent(state).map((index) => idAt(state.tasks, index));
}

function idAt(tasks: readonly TrackedTask[], index: number): string {
  return (tasks[index] as TrackedTask).task.id;
}

/**
 * The ids to ask for now: those that are due or nearly so, and as many others, the next ones first, as fit into the
 * same requests for nothing; of more than fit into `mostRequests`, the most urgent.
 */
export function dueIds(
  { tasks, looks }: Pick<WaitState, 'tasks' | 'looks'>,
  idsPerRequest: number,
  now: number,
  mostRequests = Number.POSITIVE_INFINITY,
): string[] {
  const urgent = mostUrgent({ tasks, looks });
  const isDue = ({ plannedAt, at }: PlannedLook) => at - EARLY_SHARE * (at - plannedAt) <= now;
  const due = urgent.filter((index) => isDue(looks[index] ?? NEVER_PLANNED));
  const requests = Math.min(Math.ceil(due.length / idsPerRequest), mostRequests);
  return urgent.slice(0, requests * idsPerRequest).map((index) => idAt(tasks, index));
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
  const inVainLook = exactly(Math.min(now + pauseMs, state.deadline));
  const lookAfter = looksFrom(now);
  const graceEnd = state.begunAt + NOT_FOUND_GRACE_MS;
  const atGraceEnd = exactly(graceEnd);
  const isGrace = now < graceEnd;
  const advances = advancesOf(state, isDue, now);
  const looks = state.tasks.map((entry, index): PlannedLook | null => {
    if (!isOpen(entry)) return null;
    let look = state.looks[index] ?? null;
    if (inVain.has(entry.task.id)) look = inVainLook;
    else if (!look || isDue(entry, look)) look = lookAfter(delayOf(entry.task, advances[index]));
    // A task that is not listed yet is given up when its grace is over, not a long interval later.
    return isGrace && !entry.isSeen && look.at > graceEnd ? atGraceEnd : look;
  });
  let first = looks.reduce((next, look) => Math.min(next, look?.at ?? next), state.deadline);
  if (state.openParents.length > 0) {
    const lookUp = now + (pauseMs || delayOf({ id: '', state: 'unknown', status: '' }));
    first = Math.min(first, isGrace ? Math.min(lookUp, graceEnd) : lookUp);
  }
  // What the server asks for holds for the whole step, whatever is due.
  return {
    ...state,
    looks,
    advances,
    nextLookAt: Math.min(Math.max(first, now + pauseMs), state.deadline),
  };
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

/**
 * What tasks have told of their progress by now, each beside its task: it says something where it is known how long the
 * first part took. The same list where nothing has moved.
 */
function advancesOf(
  { tasks, looks, advances, begunAt }: WaitState,
  isDue: Plan['isDue'],
  now: number,
): readonly (Advance | null)[] {
  let hasMoved = tasks.length !== advances.length;
  const after = tasks.map((entry, index) => {
    const before = advances[index] ?? null;
    const look = looks[index];
    if (!isOpen(entry) || !entry.task.createdAt || (look && !isDue(entry, look))) return before;
    const advance = advanced(before, entry.task.progress, ageOf(entry.task, begunAt, now));
    hasMoved ||= advance !== before;
    return advance;
  });
  return hasMoved ? after : advances;
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

/** Looks that are planned now. Thousands of tasks are left alone for equally long: they have one in common. */
function looksFrom(now: number): (delay: number) => PlannedLook {
  const looks = new Map<number, PlannedLook>();
  return (delay) => {
    const look = looks.get(delay) ?? { plannedAt: now, at: now + delay };
    looks.set(delay, look);
    return look;
  };
}

/** A look for a moment of its own, which is not to be taken sooner. */
function exactly(at: number): PlannedLook {
  return { plannedAt: at, at };
}
