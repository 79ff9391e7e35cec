import { within } from '../clock.ts';
import { REQUEST_TIMEOUT_MS } from '../clouds/client.ts';
import { CloudError, unusableAnswer } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';
import { isBad, isSettled, type Task } from '../task.ts';
import type { World } from '../world.ts';
import { Ledger, NOT_FOUND_GRACE_MS } from './ledger.ts';
import { lookAtAll } from './round.ts';
import { nextDelay } from './schedule.ts';

/** While nothing changes, a snapshot says once a minute that the wait is alive. */
export const HEARTBEAT_MS = 60_000;

export interface WatchOptions {
  ids: readonly string[];
  parents: readonly string[];
  idsPerRequest: number;
  timeoutMs: number;
  pollIntervalMs: number | 'auto';
  failFast: boolean;
  acceptPartial: boolean;
  mode: 'wait' | 'check';
}

/** All tasks as last seen, and what is new. Times are milliseconds. */
export interface Snapshot {
  elapsedMs: number;
  tasks: readonly Task[];
  /** Tasks that changed since the snapshot before. */
  changed: readonly Task[];
  /** Why the last round gave no usable answer, and since when it has been so. */
  trouble?: { error: CloudError; sinceMs: number; isNew: boolean };
  /** The first usable answers after trouble, and how long that lasted. */
  recovered?: { lastedMs: number };
  /** True once a minute while nothing changes. */
  isHeartbeat: boolean;
  /** Until the next look; undefined of the last snapshot. */
  nextLookInMs?: number;
}

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
  const ledger = new Ledger(options.ids, options.parents);
  let trouble: { since: number; rounds: number } | undefined;
  let newsAt = begin;

  for (;;) {
    const isLast = options.mode === 'check' || clock.now() >= deadline;
    const isGraceOver = options.mode === 'check' || clock.now() - begin >= NOT_FOUND_GRACE_MS;
    const left = deadline - clock.now();
    const errors = await within(
      clock,
      isLast ? REQUEST_TIMEOUT_MS : left,
      signal,
      () => (isLast ? unusableAnswer('The last look had no answer in time.') : new TimeIsUp()),
      (limited) => lookAtAll(provider, ledger, options.idsPerRequest, isGraceOver, limited),
    );
    signal.throwIfAborted();
    // What a request that hung at the deadline would have said is asked once more, exactly at the deadline.
    if (errors.some((error) => error instanceof TimeIsUp)) continue;

    const now = clock.now();
    const error = worst(errors);
    const snapshot: Snapshot = {
      elapsedMs: now - begin,
      tasks: ledger.tasks,
      changed: ledger.takeChanges(),
      isHeartbeat: false,
    };
    if (error instanceof CloudError && error.passes) {
      const since = trouble?.since ?? now;
      snapshot.trouble = { error, sinceMs: now - since, isNew: trouble === undefined };
      trouble = { since, rounds: (trouble?.rounds ?? 0) + 1 };
    } else if (trouble && errors.length === 0) {
      snapshot.recovered = { lastedMs: now - trouble.since };
      trouble = undefined;
    }

    if (isDecided(snapshot.tasks, ledger, options)) {
      yield snapshot;
      return 'decided';
    }
    if (errors.length > 0 && !snapshot.trouble) {
      yield snapshot;
      throw error;
    }
    if (isLast) {
      yield snapshot;
      if (options.mode === 'check' && error) throw error;
      return options.mode === 'check' ? 'looked' : 'timed-out';
    }

    const delay = nextDelay({
      elapsedMs: now - begin,
      pollIntervalMs: options.pollIntervalMs,
      troubledRounds: trouble?.rounds ?? 0,
      random: random(),
    });
    const dueAt = [now + delay, deadline];
    // A task that is not listed yet is given up when its grace is over, not a long interval later.
    if (ledger.hasUnseen && !isGraceOver) dueAt.push(begin + NOT_FOUND_GRACE_MS);
    const askedPause = error instanceof CloudError ? (error.retryAfterMs ?? 0) : 0;
    const nextLookAt = Math.min(Math.max(Math.min(...dueAt), now + askedPause), deadline);

    const isNews = snapshot.changed.length > 0 || snapshot.trouble?.isNew || snapshot.recovered;
    snapshot.isHeartbeat = !isNews && now - newsAt >= HEARTBEAT_MS;
    if (isNews || snapshot.isHeartbeat) newsAt = now;
    yield { ...snapshot, nextLookInMs: nextLookAt - now };

    for (let at = clock.now(); at < nextLookAt; at = clock.now()) {
      if (at - newsAt >= HEARTBEAT_MS) {
        newsAt = at;
        yield {
          ...quiet(snapshot, trouble && at - trouble.since),
          elapsedMs: at - begin,
          isHeartbeat: true,
          nextLookInMs: nextLookAt - at,
        };
      }
      await clock.sleep(Math.min(nextLookAt, newsAt + HEARTBEAT_MS) - clock.now(), signal);
    }
  }
}

/** Ends a round whose answers did not come before the deadline. */
class TimeIsUp extends Error {}

/** The error that decides what happens next: one that does not pass, else the one that asks for the longest pause. */
function worst(errors: readonly unknown[]): unknown {
  const passing = errors.filter((error) => error instanceof CloudError && error.passes);
  const fatal = errors.find((error) => !passing.includes(error));
  if (fatal !== undefined) return fatal;
  return (passing as CloudError[]).toSorted(
    (a, b) => (b.retryAfterMs ?? 0) - (a.retryAfterMs ?? 0),
  )[0];
}

function isDecided(tasks: readonly Task[], ledger: Ledger, options: WatchOptions): boolean {
  if (options.failFast && tasks.some((task) => isBad(task, options.acceptPartial))) return true;
  return ledger.openParents.length === 0 && tasks.every(isSettled);
}

/** A snapshot without its news. */
function quiet(
  { recovered: _recovered, trouble, ...rest }: Snapshot,
  sinceMs: number | undefined,
): Snapshot {
  const goesOn = trouble && { ...trouble, sinceMs: sinceMs ?? trouble.sinceMs, isNew: false };
  return { ...rest, changed: [], ...(goesOn && { trouble: goesOn }) };
}
