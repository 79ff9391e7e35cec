import { type KnownTask, kinds, serviceOf } from './kinds.ts';
import { fold } from './words.ts';

/**
 * Reads a task as it is told, by a program or as JSON. Throws where a field that decides is wrong. A word that the kind
 * does not have is refused, since a test with `Suceeded` in it would wait for ever and prove nothing.
 */
export function readTask(value: unknown): KnownTask {
  if (!isRecord(value)) throw new Error('a task is an object');
  const { kind, id, steps } = value;
  if (!kinds.some((each) => each === kind)) {
    throw new Error(`kind is one of ${kinds.join(', ')}`);
  }
  if (typeof id !== 'string' || id === '') throw new Error('id is a text');
  const isStep = (step: unknown) =>
    isRecord(step) && typeof step.at === 'number' && typeof step.status === 'string';
  if (!Array.isArray(steps) || steps.length === 0 || !steps.every(isStep)) {
    throw new Error('steps is a list of {"at": seconds, "status": "…"}');
  }
  const task = value as unknown as KnownTask;
  if (task.anyStatus !== true) for (const { status } of task.steps) checkWord(task, status);
  return task;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkWord({ kind, id }: KnownTask, status: string): void {
  const { open, last } = serviceOf(kind).words;
  const known = [...open, ...last];
  if (known.some((word) => fold(word) === fold(status))) return;
  const [nearest = ''] = known.toSorted((a, b) => distance(a, status) - distance(b, status));
  // Nobody who wrote `Done` has misspelt `Running`.
  const isNear = distance(nearest, status) <= Math.max(2, nearest.length / 3);
  throw new Error(
    `task ${id}: ${kind} has no status ${JSON.stringify(status)}.${
      isNear ? ` Did you mean ${nearest}?` : ''
    } It has ${known.join(', ')}. To play a word that the vendor may add, give the task "anyStatus": true.`,
  );
}

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function distance(one: string, other: string): number {
  const [a, b] = [fold(one), fold(other)];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
