import { REQUEST_TIMEOUT_MS } from '../clouds/client.ts';
import { within } from '../model/clock.ts';
import { CloudError, unusableAnswer } from '../model/errors.ts';
import { isBad, isSeen, isSettled, type Task } from '../model/task.ts';
import type { World } from '../model/world.ts';
import type { Provider } from '../providers/provider.ts';
import { durationsOf, earlierDurations } from './earlier-tasks.ts';
import { Planner } from './planner.ts';
import { Reach } from './reach.ts';
import { lookAt, type Round } from './round.ts';
import { troubleDelay } from './schedule.ts';
import { quiet, type Snapshot } from './snapshot.ts';
import { NOT_FOUND_GRACE_MS, Tracker } from './tracker.ts';

/** Whoever set a timeout has planned for it: the last look at the deadline takes no longer. */
const LAST_LOOK_MS = 10_000;

/** Said of a last look that is cut short, where no trouble before it is the likely reason. */
const TOO_LATE = 'The last look had no answer in time.';

/** While nothing changes, a snapshot says once a minute that the wait is alive. */
const HEARTBEAT_MS = 60_000;

/** A sign of life that a look is about to follow waits for what that look sees. */
const SOON_MS = 2_000;

export interface WatchOptions {
  ids: readonly string[];
  parents: readonly string[];
  idsPerRequest: number;
  timeoutMs: number;
  pollIntervalMs: number | 'auto';
  /** How long such tasks take, and what the user says of that. */
  typical: { medianMs: number; spread: number };
  expectedMs?: number | undefined;
  failFast: boolean;
  acceptPartial: boolean;
  mode: 'wait' | 'check';
}

export type { Snapshot };

/** How a wait ends by itself: the tasks have decided it, the time is up, or in check mode the one look is done. */
export type End = 'decided' | 'timed-out' | 'looked';

/**
 * The only loop. Yields a snapshot after each round and each quiet minute, and returns when every task is settled, one
 * has failed under fail-fast, or the deadline's last look is done. Trouble that passes is a snapshot, not an end;
 * throws the CloudError that does not pass, and the signal's reason.
 */
export async function* watch(
  provider: Provider,
  options: WatchOptions,
  { clock, random }: Pick<World, 'clock' | 'random'>,
  signal: AbortSignal,
): AsyncGenerator<Snapshot, End> {
  const begin = clock.now();
  const deadline = begin + options.timeoutMs;
  const tracker = new Tracker(options.ids, options.parents);
  const planner = new Planner(options, begin, random);
  const reach = new Reach(options.mode);
  const lastLookMs = options.mode === 'check' ? REQUEST_TIMEOUT_MS : LAST_LOOK_MS;
  let trouble: { since: number; rounds: number; error: CloudError } | undefined;
  /** Trouble is over when all of these have had an answer again. */
  const unanswered = new Set<string>();
  let newsAt = begin;
  let hasAnswer = false;
  let mayLearn = options.pollIntervalMs === 'auto' && options.expectedMs === undefined;

  for (;;) {
    const isLast = options.mode === 'check' || clock.now() >= deadline;
    const isGraceOver = options.mode === 'check' || clock.now() - begin >= NOT_FOUND_GRACE_MS;
    const { openIds } = tracker;
    const ids = isLast ? openIds : planner.dueIds(openIds, options.idsPerRequest, clock.now());
    const round: Round = await within(
      clock,
      isLast ? lastLookMs : deadline - clock.now(),
      signal,
      () => (isLast ? (trouble?.error ?? unusableAnswer(TOO_LATE)) : new TimeIsUp()),
      (limited) => lookAt(ids, provider, tracker, options.idsPerRequest, isGraceOver, limited),
    ).catch((error: unknown) => ({ answered: [], unanswered: [...ids], errors: [error] }));
    signal.throwIfAborted();
    // What a request that hung at the deadline would have said is asked once more, exactly at the deadline.
    if (round.errors.some((error) => error instanceof TimeIsUp)) continue;

    const now = clock.now();
    const error = reach.judge(worst(round.errors), now);
    hasAnswer ||= round.answered.length > 0;
    const snapshot: Snapshot = {
      elapsedMs: now - begin,
      tasks: tracker.tasks,
      changed: tracker.takeChanges(),
      hasAnswer,
      isHeartbeat: false,
    };
    if (error instanceof CloudError && error.passes) {
      const since = trouble?.since ?? now;
      snapshot.trouble = { error, sinceMs: now - since, isNew: trouble === undefined };
      trouble = { since, rounds: (trouble?.rounds ?? 0) + 1, error };
      if (round.errors.some(isThrottling)) planner.slowDown(now);
    }
    for (const id of round.unanswered) unanswered.add(id);
    for (const id of round.answered) unanswered.delete(id);
    if (trouble && round.errors.length === 0 && unanswered.size === 0) {
      snapshot.recovered = { lastedMs: now - trouble.since };
      trouble = undefined;
    }

    if (isDecided(snapshot.tasks, tracker, options)) {
      yield snapshot;
      return 'decided';
    }
    if (round.errors.length > 0 && !snapshot.trouble) {
      yield snapshot;
      throw error;
    }
    if (isLast) {
      yield snapshot;
      if (options.mode === 'check' && error) throw error;
      return options.mode === 'check' ? 'looked' : 'timed-out';
    }

    planner.learn(durationsOf(snapshot.changed));
    let nextLookAt = Math.min(plan(round, snapshot, error), deadline);
    const isNews = snapshot.changed.length > 0 || snapshot.trouble?.isNew || snapshot.recovered;
    snapshot.isHeartbeat = !isNews && now - newsAt >= HEARTBEAT_MS;
    if (isNews || snapshot.isHeartbeat) newsAt = now;
    yield upcoming(snapshot, now, nextLookAt);

    const seen =
      mayLearn && !snapshot.trouble && tracker.seenTasks.find((task) => !isSettled(task));
    if (seen) {
      mayLearn = false;
      planner.learn(await earlierDurations(seen, provider, clock, deadline, signal));
      nextLookAt = Math.min(plan(round, snapshot, error), deadline);
    }
    for (let at = clock.now(); at < nextLookAt; at = clock.now()) {
      const beatAt = newsAt + HEARTBEAT_MS;
      const wakeAt = beatAt + SOON_MS < nextLookAt ? beatAt : nextLookAt;
      if (at < wakeAt) {
        await clock.sleep(wakeAt - at, signal);
        continue;
      }
      newsAt = at;
      const heartbeat = { ...quiet(snapshot, trouble && at - trouble.since), isHeartbeat: true };
      yield upcoming({ ...heartbeat, elapsedMs: at - begin }, at, nextLookAt);
    }
  }

  /** Enters the next look of every task into the planner; gives the first of them. */
  function plan(round: Round, { tasks }: Snapshot, error: unknown): number {
    const now = clock.now();
    const answered = new Set(round.answered);
    planner.plan(
      tasks.filter((task) => answered.has(task.id) || !planner.has(task.id)),
      now,
    );
    const pause = Math.max(
      trouble ? troubleDelay(trouble.rounds, random()) : 0,
      error instanceof CloudError ? (error.retryAfterMs ?? 0) : 0,
    );
    planner.postpone(round.unanswered, now + pause);
    // A task that is not listed yet is given up when its grace is over, not a long interval later.
    const graceEnd = begin + NOT_FOUND_GRACE_MS;
    if (now < graceEnd) planner.bringForward(tracker.unseenIds, graceEnd);
    const next = [planner.nextAt(tracker.openIds)];
    if (tracker.openParents.length > 0) {
      next.push(now + (trouble ? pause : planner.lookUpDelay(now)));
      if (now < graceEnd) next.push(graceEnd);
    }
    // What the server asks for holds for the whole step, whatever is due.
    return Math.max(Math.min(...next), trouble ? now + pause : now);
  }

  function upcoming(snapshot: Snapshot, at: number, nextLookAt: number): Snapshot {
    const open = snapshot.tasks.filter((task) => !isSettled(task));
    // Of a task that nobody has seen, nobody knows how long it takes.
    const isKnown = snapshot.isHeartbeat && tracker.openParents.length === 0 && open.every(isSeen);
    const guess = isKnown ? planner.eta(open, at) : undefined;
    const eta = guess && { ...guess, leftMs: deadline - at };
    return { ...snapshot, nextLookInMs: nextLookAt - at, ...(eta && { eta }) };
  }
}

/** Ends a round whose answers did not come before the deadline. */
class TimeIsUp extends Error {}

function isThrottling(error: unknown): boolean {
  return error instanceof CloudError && error.kind === 'throttling';
}

/** The error that decides what happens next: one that does not pass, else the one that asks for the longest pause. */
function worst(errors: readonly unknown[]): unknown {
  const passing = errors.filter((error) => error instanceof CloudError && error.passes);
  const fatal = errors.find((error) => !passing.includes(error));
  if (fatal !== undefined) return fatal;
  return (passing as CloudError[]).toSorted(
    (a, b) => (b.retryAfterMs ?? 0) - (a.retryAfterMs ?? 0),
  )[0];
}

function isDecided(tasks: readonly Task[], tracker: Tracker, options: WatchOptions): boolean {
  if (options.failFast && tasks.some((task) => isBad(task, options.acceptPartial))) return true;
  return tracker.openParents.length === 0 && tasks.every(isSettled);
}
