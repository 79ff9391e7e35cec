import { named, sentences } from '../model/sentences.ts';
import { isSettled, type Task, timesOf } from '../model/task.ts';
import type { Snapshot } from '../polling/watch.ts';

/** More tasks than this are counted. */
const MOST_NAMED = 3;

/**
 * Warns of tasks that their parent gave and that had ended before the wait began, for they may be those of yesterday and
 * not the one just started. The cloud's own time decides where it gives one; else what the first answer calls ended.
 */
export function earlyEndWarner(
  parents: readonly string[],
  beganAt: number,
  warn: (message: string, title: string) => void,
): (snapshot: Pick<Snapshot, 'tasks' | 'hasAnswer'>) => void {
  const seen = new Set<string>();
  let isFirst = true;
  const endedBefore = (task: Task) => {
    const { to: endedAt } = timesOf(task);
    return endedAt === undefined ? isFirst : endedAt < beganAt;
  };
  return ({ tasks, hasAnswer }) => {
    if (parents.length === 0) return;
    // By what the first sight of each says: a clock that is wrong must not make old what was seen to run.
    const fresh = tasks.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const early = fresh.filter(
      (task) => isSettled(task) && task.state !== 'not-found' && endedBefore(task),
    );
    isFirst &&= !hasAnswer;
    if (early.length > 0) warn(text(early, parents), 'Ended before the wait');
  };
}

function text(tasks: readonly Task[], parents: readonly string[]): string {
  const told = tasks.map(
    ({ id, status, finishedAt }) => `${id} (${status}${finishedAt ? ` at ${finishedAt}` : ''})`,
  );
  const count = tasks.length > MOST_NAMED ? `${tasks.length} tasks, ` : '';
  return sentences(
    `${count}${named(told, MOST_NAMED)} of ${named(parents)} had ended before the wait began`,
    'Where you have just started another, wait for that by its {input:task-id}',
  );
}
