import { formatDuration } from './duration.ts';
import { CloudError, InputError, InterruptedError, messageOf } from './errors.ts';
import type { End } from './polling/watch.ts';
import type { FailureLog } from './providers/provider.ts';
import { isBad, isSettled, type Task } from './task.ts';

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

/** What the step came to: everything that outputs, summary and annotation are made of. */
export interface Outcome {
  state: OutcomeState;
  /** True where the step exits 0. */
  isOk: boolean;
  /** The vendor's word for the task that decided `state`. */
  status: string;
  /** One line: what happened and why. */
  message: string;
  /** What the user can do next; empty where nothing is to be done. */
  nextStep: string;
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

/** What an outcome is concluded from. */
export interface Ending {
  tasks: readonly Task[];
  /** How the wait ended, or what it threw. */
  end: { by: End } | { by: 'error'; error: unknown };
  /** What kept the last round from an answer. */
  trouble: CloudError | undefined;
  failFast: boolean;
  acceptPartial: boolean;
  timeoutMs: number;
  durationMs: number;
  requestCount: number;
  failureLogs?: readonly TaskLog[];
}

/** Of several bad ends, the first of these decides. */
const SEVERITY = ['failed', 'canceled', 'not-found', 'partial'] as const;

/** The outcome of a wait. Success only where every task's own word says so. */
export function conclude(ending: Ending): Outcome {
  const { tasks, acceptPartial, durationMs, requestCount, failureLogs } = ending;
  const known = { tasks, durationMs, requestCount };
  return { ...verdict(ending), ...known, ...(failureLogs?.length && { failureLogs }) };

  function verdict({
    end,
  }: Ending): Pick<Outcome, 'state' | 'isOk' | 'status' | 'message' | 'nextStep'> {
    if (end.by === 'error') return ofError(end.error, tasks);
    const bad = SEVERITY.flatMap((state) => tasks.filter((task) => task.state === state)).find(
      (task) => isBad(task, acceptPartial),
    );
    if (bad) return ofBadTask(bad, ending);
    const open = tasks.filter((task) => !isSettled(task));
    if (end.by === 'timed-out') return ofTimeout(open, ending);
    const [first] = open;
    // A wait that has not come to its end for every task is no success, whatever else it was told.
    if (first && end.by !== 'looked')
      return ofError(new Error(`${first.id} has not ended.`), tasks);
    if (first) {
      const state = open.every((task) => task.state === 'pending') ? 'pending' : 'running';
      const others = open.length > 1 ? ` and ${open.length - 1} more` : '';
      const message = `${first.id}${others}: still ${state} (${word(first)}).`;
      return { state, isOk: true, status: first.status, message, nextStep: '' };
    }
    if (tasks.length === 0) return ofError(new Error('There was no task to wait for.'), tasks);
    const partial = tasks.find((task) => task.state === 'partial');
    const deciding = partial ?? tasks[0];
    const subject = tasks.length === 1 ? `${tasks[0]?.id}` : `All ${tasks.length} tasks`;
    return {
      state: partial ? 'partial' : 'succeeded',
      isOk: true,
      status: deciding?.status ?? '',
      message: `${subject} succeeded${partial ? ' in part, which accept-partial allows' : ''} after ${formatDuration(durationMs)}.`,
      nextStep: '',
    };
  }
}

function ofBadTask(task: Task, { tasks, acceptPartial, failFast, failureLogs }: Ending) {
  const state = task.state as (typeof SEVERITY)[number];
  const bad = tasks.filter((other) => isBad(other, acceptPartial)).length;
  const open = tasks.filter((other) => !isSettled(other)).length;
  const details = [
    task.message ? sentence(task.message) : state === 'failed' && reasonIn(task, failureLogs),
    task.errorCode && `Error code ${task.errorCode}.`,
    task.requestId && `Request id ${task.requestId}.`,
    bad > 1 && `${bad} of ${tasks.length} tasks did not succeed.`,
    open > 0 && `${open} still ran${failFast ? ' (fail-fast)' : ''}.`,
  ];
  const what = {
    failed: `failed (${word(task)}).`,
    canceled: `was canceled (${word(task)}).`,
    'not-found': 'was not found.',
    partial: `succeeded only in part (${word(task)}).`,
  }[state];
  const nextStep = {
    failed: "Look at the task in the vendor's console, mend the cause and start it again.",
    canceled:
      'Someone or something canceled it in the cloud; start it again if that was not meant.',
    'not-found': 'Check the id, the region and the account that the keys belong to.',
    partial: 'Set accept-partial: true if the part that succeeded is enough.',
  }[state];
  return {
    state,
    isOk: false,
    status: task.status,
    message: [`${task.id} ${what}`, ...details].filter(Boolean).join(' '),
    nextStep,
  };
}

/** Of a task without a message the last line of its log is the nearest there is to a reason. */
function reasonIn({ id }: Task, logs: readonly TaskLog[] = []): string {
  const lines = logs.find((log) => log.id === id)?.lines ?? [];
  const last = lines.findLast((line) => line.trim() !== '');
  return last ? `Its log ends with: ${sentence(last.slice(0, 300))}` : 'The cloud gave no reason.';
}

function ofTimeout(open: readonly Task[], { timeoutMs, tasks, trouble }: Ending) {
  const [first] = open;
  const subject = !first
    ? 'The task'
    : open.length === 1
      ? first.id
      : `${open.length} of ${tasks.length} tasks`;
  const unseen = trouble ? '' : ' No answer has mentioned it.';
  const last = first?.status ? ` Last seen as ${word(first)}.` : unseen;
  return {
    state: 'timed-out' as const,
    isOk: false,
    status: first?.status ?? '',
    message: `${subject} did not end within ${formatDuration(timeoutMs)}.${last}${trouble ? ` At the end there was no usable answer: ${trouble.message}` : ''}`,
    nextStep: 'It goes on in the cloud. Set a longer timeout if it usually takes so long.',
  };
}

function ofError(error: unknown, tasks: readonly Task[]) {
  const status = tasks.find((task) => !isSettled(task))?.status ?? tasks[0]?.status ?? '';
  if (error instanceof InterruptedError) {
    const { message } = error;
    return { state: 'interrupted' as const, isOk: false, status, message, nextStep: '' };
  }
  const cloud = error instanceof CloudError ? error : undefined;
  const request = cloud?.requestId ? ` Request id ${cloud.requestId}.` : '';
  const isInput = error instanceof InputError;
  return {
    state: 'error' as const,
    isOk: false,
    status,
    message: `${isInput ? error.problems.map(({ message }) => message).join(' ') : sentence(messageOf(error))}${request}`,
    nextStep: cloud?.remedy ?? '',
  };
}

function word(task: Task): string {
  const hasProgress = task.progress !== undefined && !isSettled(task);
  const progress = !hasProgress ? '' : `, ${Math.round((task.progress ?? 0) * 100)} %`;
  return `${task.status || task.state}${progress}`;
}

/** Ends with a full stop, so that another sentence can follow. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** The outcome of a run that an error ended before any task was known. */
export function concludeError(error: unknown): Outcome {
  return { ...ofError(error, []), tasks: [], durationMs: 0, requestCount: 0 };
}
