import type { Task } from '../../src/model/task.ts';
import type { Snapshot } from '../../src/polling/watch.ts';
import { NO_COURSE } from '../../src/render/course.ts';
import type { Report } from '../../src/render/report.ts';
import type { Ending, Outcome } from '../../src/wait/outcome.ts';
import * as outcomes from '../../src/wait/outcome.ts';
import { EPOCH } from './clock.ts';
import { asOnGitHub } from './hosts.ts';

/** Outcomes as a workflow's user reads them. */
export const conclude = (ending: Ending): Outcome => outcomes.conclude(ending, asOnGitHub);
export const concludeError = (error: unknown): Outcome => outcomes.concludeError(error, asOnGitHub);

export function task(id: string, state: Task['state'], more: Partial<Task> = {}): Task {
  return { id, state, status: state.toUpperCase(), ...more };
}

export function ending(tasks: readonly Task[], change: Partial<Ending> = {}): Ending {
  return {
    tasks,
    end: { by: 'decided' },
    hasAnswer: true,
    trouble: undefined,
    failFast: true,
    acceptPartial: false,
    mode: 'wait',
    onCancel: 'leave',
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
    what: 'a failed.',
    facts: [],
    nextStep: 'Look at it.',
    tasks: [],
    durationMs: 65_000,
    requestCount: 7,
    ...change,
  };
}

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    elapsedMs: 65_000,
    tasks: [],
    changed: [],
    hasAnswer: true,
    isHeartbeat: false,
    ...change,
  };
}

/** A report of an outcome that took as long as it says. */
export function report(change: Partial<Outcome> = {}, more: Partial<Report> = {}): Report {
  return {
    outcome: outcome(change),
    target: { provider: 'alibaba-ack-task', title: 'cluster task', region: 'cn-hangzhou' },
    acceptPartial: false,
    course: NO_COURSE,
    lists: [],
    endedAt: EPOCH + 65_000,
    ...more,
  };
}
