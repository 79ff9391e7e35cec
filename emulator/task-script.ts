import { type Kind, type KnownTask, kinds, serviceOf } from './kinds.ts';
import { endingOf, type StartRule } from './starts.ts';
import type { Step } from './types.ts';
import { fold } from './words.ts';

/**
 * Reads a task as it is told, by a program or as JSON. Throws where a field that decides is wrong. A word that the kind
 * does not have is refused, since a test with `Suceeded` in it would wait for ever and prove nothing.
 */
export function readTask(value: unknown): KnownTask {
  if (!isRecord(value)) throw new Error('a task is an object');
  const { id, steps } = value;
  const kind = readKind(value.kind);
  if (typeof id !== 'string' || id === '') throw new Error('id is a text');
  if (value.anyStatus === true) readSteps(steps);
  else for (const { status } of readSteps(steps)) checkWord(kind, status, `task ${id}`);
  return value as unknown as KnownTask;
}

/** Reads a rule for tasks that calls will start. Throws where a field of it is wrong. */
export function readStart(value: unknown): StartRule {
  if (!isRecord(value)) throw new Error('a rule is an object');
  const { ending, seconds, count, steps } = value;
  const of = value.kind === undefined ? kinds : [readKind(value.kind)];
  const endings = [
    ...new Set(of.flatMap((kind) => serviceOf(kind).samples.map(({ id }) => endingOf(id)))),
  ];
  if (ending !== undefined && !endings.some((each) => each === ending)) {
    throw new Error(`ending is one of ${endings.join(', ')}`);
  }
  if (seconds !== undefined && !(typeof seconds === 'number' && seconds > 0)) {
    throw new Error('seconds is a number over 0');
  }
  if (count !== undefined && !(Number.isInteger(count) && Number(count) > 0)) {
    throw new Error('count is a whole number over 0');
  }
  if (steps !== undefined) {
    if (value.kind === undefined) throw new Error('steps need a kind');
    for (const { status } of readSteps(steps)) checkWord(readKind(value.kind), status, 'steps');
  }
  return value as StartRule;
}

function readKind(value: unknown): Kind {
  const kind = kinds.find((each) => each === value);
  if (!kind) throw new Error(`kind is one of ${kinds.join(', ')}`);
  return kind;
}

function readSteps(steps: unknown): Step[] {
  const isStep = (step: unknown) =>
    isRecord(step) && typeof step.at === 'number' && typeof step.status === 'string';
  if (!Array.isArray(steps) || steps.length === 0 || !steps.every(isStep)) {
    throw new Error('steps is a list of {"at": seconds, "status": "…"}');
  }
  return steps as Step[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkWord(kind: Kind, status: string, where: string): void {
  const { open, last } = serviceOf(kind).words;
  const known = [...open, ...last];
  if (known.some((word) => fold(word) === fold(status))) return;
  const [nearest = ''] = known.toSorted((a, b) => distance(a, status) - distance(b, status));
  // Nobody who wrote `Done` has misspelt `Running`.
  const isNear = distance(nearest, status) <= Math.max(2, nearest.length / 3);
  throw new Error(
    `${where}: ${kind} has no status ${JSON.stringify(status)}.${
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
