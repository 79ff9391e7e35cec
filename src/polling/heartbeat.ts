import { isSeen } from '../model/task.ts';
import { type Eta, etaOf } from './eta.ts';
import type { Runner } from './hypotheses.ts';
import { ageOf } from './planner.ts';
import type { Snapshot } from './snapshot.ts';
import { type Step, type StepOptions, tasksOf, type WaitState } from './state.ts';
import { isOpen } from './tracker.ts';
import { errorOf } from './trouble.ts';

/** While nothing changes, a snapshot says once a minute that the wait is alive. */
export const HEARTBEAT_MS = 60_000;

/** A sign of life that a look is about to follow waits for what that look sees. */
const SOON_MS = 2_000;

/** When there is something to do: the next look, or a sign of life before it. */
export function wakeAt({ newsAt, nextLookAt }: WaitState): number {
  const beatAt = newsAt + HEARTBEAT_MS;
  return beatAt + SOON_MS < nextLookAt ? beatAt : nextLookAt;
}

/** A sign of life between two looks: what is known without what is new. Trouble that goes on has gone on until now. */
export function heartbeat(before: WaitState, options: StepOptions, now: number): Step {
  const state = { ...before, newsAt: now };
  const { trouble, hasAnswer } = state;
  const goesOn = trouble?.isLatest && {
    error: errorOf(trouble.error),
    sinceMs: now - trouble.since,
    isNew: false,
  };
  const snapshot: Snapshot = {
    elapsedMs: now - state.begunAt,
    tasks: tasksOf(state),
    changed: [],
    hasAnswer,
    isHeartbeat: true,
    ...(goesOn && { trouble: goesOn }),
  };
  const next = { lookAt: state.nextLookAt };
  return { state, snapshot: upcoming(snapshot, state, options, now), next };
}

/** A snapshot that says when the next look is, and how long the wait may still take. */
export function upcoming(
  snapshot: Snapshot,
  state: WaitState,
  options: StepOptions,
  now: number,
): Snapshot {
  const guess = guessOf(state, options, now);
  const likely = guess && { ...guess, leftMs: state.deadline - now };
  return { ...snapshot, nextLookInMs: state.nextLookAt - now, ...(likely && { eta: likely }) };
}

/** How long the slowest still takes. Of a task that nobody has seen, nobody knows that. */
function guessOf(
  { tasks, advances, openParents, begunAt, earlierMs }: WaitState,
  { typicalMs, expectedMs }: StepOptions,
  now: number,
): Eta | undefined {
  if (openParents.length > 0) return undefined;
  const runners: Runner[] = [];
  for (const [index, entry] of tasks.entries()) {
    if (!isOpen(entry)) continue;
    if (!isSeen(entry.task)) return undefined;
    runners.push({ ageMs: ageOf(entry.task, begunAt, now), advance: advances[index] ?? null });
  }
  return etaOf(runners, { typicalMs, expectedMs, earlierMs });
}
