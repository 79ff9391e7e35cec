import type { Ending, Outcome } from '../../src/outcome.ts';
import type { Snapshot } from '../../src/polling/watch.ts';
import type { Task } from '../../src/task.ts';

export function task(id: string, state: Task['state'], more: Partial<Task> = {}): Task {
  return { id, state, status: state.toUpperCase(), ...more };
}

export function ending(tasks: readonly Task[], change: Partial<Ending> = {}): Ending {
  return {
    tasks,
    end: { by: 'decided' },
    trouble: undefined,
    failFast: true,
    acceptPartial: false,
    timeoutMs: 3_600_000,
    durationMs: 65_000,
    requestCount: 7,
    ...change,
  };
}

export function outcome(change: Partial<Outcome> = {}): Outcome {
  return {
    state: 'failed',
    isOk: false,
    status: 'FAILED',
    message: 'a failed.',
    nextStep: 'Look at it.',
    tasks: [],
    durationMs: 65_000,
    requestCount: 7,
    ...change,
  };
}

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return { elapsedMs: 65_000, tasks: [], changed: [], isHeartbeat: false, ...change };
}
