import type { Operation } from './operation.ts';
import type { TaskScript } from './types.ts';

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
  /** Tasks to play with. */
  samples: TaskScript<Kind>[];
  operations: Operation[];
}
