import type { Operation } from './operation.ts';
import type { TaskScript } from './types.ts';

/** Which fields of an answer decide what becomes of a task; all others only inform. */
export interface AnswerShape {
  /** The operation that is polled. */
  action: string;
  /** The way to the list of its entries; nothing where the answer is the entry. */
  entries: readonly string[];
  /** Id, state, and what else decides. */
  deciding: readonly string[];
  /** Fields that inform and that not every entry has. */
  optional: readonly string[];
  /** The parameter that asks for a parent's tasks, and the fields that then say whose a task is. */
  parent?: { param: string; fields: readonly string[] };
}

/** Everything about one kind of task that can be played; each has a file of its own in `services/`. */
export interface Service<Kind extends string = string> {
  /** The same name as the action's input `provider`. */
  kind: Kind;
  /**
   * The vendor's words: for a task that runs and one that succeeded, and of all words those that others follow and those
   * after which none does.
   */
  words: { running: string; success: string; open: readonly string[]; last: readonly string[] };
  /** True where an answer is one task's, not a list. */
  answersForOne?: boolean;
  answers: AnswerShape;
  /** Tasks to play with. */
  samples: TaskScript<Kind>[];
  operations: Operation[];
}
