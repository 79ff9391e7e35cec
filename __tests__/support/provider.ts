import type { Clock } from '../../src/model/clock.ts';
import { CloudError, type ErrorKind } from '../../src/model/errors.ts';
import type { Observation, TaskState } from '../../src/model/task.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { hang } from './world.ts';

/** One answer as data: entries, an error, none until the request is cut off, or none whatever the signal says. */
export type Answer = readonly Observation[] | Error | 'hang' | 'deaf';

/** Answers in turn, the last one for good; or by the time since the first request. */
export type Script = readonly Answer[] | ((elapsedMs: number, ids: readonly string[]) => Answer);

export interface Asked {
  /** Milliseconds since the provider was made. */
  at: number;
  ids: readonly string[];
}

/** A provider that answers as `script` says, whatever is asked, and keeps what it was asked. */
export function scriptedProvider(
  clock: Clock,
  script: Script,
): Provider & { asked: Asked[]; signals: AbortSignal[] } {
  const begin = clock.now();
  const asked: Asked[] = [];
  const signals: AbortSignal[] = [];
  async function say(ids: readonly string[], signal: AbortSignal): Promise<Observation[]> {
    const at = clock.now() - begin;
    asked.push({ at, ids });
    signals.push(signal);
    const answer: Answer =
      typeof script === 'function'
        ? script(at, ids)
        : (script[Math.min(asked.length, script.length) - 1] ?? []);
    if (answer === 'hang') return hang(signal);
    if (answer === 'deaf') return new Promise(() => undefined);
    if (answer instanceof Error) throw answer;
    return [...answer];
  }
  return {
    asked,
    signals,
    ask: say,
    async find(parents, signal) {
      const found = await say(parents, signal);
      const groups = Map.groupBy(found, ({ phase }) => phase ?? parents[0] ?? '');
      return new Map([...groups].map(([parent, tasks]) => [parent, { tasks }]));
    },
  };
}

/** Entries of tasks by their ids, in the shortest way to write them; a task's word is its state. */
export function tasks(states: Record<string, TaskState>): Observation[] {
  return Object.entries(states).map(([id, state]) => ({ id, state, status: state.toUpperCase() }));
}

export function cloudError(kind: ErrorKind, retryAfterMs?: number): CloudError {
  return new CloudError(`The cloud says ${kind}.`, { kind, code: kind, retryAfterMs });
}
