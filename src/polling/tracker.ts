import { unusableAnswer } from '../model/errors.ts';
import { sentence } from '../model/sentences.ts';
import { isSameStage, isSettled, type Observation, type Task } from '../model/task.ts';

/** A task just created may not be listed yet. */
export const NOT_FOUND_GRACE_MS = 60_000;

/** A task that was seen and is then missing from this many answers in a row has vanished. */
const MISSING_ANSWERS = 3;

interface Entry {
  task: Task;
  isSeen: boolean;
  missing: number;
}

/** What is known of every task waited for, in the order asked; one answer after the other is entered. */
export class Tracker {
  readonly #entries = new Map<string, Entry>();
  readonly #parents: ReadonlySet<string>;
  readonly #openParents: Set<string>;
  #changed = new Map<string, Task>();

  constructor(ids: readonly string[], parents: readonly string[]) {
    for (const id of ids) this.#add({ id, state: 'unknown', status: '' }, false);
    this.#parents = new Set(parents);
    this.#openParents = new Set(parents);
  }

  get tasks(): Task[] {
    return Array.from(this.#entries.values(), ({ task }) => task);
  }

  /** Ids that are worth asking for. */
  get openIds(): string[] {
    return this.tasks.filter((task) => !isSettled(task)).map(({ id }) => id);
  }

  /** Parents of which no task is known yet. */
  get openParents(): string[] {
    return [...this.#openParents];
  }

  /** Ids that no answer has mentioned yet. */
  get unseenIds(): string[] {
    return [...this.#entries.values()]
      .filter(({ isSeen, task }) => !isSeen && !isSettled(task))
      .map(({ task }) => task.id);
  }

  /** Tasks that an answer has mentioned. */
  get seenTasks(): Task[] {
    return [...this.#entries.values()].filter(({ isSeen }) => isSeen).map(({ task }) => task);
  }

  /** Tasks that changed since this was last called, as they are now. */
  takeChanges(): Task[] {
    const changed = [...this.#changed.values()];
    this.#changed = new Map();
    return changed;
  }

  /**
   * Enters what a usable answer to a request for `ids` says. With `isGraceOver`, a task that was never mentioned is
   * given up.
   */
  enterAnswer(
    ids: readonly string[],
    observations: readonly Observation[],
    isGraceOver: boolean,
  ): void {
    const said = Map.groupBy(observations, ({ id }) => id);
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (!entry || isSettled(entry.task)) continue;
      const mentions = said.get(id);
      if (mentions) this.#see(entry, agreed(mentions));
      else this.#miss(entry, isGraceOver);
    }
  }

  /**
   * Enters what a usable answer says of the tasks of `parents`; `whyMissing` explains one without any. Throws where a
   * task is not of one parent alone: whose end it tells of is not known.
   */
  enterFound(
    parents: readonly string[],
    found: ReadonlyMap<string, readonly Observation[]>,
    isGraceOver: boolean,
    whyMissing: (parent: string) => string | undefined = () => undefined,
  ): void {
    this.#refuseShared(parents.map((parent) => found.get(parent) ?? []));
    for (const parent of parents) {
      const tasks = found.get(parent) ?? [];
      if (tasks.length === 0 && !isGraceOver) continue;
      this.#openParents.delete(parent);
      if (tasks.length === 0) {
        const what = whyMissing(parent) ?? 'No task of it has been listed';
        this.#add({ id: parent, ...neverListed(what) }, true);
      }
      for (const mentions of Map.groupBy(tasks, ({ id }) => id).values()) {
        this.#add(agreed(mentions), true);
      }
    }
  }

  /** A task is of one parent, which no other task is known by. Each parent is found once. */
  #refuseShared(byParent: readonly (readonly Observation[])[]): void {
    const taken = new Set([...this.#entries.keys(), ...this.#parents]);
    const ids = byParent.flatMap((tasks) => [...new Set(tasks.map(({ id }) => id))]);
    const shared = ids.find((id) => taken.has(id) || !taken.add(id));
    if (shared === undefined) return;
    throw unusableAnswer(`The answer lists ${shared} for more than one of what was asked for.`);
  }

  #add(task: Task, isSeen: boolean): void {
    if (this.#entries.has(task.id)) return;
    this.#entries.set(task.id, { task, isSeen, missing: 0 });
    if (isSeen) this.#changed.set(task.id, task);
  }

  #see(entry: Entry, task: Task): void {
    const isNews = !entry.isSeen || isDifferent(entry.task, task);
    Object.assign(entry, { task, isSeen: true, missing: 0 });
    if (isNews) this.#changed.set(task.id, task);
  }

  #miss(entry: Entry, isGraceOver: boolean): void {
    entry.missing += 1;
    const { task } = entry;
    if (entry.isSeen && entry.missing >= MISSING_ANSWERS) {
      const message = `It was listed as ${task.status} and is missing from ${MISSING_ANSWERS} answers in a row.`;
      entry.task = { ...task, state: 'not-found', message };
    } else if (!entry.isSeen && isGraceOver) {
      entry.task = { id: task.id, ...neverListed('No answer has mentioned it') };
    } else {
      return;
    }
    this.#changed.set(task.id, entry.task);
  }
}

function neverListed(what: string): Omit<Task, 'id'> {
  return {
    state: 'not-found',
    status: '',
    message: sentence(what),
  };
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
