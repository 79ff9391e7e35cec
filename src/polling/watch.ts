import type { Gate } from '../clouds/gate.ts';
import type { Clock } from '../model/clock.ts';
import type { Task } from '../model/task.ts';
import type { World } from '../model/world.ts';
import type { Provider } from '../providers/provider.ts';
import { earlierDurations } from './earlier-tasks.ts';
import { heartbeat, wakeAt } from './heartbeat.ts';
import { type Round, take } from './round.ts';
import type { Snapshot } from './snapshot.ts';
import {
  begin,
  type End,
  type Step,
  type StepOptions,
  type WaitState,
  type WatchOptions,
} from './state.ts';
import { cutShort, firstRunning, learn, nextLook, step, whyLate } from './step.ts';

export type { End, Snapshot, WatchOptions };

/** What of the world a wait needs, and the gate that what it asks passes, where there is one. */
type WatchWorld = Pick<World, 'clock' | 'random'> & { gate?: Gate };

/**
 * Waits. Yields a snapshot after each round and each quiet minute, and returns when every task is settled, one has failed
 * under fail-fast, or the deadline's last look is done. Trouble that passes is a snapshot, not an end; throws the
 * CloudError that does not pass, and the signal's reason.
 */
export async function* watch(
  provider: Provider,
  options: WatchOptions,
  world: WatchWorld,
  signal: AbortSignal,
): AsyncGenerator<Snapshot, End> {
  const steps = resume(begin(options, world.clock.now()), provider, options, world, signal);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    yield value.snapshot;
  }
}

/**
 * The only loop: goes on with a wait from any state of it, with the options that it began with. Rests until the next look
 * is due, asks, and lets `step` say what that means.
 */
export async function* resume(
  from: WaitState,
  provider: Provider,
  options: StepOptions,
  { clock, random, gate }: WatchWorld,
  signal: AbortSignal,
): AsyncGenerator<Step, End> {
  let state = from;
  if (gate) gate.ceiling = from.ceiling;
  const known = new Map<string, Task>();
  for (;;) {
    const running = state.earlier === 'due' && firstRunning(state);
    if (running) {
      const { deadline } = state;
      const durationsMs = await earlierDurations(running, provider, clock, deadline, signal);
      state = learn(state, durationsMs, clock.now(), random(), options);
    }
    state = yield* rest(state, options, clock, signal);
    for (const { task } of state.tasks) known.set(task.id, task);
    const taken = await look(state, known, provider, options, clock, signal);
    signal.throwIfAborted();
    const round = gate ? { ...taken, ceiling: gate.ceiling } : taken;
    // What a request that hung at the deadline would have said is asked once more, exactly at the deadline.
    if (round.errors.some((error) => error instanceof TimeIsUp)) {
      state = cutShort(state, round);
      continue;
    }
    const after = step(state, round, clock.now(), random(), options);
    yield after;
    if ('error' in after.next) throw after.next.error;
    if ('end' in after.next) return after.next.end;
    state = after.state;
  }
}

/** Sleeps until the next look is due, with a sign of life in each quiet minute. */
async function* rest(
  from: WaitState,
  options: StepOptions,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<Step, WaitState> {
  let state = from;
  for (let at = clock.now(); at < state.nextLookAt; at = clock.now()) {
    const until = wakeAt(state);
    if (at < until) {
      await clock.sleep(until - at, signal);
      continue;
    }
    const beat = heartbeat(state, options, at);
    ({ state } = beat);
    yield beat;
  }
  return state;
}

function look(
  state: WaitState,
  known: ReadonlyMap<string, Task>,
  provider: Provider,
  options: StepOptions,
  clock: Clock,
  signal: AbortSignal,
): Promise<Round> {
  const asked = nextLook(state, options, clock.now());
  const isLate = () => (asked.isLast ? whyLate(state) : new TimeIsUp());
  return take(asked, provider, options.idsPerRequest, clock, isLate, signal, known);
}

/** Ends a round whose answers did not come before the deadline. */
class TimeIsUp extends Error {}
