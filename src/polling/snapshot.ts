import type { CloudError } from '../model/errors.ts';
import type { Task } from '../model/task.ts';

/** All tasks as last seen, and what is new. Times are milliseconds. */
export interface Snapshot {
  elapsedMs: number;
  tasks: readonly Task[];
  /** Tasks that changed since the snapshot before. */
  changed: readonly Task[];
  /** True once there was a usable answer, whatever it said. */
  hasAnswer: boolean;
  /** Why the last round gave no usable answer, and since when it has been so. */
  trouble?: { error: CloudError; sinceMs: number; isNew: boolean };
  /** The first usable answers after trouble, and how long that lasted. */
  recovered?: { lastedMs: number };
  /** True once a minute while nothing changes. */
  isHeartbeat: boolean;
  /** Until the next look; undefined of the last snapshot. */
  nextLookInMs?: number;
  /**
   * Where all tasks have been seen and some are open: how long the slowest still takes, as long in half of the cases, at
   * most in nine of ten; and how long the wait itself may still take.
   */
  eta?: { likelyMs: number; atMostMs: number; leftMs: number };
}
