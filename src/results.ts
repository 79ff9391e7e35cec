import pMap from 'p-map';
import { type Clock, within } from './clock.ts';
import { CloudError, messageOf } from './errors.ts';
import type { TaskLog } from './outcome.ts';
import type { Provider } from './providers/provider.ts';
import { isBad, type Task } from './task.ts';

/** A look-up of results must not keep a deploy waiting that could go on, nor a failure from being seen. */
const TIMEOUT_MS = 15_000;
const CONCURRENCY = 4;

/** More logs than this nobody reads; each costs a request or two. */
const MOST_LOGS = 10;

/** The tasks with what a deploy needs of those that succeeded. What cannot be had is a warning, never a failure. */
export async function describeResults(
  provider: Provider,
  tasks: readonly Task[],
  clock: Clock,
  warn: (message: string, title: string) => void,
  signal: AbortSignal,
): Promise<readonly Task[]> {
  const { describeResult } = provider;
  if (!describeResult || !tasks.some(({ state }) => state === 'succeeded')) return tasks;
  return inTime(clock, signal, (limited) =>
    pMap(
      tasks,
      async (task) => {
        if (task.state !== 'succeeded') return task;
        const { warning, ...result } = await describeResult(task, limited).catch(
          (error: unknown) => ({ warning: messageOf(error) }),
        );
        if (warning) warn(`${task.id}: ${warning}`, 'Result not looked up');
        return { ...task, ...result };
      },
      { concurrency: CONCURRENCY },
    ),
  );
}

/** What the cloud says of why tasks did not succeed. What cannot be had is a note in its place. Never rejects. */
export async function lookUpLogs(
  provider: Provider,
  tasks: readonly Task[],
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly TaskLog[]> {
  const { failureLog } = provider;
  const bad = tasks.filter((task) => isBad(task, false) && task.state !== 'not-found');
  if (!failureLog || bad.length === 0 || signal.aborted) return [];
  const logs = await inTime(clock, signal, (limited) =>
    pMap(
      bad.slice(0, MOST_LOGS),
      async (task) => ({ id: task.id, ...(await failureLog(task, limited).catch(noLog)) }),
      { concurrency: CONCURRENCY },
    ),
  );
  return logs.filter(({ lines, note }) => lines.length > 0 || note);
}

function noLog(error: unknown) {
  const remedy = error instanceof CloudError ? ` ${error.remedy}` : '';
  return { title: 'Log', lines: [], note: `${messageOf(error)}${remedy}`.trimEnd() };
}

function inTime<T>(
  clock: Clock,
  signal: AbortSignal,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const tooLate = () => new Error(`no answer within ${TIMEOUT_MS / 1_000} s`);
  return within(clock, TIMEOUT_MS, signal, tooLate, work);
}
