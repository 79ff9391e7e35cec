import type { Task } from '../model/task.ts';
import { LONGEST_LIFE_MS } from './earlier-tasks.ts';
import {
  commonGuesses,
  type Guess,
  type Knowledge,
  remaining,
  withProgress,
} from './expectation.ts';
import { fixedDelay, LONGEST_OF_ALL_MS, nextDelay, USUAL_MS } from './schedule.ts';
import type { PlannedLook, TrackedTask, WaitState } from './state.ts';
import { grown, type Stretch, stretchAt } from './stretch.ts';
import { isOpen, NOT_FOUND_GRACE_MS } from './tracker.ts';

/** A look may be taken this much of its delay too early, when it can then share a request. */
const EARLY_SHARE = 0.25;

/** What the user says of how often to look, and what is known of how long such tasks take. */
export interface PlannerOptions {
  pollIntervalMs: number | 'auto';
  typical: Knowledge['typical'];
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

/**
 * The ids to ask for now: those that are due or nearly so, and as many others, the next ones first, as fit into the
 * same requests for nothing.
 */
export function dueIds(
  { tasks, looks }: Pick<WaitState, 'tasks' | 'looks'>,
  idsPerRequest: number,
  now: number,
): string[] {
  const atOnce = exactly(now);
  const look = (index: number) => looks[index] ?? atOnce;
  const isDue = ({ plannedAt, at }: PlannedLook) => at - EARLY_SHARE * (at - plannedAt) <= now;
  const sorted = [...tasks.keys()]
    .filter((index) => isOpen(tasks[index] as TrackedTask))
    .sort((a, b) => look(a).at - look(b).at);
  const due = sorted.filter((index) => isDue(look(index)));
  const room = Math.ceil(due.length / idsPerRequest) * idsPerRequest;
  return sorted.slice(0, room).map((index) => (tasks[index] as TrackedTask).task.id);
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
  const looks = state.tasks.map((entry, index): PlannedLook | null => {
    if (!isOpen(entry)) return null;
    let look = state.looks[index] ?? null;
    if (inVain.has(entry.task.id)) look = inVainLook;
    else if (!look || isDue(entry, look)) look = lookAfter(delayOf(entry.task));
    // A task that is not listed yet is given up when its grace is over, not a long interval later.
    return isGrace && !entry.isSeen && look.at > graceEnd ? atGraceEnd : look;
  });
  let first = looks.reduce((next, look) => Math.min(next, look?.at ?? next), state.deadline);
  if (state.openParents.length > 0) {
    const lookUp = now + (pauseMs || delayOf({ id: '', state: 'unknown', status: '' }));
    first = Math.min(first, isGrace ? Math.min(lookUp, graceEnd) : lookUp);
  }
  // What the server asks for holds for the whole step, whatever is due.
  return { ...state, looks, nextLookAt: Math.min(Math.max(first, now + pauseMs), state.deadline) };
}

/** How long the slowest of `tasks` still takes: as long in half of the cases, at most in nine of ten. */
export function eta(
  tasks: readonly Task[],
  learnt: Learnt,
  options: PlannerOptions,
  now: number,
): { likelyMs: number; atMostMs: number } | undefined {
  if (tasks.length === 0) return undefined;
  const outlook = outlooks(learnt, options, now);
  const [likely, atMost] = [0.5, 0.9].map((quantile) =>
    Math.max(
      ...tasks.map((task) => {
        const { guesses, ageMs } = outlook(task);
        return remaining(guesses, ageMs, quantile);
      }),
    ),
  );
  return { likelyMs: likely ?? 0, atMostMs: atMost ?? 0 };
}

/** How long each task is left alone after `now`, in milliseconds; `random` is a number from 0 to 1. */
export function delays(
  learnt: Learnt,
  options: PlannerOptions,
  now: number,
  random: number,
): (task: Task) => number {
  const { pollIntervalMs } = options;
  const waitedMs = now - learnt.begunAt;
  const stretch = stretchAt(learnt.stretch, now);
  if (pollIntervalMs !== 'auto') return () => fixedDelay(pollIntervalMs, waitedMs, stretch);
  const outlook = outlooks(learnt, options, now);
  return (task) => nextDelay({ ...outlook(task), waitedMs, random, stretch });
}

/** What is known of a task's duration, by its age. */
function outlooks(
  { begunAt, earlierMs }: Learnt,
  { typical, expectedMs }: PlannerOptions,
  now: number,
): (task: Task) => { guesses: Guess[]; ageMs: number } {
  const common = commonGuesses({ typical, expectedMs, earlierMs });
  return (task) => {
    const ageMs = ageOf(task, begunAt, now);
    const { progress, createdAt } = task;
    // Progress says how long the rest takes only where it is known how long the first part took.
    const known = progress && createdAt ? { share: progress, elapsedMs: ageMs } : undefined;
    return { guesses: withProgress(common, known), ageMs };
  };
}

/**
 * By the task's own creation time, as far as that makes sense. A clock that is behind would make it younger than the
 * wait, which it is not.
 */
function ageOf({ createdAt }: Task, begunAt: number, now: number): number {
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
