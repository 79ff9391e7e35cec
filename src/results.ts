import pMap from 'p-map';
import { type Clock, within } from './clock.ts';
import { explained } from './errors.ts';
import type { TaskLog } from './outcome.ts';
import type { Provider } from './providers/provider.ts';
import { sentences } from './sentences.ts';
import { isBad, type Task } from './task.ts';

/** A look-up of results must not keep a deploy waiting that could go on, nor a failure from being seen. */
const TIMEOUT_MS = 15_000;
const CONCURRENCY = 4;

/** More logs than this nobody reads; each costs a request or two. */
const MOST_LOGS = 10;

/** Tasks that had the same warning are told of in one, which counts them. */
const MOST_NAMED = 3;

/** The tasks with what a deploy needs of those that succeeded. What cannot be had is a warning, never a failure. */
export async function describeResults(
  provider: Provider,
  tasks: readonly Task[],
  clock: Clock,
  warn: (message: string, title: string) => void,
  signal: AbortSignal,
): Promise<readonly Task[]> {
  const { describeResult } = provider;
  const done = tasks.filter(({ state }) => state === 'succeeded');
  if (!describeResult || done.length === 0) return tasks;
  const warnings = new Map<string, string[]>();
  const described = await lookUpEach(done, clock, signal, async (task, limited) => {
    const { warning, ...result } = await describeResult(task, limited).catch((error: unknown) => ({
      warning: explained(error),
    }));
    if (warning) warnings.set(warning, [...(warnings.get(warning) ?? []), task.id]);
    return { ...task, ...result };
  });
  for (const [warning, ids] of warnings) {
    warn(`${subjectOf(ids, done.length)}: ${warning}`, 'Result not looked up');
  }
  return merged(tasks, described);
}

/** Whose warning it is; of very many their number. */
function subjectOf(ids: readonly string[], all: number): string {
  if (ids.length <= MOST_NAMED) return ids.join(', ');
  return `${ids.length} of ${all} tasks that succeeded (${ids.slice(0, MOST_NAMED).join(', ')}, …)`;
}

/**
 * Those of the tasks that failed, with why they did, where that takes a look of its own. What cannot be had is left out.
 * Never rejects.
 */
export async function lookUpReasons(
  provider: Provider,
  tasks: readonly Task[],
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly Task[]> {
  const { failureReason } = provider;
  const failed = tasks.filter(({ state }) => state === 'failed');
  if (!failureReason || failed.length === 0 || signal.aborted) return [];
  return lookUpEach(failed, clock, signal, async (task, limited) => ({
    ...task,
    ...(await failureReason(task, limited).catch(() => ({}))),
  }));
}

/** What `lookUp` gives for each of `tasks`, all within the time that look-ups have. */
function lookUpEach(
  tasks: readonly Task[],
  clock: Clock,
  signal: AbortSignal,
  lookUp: (task: Task, limited: AbortSignal) => Promise<Task>,
): Promise<Task[]> {
  return inTime(clock, signal, (limited) =>
    pMap(tasks, (task) => lookUp(task, limited), { concurrency: CONCURRENCY }),
  );
}

/** The tasks, with those of `changed` in place of the ones of the same id. */
export function merged(tasks: readonly Task[], changed: readonly Task[]): readonly Task[] {
  const byId = new Map(changed.map((task) => [task.id, task]));
  return tasks.map((task) => byId.get(task.id) ?? task);
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
  const found = logs.filter(({ lines, note }) => lines.length > 0 || note);
  const rest = bad.length - MOST_LOGS;
  const last = found.at(-1);
  if (rest <= 0 || !last) return found;
  const note = `The logs of ${rest} more tasks were not asked for.`;
  return [...found.slice(0, -1), { ...last, note: sentences(last.note, note) }];
}

function noLog(error: unknown) {
  return { title: 'Log', lines: [], note: explained(error) };
}

function inTime<T>(
  clock: Clock,
  signal: AbortSignal,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const tooLate = () => new Error(`no answer within ${TIMEOUT_MS / 1_000} s`);
  return within(clock, TIMEOUT_MS, signal, tooLate, work);
}
