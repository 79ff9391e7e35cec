import { roomIn, timeFor } from '../clouds/ceiling.ts';
import { REQUEST_TIMEOUT_MS } from '../clouds/client.ts';
import { type CloudError, isThrottling, unusableAnswer } from '../model/errors.ts';
import { isBad, isSettled, type Task } from '../model/task.ts';
import { durationsOf } from './earlier-tasks.ts';
import { HEARTBEAT_MS, upcoming } from './heartbeat.ts';
import { dueIds, openIds, plan, slowedDown } from './planner.ts';
import { judged } from './reach.ts';
import { answeredIds, type Look, type Round } from './round.ts';
import type { Snapshot } from './snapshot.ts';
import {
  type Next,
  type PlannedLook,
  type Step,
  type StepOptions,
  type TrackedTask,
  tasksOf,
  type WaitState,
} from './state.ts';
import { enter, isOpen, NOT_FOUND_GRACE_MS, withoutShared } from './tracker.ts';
import { afterRound, errorOf, pauseAfter, worst } from './trouble.ts';

/** Whoever set a timeout has planned for it: the last look at the deadline takes no longer. */
const LAST_LOOK_MS = 10_000;

/**
 * A round is no larger than what the ceiling of requests lets through in this time: what it tells is not to wait for
 * more, and what falls due meanwhile may be more urgent. What is left is due at once, and goes first.
 */
const ROUND_MS = 5_000;

/** Said of a last look that is cut short, where no trouble before it is the likely reason. */
const TOO_LATE = 'The last look had no answer in time.';

/** What to ask when it is time for a look. */
export function nextLook(state: WaitState, options: StepOptions, now: number): Look {
  const { idsPerRequest, mode } = options;
  const isCheck = mode === 'check';
  const isLast = isCheck || now >= state.deadline;
  const ids = isLast
    ? openIds(state)
    : dueIds(state, idsPerRequest, now, roomIn(ROUND_MS, state.ceiling, now));
  const requests = ids.length / idsPerRequest;
  const lastLookMs = isCheck
    ? REQUEST_TIMEOUT_MS + timeFor(requests, state.ceiling, now)
    : LAST_LOOK_MS;
  return {
    ids,
    parents: state.openParents,
    isLast,
    isStoppedByThrottling: isCheck || !isLast,
    isGraceOver: isCheck || now - state.begunAt >= NOT_FOUND_GRACE_MS,
    limitMs: isLast ? lastLookMs : state.deadline - now,
  };
}

/** Why a last look that was cut short had no answer: trouble that was there before, as far as anybody knows. */
export function whyLate({ trouble }: WaitState): CloudError {
  return trouble ? errorOf(trouble.error) : unusableAnswer(TOO_LATE);
}

/** The state after a round that the deadline cut short: what has come counts, the rest is asked for once more at once. */
export function cutShort(state: WaitState, round: Round): WaitState {
  const { look, answers } = withoutShared(state, round);
  const { ceiling = state.ceiling } = round;
  return { ...state, ...enter(state, answers, look.isGraceOver), ceiling };
}

/**
 * The heart of a wait: what a round makes of its state, what there is to tell, and what follows. Pure; `random` is a
 * number from 0 to 1, for jitter.
 */
export function step(
  before: WaitState,
  taken: Round,
  now: number,
  random: number,
  options: StepOptions,
): Step {
  const round = withoutShared(before, taken);
  const { error, reach } = judged(worst(round.errors), before.reach, options.mode, now);
  const { state: troubled, told } = afterRound(before, round, error, now);
  const known = enter(before, round.answers, round.look.isGraceOver);
  const isSlower = told.trouble && round.errors.some(isThrottling);
  const state: WaitState = {
    ...before,
    ...known,
    ...troubled,
    reach,
    untold: [],
    lookedAt: now,
    hasAnswer: before.hasAnswer || round.answers.length > 0,
    ceiling: round.ceiling ?? before.ceiling,
    stretch: isSlower ? slowedDown(before.stretch, options, now) : before.stretch,
  };
  const snapshot: Snapshot = {
    elapsedMs: now - state.begunAt,
    tasks: tasksOf(state),
    changed: named(known.untold, state.tasks),
    hasAnswer: state.hasAnswer,
    isHeartbeat: false,
    ...told,
  };
  const end = endAfter(round, error, state, snapshot, options);
  if (end) return { state, snapshot, next: end };
  return goOn(state, snapshot, round, error, random, options);
}

/** The state when it is known how long earlier tasks took: all that was planned in the last step is planned anew. */
export function learn(
  before: WaitState,
  durationsMs: readonly number[],
  now: number,
  random: number,
  options: StepOptions,
): WaitState {
  const earlierMs = [...before.earlierMs, ...durationsMs];
  const state: WaitState = { ...before, earlier: 'done', earlierMs };
  // What is still to be looked at for the first time, or again, stays due.
  const isDue = (_: TrackedTask, { plannedAt, at }: PlannedLook) =>
    plannedAt === before.lookedAt && at > before.lookedAt;
  const pauseMs = pauseAfter(state.trouble, undefined, random);
  return plan(state, { isDue, unanswered: [], pauseMs }, options, now, random);
}

/** A task that still runs, of which the origin tells how long such tasks take. */
export function firstRunning({ tasks }: WaitState): Task | undefined {
  return tasks.find((entry) => entry.isSeen && isOpen(entry))?.task;
}

function endAfter(
  round: Round,
  error: unknown,
  state: WaitState,
  snapshot: Snapshot,
  options: StepOptions,
): Next | undefined {
  const isCheck = options.mode === 'check';
  if (isDecided(snapshot.tasks, state, options)) return { end: 'decided' };
  if (round.errors.length > 0 && !snapshot.trouble) return { error };
  if (!round.look.isLast) return undefined;
  if (isCheck && error) return { error };
  return { end: isCheck ? 'looked' : 'timed-out' };
}

/** Plans the next looks, and says so. */
function goOn(
  before: WaitState,
  snapshot: Snapshot,
  round: Round,
  error: unknown,
  random: number,
  options: StepOptions,
): Step {
  const now = before.lookedAt;
  const isNews = snapshot.changed.length > 0 || snapshot.trouble?.isNew || snapshot.recovered;
  const isHeartbeat = !isNews && now - before.newsAt >= HEARTBEAT_MS;
  const mayAsk = before.earlier === 'wanted' && !snapshot.trouble && firstRunning(before);
  const learnt: WaitState = {
    ...before,
    earlier: mayAsk ? 'due' : before.earlier,
    earlierMs: [...before.earlierMs, ...durationsOf(snapshot.changed)],
    newsAt: isNews || isHeartbeat ? now : before.newsAt,
  };
  const answered = answeredIds(round);
  const asked = {
    isDue: ({ task }: TrackedTask) => answered.has(task.id),
    // A refusal for too many says nothing of a task: it is due as long as before, and keeps its place.
    unanswered: round.errors.every(isThrottling) ? [] : round.unanswered,
    pauseMs: pauseAfter(before.trouble, error, random),
  };
  const state = plan(learnt, asked, options, now, random);
  const told = upcoming({ ...snapshot, isHeartbeat }, state, options, now);
  return { state, snapshot: told, next: { lookAt: state.nextLookAt } };
}

/** The tasks of these ids, in the order of the ids. */
function named(ids: readonly string[], tasks: readonly TrackedTask[]): Task[] {
  if (ids.length === 0) return [];
  const byId = new Map(tasks.map(({ task }) => [task.id, task]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function isDecided(tasks: readonly Task[], state: WaitState, options: StepOptions): boolean {
  if (options.failFast && tasks.some((task) => isBad(task, options.acceptPartial))) return true;
  return state.openParents.length === 0 && tasks.every(isSettled);
}
