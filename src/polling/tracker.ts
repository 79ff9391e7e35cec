import { unusableAnswer } from '../model/errors.ts';
import { sentence } from '../model/sentences.ts';
import { isSameStage, isSettled, type Observation, type Task, updated } from '../model/task.ts';
import type { Answer, ParentsAnswer, Round, TasksAnswer } from './round.ts';
import type { TrackedTask, WaitState } from './state.ts';

/** A task just created may not be listed yet. */
export const NOT_FOUND_GRACE_MS = 60_000;

/** A task that was seen and is then missing from this many answers in a row has vanished. */
const MISSING_ANSWERS = 3;

/** What is known of every task waited for. */
export type Tracked = Pick<WaitState, 'tasks' | 'openParents' | 'untold'>;

/** The same while answers are entered, so that each costs no more than what it says. */
interface Draft {
  entries: Map<string, TrackedTask>;
  hasChanged: boolean;
  openParents: Set<string>;
  untold: Set<string>;
  isGraceOver: boolean;
}

/**
 * Enters usable answers, one after the other. With `isGraceOver`, a task that was never mentioned is given up, and a
 * parent without one.
 */
export function enter(before: Tracked, answers: readonly Answer[], isGraceOver: boolean): Tracked {
  const draft: Draft = {
    entries: new Map(),
    hasChanged: false,
    openParents: new Set(before.openParents),
    untold: new Set(before.untold),
    isGraceOver,
  };
  for (const entry of before.tasks) draft.entries.set(entry.task.id, entry);
  for (const answer of answers) {
    if ('ids' in answer) enterTasks(draft, answer);
    else enterParents(draft, answer);
  }
  return {
    tasks: draft.hasChanged ? [...draft.entries.values()] : before.tasks,
    openParents: [...draft.openParents],
    untold: [...draft.untold],
  };
}

/**
 * The round without answers that list a task for more than one of what was asked for: whose end it tells of is not known.
 * A task is of one parent, which no other task is known by.
 */
export function withoutShared(before: Pick<WaitState, 'tasks' | 'parents'>, round: Round): Round {
  if (before.parents.length === 0) return round;
  const taken = new Set([...before.tasks.map(({ task }) => task.id), ...before.parents]);
  const answers: Answer[] = [];
  const errors = [...round.errors];
  const unanswered = [...round.unanswered];
  for (const answer of round.answers) {
    const shared = 'ids' in answer ? undefined : sharedId(answer, taken);
    if (shared === undefined || 'ids' in answer) {
      answers.push(answer);
      continue;
    }
    unanswered.push(...answer.parents.map(({ id }) => id));
    errors.push(
      unusableAnswer(`The answer lists ${shared} for more than one of what was asked for.`),
    );
  }
  return { ...round, answers, errors, unanswered };
}

/** The first id that is taken by anything but the task's own parent; all others are taken from now on. */
function sharedId({ parents }: ParentsAnswer, taken: Set<string>): string | undefined {
  const listed = parents.flatMap((parent) =>
    [...new Set(parent.tasks.map(({ id }) => id))].map((id) => ({ id, parent: parent.id })),
  );
  const shared = listed.find(({ id, parent }) => {
    const isTaken = taken.has(id) && id !== parent;
    taken.add(id);
    return isTaken;
  });
  return shared?.id;
}

/** True of a task that is worth asking for. */
export function isOpen({ task }: TrackedTask): boolean {
  return !isSettled(task);
}

function enterTasks(draft: Draft, { ids, observations }: TasksAnswer): void {
  const said = agreedOn(observations);
  for (const id of ids) {
    const entry = draft.entries.get(id);
    if (!entry || !isOpen(entry)) continue;
    const mention = said.get(id);
    const after = mention
      ? seen(entry, updated(entry.task, mention))
      : missed(entry, draft.isGraceOver);
    if (after !== entry) put(draft, after);
    const isNews = mention
      ? !entry.isSeen || isDifferent(entry.task, after.task)
      : after.task !== entry.task;
    if (isNews) draft.untold.add(id);
  }
}

function enterParents(draft: Draft, { parents }: ParentsAnswer): void {
  for (const { id, tasks, why } of parents) {
    if (tasks.length === 0 && !draft.isGraceOver) continue;
    draft.openParents.delete(id);
    if (tasks.length === 0) {
      add(draft, { id, ...neverListed(why ?? 'No task of it has been listed') });
    }
    for (const task of agreedOn(tasks).values()) add(draft, task);
  }
}

function add(draft: Draft, task: Task): void {
  if (draft.entries.has(task.id)) return;
  put(draft, { task, isSeen: true, missing: 0 });
  draft.untold.add(task.id);
}

function put(draft: Draft, entry: TrackedTask): void {
  draft.entries.set(entry.task.id, entry);
  draft.hasChanged = true;
}

function seen(entry: TrackedTask, task: Task): TrackedTask {
  if (task === entry.task && entry.isSeen && entry.missing === 0) return entry;
  return { ...entry, task, isSeen: true, missing: 0 };
}

function missed(entry: TrackedTask, isGraceOver: boolean): TrackedTask {
  const { task, isSeen } = entry;
  const missing = entry.missing + 1;
  if (isSeen && missing >= MISSING_ANSWERS) {
    const message = `It was listed as ${task.status} and is missing from ${MISSING_ANSWERS} answers in a row.`;
    return { ...entry, missing, task: { ...task, state: 'not-found', message } };
  }
  if (!isSeen && isGraceOver) {
    const given = { id: task.id, ...neverListed('No answer has mentioned it') };
    return { ...entry, missing, task: given };
  }
  return { ...entry, missing };
}

function neverListed(what: string): Omit<Task, 'id'> {
  return {
    state: 'not-found',
    status: '',
    message: sentence(what),
  };
}

/** What is said of each task, by its id. */
function agreedOn(observations: readonly Observation[]): Map<string, Observation> {
  const said = new Map<string, Observation>();
  for (const each of observations) said.set(each.id, each);
  if (said.size === observations.length) return said;
  const groups = Map.groupBy(observations, ({ id }) => id);
  return new Map([...groups].map(([id, mentions]) => [id, agreed(mentions)]));
}

/** Several entries of one task count only where they say the same; else nothing is known, and the wait goes on. */
function agreed(mentions: readonly Observation[]): Observation {
  const [first, ...others] = mentions as [Observation, ...Observation[]];
  const isSame = others.every(
    ({ state, imageId }) => state === first.state && imageId === first.imageId,
  );
  if (isSame) return first;
  const words = [...new Set(mentions.map(({ status }) => status))].sort();
  return {
    id: first.id,
    state: 'unknown',
    status: words.join(' and '),
    message: 'The answer holds entries of this task that disagree.',
  };
}

/** What a reader of the log would call a change; progress counts in steps of ten percent. */
function isDifferent(before: Task, after: Task): boolean {
  const tenths = ({ progress }: Task) => Math.floor((progress ?? 0) * 10);
  return !isSameStage(before, after) || tenths(before) !== tenths(after);
}
