import type { Step, TaskScript } from './types.ts';

/** A task as it stands at one moment. Times are ms since the epoch. */
export interface TaskView {
  script: TaskScript;
  id: string;
  status: string;
  step: Step;
  /** Every step so far, the present one last, each with its moment. */
  reached: { step: Step; time: number }[];
  createdAt: number;
  modifiedAt: number;
  finishedAt?: number;
}

export interface Wanted {
  kind: string;
  ids?: string[];
  parents?: string[];
  region?: string;
  instanceId?: string;
}

interface Entry {
  script: TaskScript;
  addedAt: number;
  createdAt: number;
  /** Nobody has asked for it, and its time stands still. */
  isWaiting: boolean;
  /** While nobody has asked for it by its id, what it belongs to does not lead to it. */
  isHeld?: true;
}

/** True of a word after which a task of a kind changes no more. */
type IsLast = (kind: string, status: string) => boolean;

/** All scripted tasks of one emulator, read at the time that `now` gives. */
export class Timeline {
  readonly #entries: Entry[] = [];
  readonly #isLast: IsLast;
  readonly #now: () => number;
  readonly #speed: number;

  constructor(now: () => number, speed: number, isLast: IsLast) {
    this.#isLast = isLast;
    this.#now = now;
    this.#speed = speed;
  }

  /** Adds a task, or replaces the one of the same kind and id. Throws on a script without steps. */
  add(script: TaskScript): void {
    if (script.steps.length === 0) throw new Error(`task ${script.id} has no steps`);
    const addedAt = this.#now();
    const createdAt = script.createdAt === undefined ? addedAt : +new Date(script.createdAt);
    if (Number.isNaN(createdAt)) throw new Error(`task ${script.id}: createdAt is not a time`);
    const steps = [...script.steps].sort((a, b) => a.at - b.at);
    const isWaiting = script.startsWhenAsked === true;
    const entry = { script: { ...script, steps }, addedAt, createdAt, isWaiting };
    const index = this.#index(script.kind, script.id);
    if (index < 0) this.#entries.push(entry);
    else this.#entries[index] = entry;
  }

  /** The scripts, of one kind or all, listed or not: what instances, images and parents exist. */
  scripts(kind?: string): TaskScript[] {
    const scripts = this.#entries.map((entry) => entry.script);
    return kind === undefined ? scripts : scripts.filter((script) => script.kind === kind);
  }

  /**
   * The tasks that an answer mentions now. With several matches the newest is neither reliably
   * first nor last: no vendor promises an order, and clients that take an end must be caught.
   */
  find(wanted: Wanted): TaskView[] {
    const isByParent = wanted.parents !== undefined && wanted.ids === undefined;
    const found = this.#entries
      .filter((entry) => matches(entry.script, wanted))
      .filter(({ isHeld, isWaiting }) => !(isHeld && isWaiting && isByParent));
    for (const entry of found) this.#wake(entry, wanted);
    const views = found
      .filter((entry) => this.#isListed(entry))
      .map((entry) => this.#view(entry))
      .sort((a, b) => a.createdAt - b.createdAt);
    const newest = views.pop();
    if (newest) views.splice(Math.floor(views.length / 2), 0, newest);
    return views;
  }

  /** Those that have begun, whatever an answer mentions of them now. Asks for none: a sample that waits goes on waiting. */
  begun(wanted: Wanted): TaskView[] {
    return this.#entries
      .filter((entry) => !entry.isWaiting && matches(entry.script, wanted))
      .map((entry) => this.#view(entry));
  }

  /** Holds back the tasks of a parent that nobody has asked for: from now on each is found by its id alone. */
  holdWaiting(kind: string, parent: string): void {
    for (const entry of this.#entries) {
      const { isWaiting, script } = entry;
      if (isWaiting && script.kind === kind && script.parent === parent) entry.isHeld = true;
    }
  }

  /** Lets a task go another way from now on: `steps` are in seconds from this moment. */
  divert(kind: string, id: string, steps: Step[]): void {
    const entry = this.#entries[this.#index(kind, id)];
    if (!entry) return;
    const elapsed = this.#elapsed(entry.createdAt);
    entry.script.steps = [
      ...entry.script.steps.filter((step) => step.at <= elapsed),
      ...steps.map((step) => ({ ...step, at: elapsed + step.at })),
    ];
  }

  /** A task that nobody has asked for is always new; a list of everything asks for no task. */
  #wake(entry: Entry, { ids, parents }: Wanted): void {
    if (!entry.isWaiting) return;
    entry.addedAt = entry.createdAt = this.#now();
    entry.isWaiting = !ids && !parents;
  }

  #index(kind: string, id: string): number {
    return this.#entries.findIndex(({ script }) => script.kind === kind && script.id === id);
  }

  #elapsed(since: number): number {
    return ((this.#now() - since) * this.#speed) / 1000;
  }

  #isListed({ script, addedAt, createdAt }: Entry): boolean {
    if (script.listedAfter !== undefined && this.#elapsed(addedAt) < script.listedAfter)
      return false;
    return script.vanishesAt === undefined || this.#elapsed(createdAt) < script.vanishesAt;
  }

  #view({ script, createdAt }: Entry): TaskView {
    const elapsed = this.#elapsed(createdAt);
    const past = script.steps.filter((step) => step.at <= elapsed);
    const steps = past.length > 0 ? past : script.steps.slice(0, 1);
    const step = steps.at(-1) as Step;
    const time = (at: number) => Math.round(createdAt + (at * 1000) / this.#speed);
    const modifiedAt = time(step.at);
    const view = {
      script,
      id: script.id,
      status: step.status,
      step,
      reached: steps.map((each) => ({ step: each, time: time(each.at) })),
      createdAt,
      modifiedAt,
    };
    return this.#isLast(script.kind, step.status) ? { ...view, finishedAt: modifiedAt } : view;
  }
}

function matches(script: TaskScript, wanted: Wanted): boolean {
  return (
    script.kind === wanted.kind &&
    (!wanted.ids || wanted.ids.includes(script.id)) &&
    (!wanted.parents || (!!script.parent && wanted.parents.includes(script.parent))) &&
    (!wanted.region || !script.region || script.region === wanted.region) &&
    (!wanted.instanceId || !script.instanceId || script.instanceId === wanted.instanceId)
  );
}
