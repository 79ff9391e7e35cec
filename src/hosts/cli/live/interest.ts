import { isBad, isSeen, isSettled, type Task } from '../../../model/task.ts';

/** As many tasks have a line of their own. */
export const MOST_LINES = 10;

/**
 * The tasks that have a line, where there is room for `room`: all of them as they were given, else what is most interesting
 * first: what has gone wrong, what is nearest to its end, what goes on, what has yet to begin, what is done.
 */
export function shownTasks(
  tasks: readonly Task[],
  room: number,
  acceptPartial: boolean,
): readonly Task[] {
  if (tasks.length <= room) return tasks;
  const ranked = tasks.map((task) => ({ task, rank: rankOf(task, acceptPartial) }));
  // A stable sort: what is alike stays as it was given.
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, room)
    .map(({ task }) => task);
}

function rankOf(task: Task, acceptPartial: boolean): number {
  if (isBad(task, acceptPartial)) return 0;
  if (isSettled(task)) return 5;
  if (!isSeen(task)) return 4;
  if (task.state === 'pending') return 3;
  return 2 - (task.progress ?? 0);
}
