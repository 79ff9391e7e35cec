import type { CloudError } from '../../model/errors.ts';
import { isSettled, type Task } from '../../model/task.ts';
import type { End } from '../../polling/watch.ts';
import type { FailureLog } from '../../providers/provider.ts';
import type { Cancellation } from '../cancel.ts';

export type OutcomeState =
  | 'succeeded'
  | 'partial'
  | 'failed'
  | 'canceled'
  | 'timed-out'
  | 'interrupted'
  | 'not-found'
  | 'error'
  | 'pending'
  | 'running';

/** Something that is looked up or copied: an error code, a request id. */
export interface Fact {
  name: string;
  value: string;
}

/** What a wait came to, part by part: whoever shows it takes the parts that it needs, and no sentence apart. */
export interface Verdict {
  state: OutcomeState;
  /** True where the step exits 0. */
  isOk: boolean;
  /** True where the inputs are wrong or there are no credentials: of the task nothing was asked. */
  isUnsent?: true;
  /** The signal that ended it. */
  signal?: string;
  /** The task that decided `state`; none where an error did, or where no task was known. */
  decidedBy?: Task;
  /** The vendor's word for that task, else for the first that was still open. */
  status: string;
  /** What happened and why, in whole sentences, without `facts`. */
  what: string;
  facts: readonly Fact[];
  /** What the user can do next; empty where nothing is to be done. */
  nextStep: string;
}

/** What the step came to: everything that outputs, summary and annotation are made of. */
export interface Outcome extends Verdict {
  /** One line for those who want it all in one: `what` and `facts`. */
  message: string;
  tasks: readonly Task[];
  durationMs: number;
  requestCount: number;
  /** What the cloud says of why tasks failed. */
  failureLogs?: readonly TaskLog[];
}

/** The failure log of a task. */
export interface TaskLog extends FailureLog {
  id: string;
}

/** By what an outcome is concluded: what of the inputs decides what an end means. */
export interface Rules {
  timeoutMs: number;
  failFast: boolean;
  acceptPartial: boolean;
  mode: 'wait' | 'check';
  onCancel: 'leave' | 'cancel';
}

/** What an outcome is concluded from. */
export interface Ending extends Rules {
  tasks: readonly Task[];
  /** What the tasks belong to, where they were asked for by that. */
  parents?: readonly string[];
  /** How the wait ended, or what it threw. */
  end: { by: End } | { by: 'error'; error: unknown };
  /** True once there was a usable answer, whatever it said. */
  hasAnswer: boolean;
  /** What kept the last round from an answer. */
  trouble: CloudError | undefined;
  /** What the cloud made of cancels, after an interruption; absent where it was not asked. */
  cancellation?: Cancellation;
  durationMs: number;
  requestCount: number;
  failureLogs?: readonly TaskLog[];
}

/** The vendor's word for a task, and how far it is while it runs. */
export function wordOf(task: Task): string {
  const hasProgress = task.progress !== undefined && !isSettled(task);
  const progress = !hasProgress ? '' : `, ${Math.round((task.progress ?? 0) * 100)} %`;
  return `${task.status || task.state}${progress}`;
}

/** `t-1`, or `2 of 3 tasks`. */
export function subjectOf(some: readonly Task[], all: readonly Task[]): string {
  const [only] = some;
  return only && some.length === 1 ? only.id : `${some.length} of ${all.length} tasks`;
}
