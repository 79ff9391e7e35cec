import { existsSync } from 'node:fs';
import { type Kind, kinds, type Step } from '../../emulator/index.ts';
import type { Observation, TaskState } from '../../src/model/task.ts';
import type { Tree } from './json-tree.ts';

/**
 * What the public contract and the vendor's reference say of one kind of task, and all that the suites need to know of it.
 * Each kind has it in a file of its own, `__tests__/kinds/<name>.ts`; the suites loop over all of them.
 */
export interface KindContract {
  region: string;
  /** Inputs besides the id without which nothing can be asked. */
  inputs?: Readonly<Record<string, string>>;
  /** Inputs that it takes besides those and the one that stands in for the id. */
  otherInputs?: readonly string[];
  /** What the vendor calls the type of such a task, where it says so. */
  taskType?: string;
  /** The operation that is polled: `product:Action`, which is also the permission that it needs. */
  permission: `${string}:${string}`;
  method: 'GET' | 'POST';
  /** Most ids in one request. */
  ids: number;
  /** The parameters, or for ROA the path, that ask for tasks. */
  poll: (ids: readonly string[]) => { query?: Record<string, string>; path?: string };
  /** Where an answer holds its entries, '' where it is the entry itself, and what id and status are called there. */
  entries: [list: string, id: string, status: string];
  /** Where the token of the next page is, in an API that has pages with tokens. */
  pageToken?: string;
  /** What decides besides id, word and page token, by its path in the answer. */
  deciding?: readonly string[];
  /** What an unknown id is answered with, status and code; `200` where the answer simply does not list it. */
  unknownTask?: string;
  /** An entry has nothing inside of anything. */
  isFlat?: boolean;
  /** Of a success it tells no text of the vendor's but the word. */
  isTerse?: boolean;
  /** False of an entry with the word of success that is no success all the same. */
  isWhole?: (entry: Tree) => boolean;
  /**
   * What stands in for the id: its input, the parameter that asks by it, and what an entry calls its parent, if it does, and
   * its creation time, with the zone that this has where it says none.
   */
  parent?: { input: string; param: string; field?: string; created: string; zone?: string };
  /** The vendor's words. */
  states: Partial<Record<TaskState, readonly string[]>>;
  /** Calls that start such a task; absent where the vendor has none. */
  starts?: readonly string[];
  cancel?: { permission: `${string}:${string}`; path: string };
  /** A task that failed, and what is read of it, by a look of its own where the kind has one. */
  failed: { step: Omit<Step, 'at'>; expected: Partial<Observation> };
}

async function contractOf(kind: Kind): Promise<[Kind, KindContract]> {
  const file = new URL(`../kinds/${kind}.ts`, import.meta.url);
  if (!existsSync(file))
    throw new Error(`__tests__/kinds/${kind}.ts is missing: it says what is right.`);
  const { contract } = (await import(`../kinds/${kind}.ts`)) as { contract: KindContract };
  return [kind, contract];
}

/** The contract of every kind that the emulator plays. */
export const CONTRACT = Object.fromEntries(await Promise.all(kinds.map(contractOf))) as Record<
  Kind,
  KindContract
>;

/** Kinds of which a parent can be named in place of the task. */
export const PARENT_KINDS = kinds.filter((kind) => CONTRACT[kind].parent);

/** Kinds whose cloud has an API to cancel a task. */
export const CANCELABLE_KINDS = kinds.filter((kind) => CONTRACT[kind].cancel);

/** The inputs that a kind has and not every other. */
export function inputsOf({ inputs = {}, parent, otherInputs = [] }: KindContract): string[] {
  return [...Object.keys(inputs), ...(parent ? [parent.input] : []), ...otherInputs];
}

/** True of an API of resources and paths (ROA), which writes the names in its error envelope small. */
export function isRoa(kind: Kind): boolean {
  return CONTRACT[kind].poll(['t-1']).path !== undefined;
}

/** The vendor's first word for a state, empty where it has none. */
export function wordFor(kind: Kind, state: TaskState): string {
  return CONTRACT[kind].states[state]?.[0] ?? '';
}

/** The vendor's words for a task that runs and for one that is done. */
export function wordsOf(kind: Kind): [running: string, done: string] {
  const { running = [], succeeded = [] } = CONTRACT[kind].states;
  return [running[0] ?? '', succeeded[0] ?? ''];
}

/** `DescribeTasks` of `ecs:DescribeTasks`. */
export function actionOf(permission: string): string {
  return permission.slice(permission.indexOf(':') + 1);
}
