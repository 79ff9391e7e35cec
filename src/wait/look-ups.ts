import pMap from 'p-map';
import { type Clock, raced, within } from '../model/clock.ts';
import { CloudError, explained } from '../model/errors.ts';
import { sentences } from '../model/sentences.ts';
import { isBad, type Task } from '../model/task.ts';
import type { FailureLog, Provider, Result } from '../providers/provider.ts';
import type { TaskLog } from './outcome.ts';
import { patienceUntil, TIMEOUT_MS, tooLate } from './patience.ts';

const CONCURRENCY = 4;

/** Between two look-ups of a result that trouble has kept away. The client has tried three times by then. */
const PAUSE_MS = 2_000;

/** More logs than this nobody reads; each costs a request or two. */
const MOST_LOGS = 10;

/** What fits a screen of a task's log; why it failed stands at the end. */
const MOST_LINES = 50;

/** Of more tasks than this that have a warning one tells, which counts them. */
const MOST_NAMED = 3;

/**
 * The tasks with what a deploy needs of those that succeeded. What passes is asked for again, for as long as answers come
 * and until the deadline; what cannot be had is a warning, never a failure.
 */
export async function describeResults(
  provider: Provider,
  tasks: readonly Task[],
  clock: Clock,
  deadline: number,
  warn: (message: string, title: string) => void,
  signal: AbortSignal,
): Promise<readonly Task[]> {
  const { describeResult } = provider;
  const done = tasks.filter(({ state }) => state === 'succeeded');
  if (!describeResult || done.length === 0) return tasks;
  const looked = await lookUpPatiently(done, clock, deadline, signal, describeResult);
  const warned: { id: string; warning: string }[] = [];
  const described = looked.map(({ task, found, error }) => {
    const { warning, trouble, ...result } = found ?? { warning: explained(error) };
    if (warning) warned.push({ id: task.id, warning });
    return { ...task, ...result };
  });
  for (const text of warningsOf(warned, done.length)) warn(text, 'Result not looked up');
  return merged(tasks, described);
}

/** What to tell of tasks that have a warning: a few are named with theirs, many are counted in a single one. */
function warningsOf(warned: readonly { id: string; warning: string }[], all: number): string[] {
  const byWarning = [...Map.groupBy(warned, ({ warning }) => warning)];
  if (warned.length <= MOST_NAMED) {
    return byWarning.map(([warning, of]) => `${of.map(({ id }) => id).join(', ')}: ${warning}`);
  }
  const [[commonest, of]] = byWarning.sort((a, b) => b[1].length - a[1].length) as [
    [string, unknown[]],
  ];
  const named = warned.slice(0, MOST_NAMED).map(({ id }) => id);
  const others = warned.length - of.length;
  const rest = others > 0 ? ` (${others} of them for other reasons)` : '';
  return [
    `${warned.length} of ${all} tasks that succeeded (${named.join(', ')}, …): ${commonest}${rest}`,
  ];
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
  const looked = await lookUpEach(failed, clock, signal, failureReason);
  return looked.map(({ task, found }) => ({ ...task, ...found }));
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
  const looked = await lookUpEach(bad.slice(0, MOST_LOGS), clock, signal, failureLog);
  const logs = looked.map(({ task, found, error }) => ({
    id: task.id,
    ...capped(found ?? noLog(error)),
  }));
  const found = logs.filter(({ lines, note }) => lines.length > 0 || note);
  const rest = bad.length - MOST_LOGS;
  const last = found.at(-1);
  if (rest <= 0 || !last) return found;
  const note = `The logs of ${rest} more tasks were not asked for.`;
  return [...found.slice(0, -1), { ...last, note: sentences(last.note, note) }];
}

/** The last lines, and how many there were. */
function capped({ title, lines, note }: FailureLog): FailureLog {
  const shown = lines.slice(-MOST_LINES);
  const count =
    shown.length < lines.length ? `, last ${shown.length} of ${lines.length} lines` : '';
  return { title: `${title}${count}`, lines: shown, ...(note && { note }) };
}

function noLog(error: unknown) {
  return { title: 'Log', lines: [], note: explained(error) };
}

/** A task, and what was found of it or what kept that away. */
type Looked<T> = { task: Task } & ({ found: T; error?: never } | { found?: never; error: unknown });

type LookUp<T> = (task: Task, limited: AbortSignal) => Promise<T>;

/**
 * Looks each of `tasks` up, a few at a time, all within the time that look-ups have. What was found by then is kept,
 * whatever became of the others. Never rejects.
 */
function lookUpEach<T>(
  tasks: readonly Task[],
  clock: Clock,
  signal: AbortSignal,
  lookUp: LookUp<T>,
): Promise<Looked<T>[]> {
  return within(clock, TIMEOUT_MS, signal, tooLate, (limited) =>
    pMap(tasks, (task) => lookUpOne(task, limited, lookUp), { concurrency: CONCURRENCY }),
  );
}

/** The same for as long as answers come; what passes is looked up again. What it ends with says why the others have none. */
function lookUpPatiently(
  tasks: readonly Task[],
  clock: Clock,
  deadline: number,
  signal: AbortSignal,
  lookUp: LookUp<Result>,
): Promise<Looked<Result>[]> {
  const patience = patienceUntil(deadline, clock);
  const one = async (task: Task, limited: AbortSignal): Promise<Looked<Result>> => {
    for (;;) {
      const looked = await lookUpOne(task, limited, lookUp);
      const trouble = limited.aborted ? undefined : troubleOf(looked);
      if (!trouble) {
        patience.heard();
        return looked;
      }
      const why = looked.found?.warning ?? explained(looked.error);
      patience.missed(why, trouble.kind === 'throttling');
      const pauseMs = Math.max(trouble.retryAfterMs ?? 0, PAUSE_MS);
      const isOver = await clock.sleep(pauseMs, limited).then(
        () => false,
        () => true,
      );
      if (isOver) return looked;
    }
  };
  return within(clock, patience.leftMs, signal, patience.reason, (limited) =>
    pMap(tasks, (task) => one(task, limited), { concurrency: CONCURRENCY }),
  );
}

/** What kept a result away, or a part of it, where that passes. */
function troubleOf({ found, error }: Looked<Result>): Result['trouble'] {
  if (found) return found.trouble;
  return error instanceof CloudError && error.passes ? error : undefined;
}

async function lookUpOne<T>(
  task: Task,
  limited: AbortSignal,
  lookUp: LookUp<T>,
): Promise<Looked<T>> {
  try {
    limited.throwIfAborted();
    return { task, found: await raced(lookUp(task, limited), limited) };
  } catch (error) {
    return { task, error };
  }
}
