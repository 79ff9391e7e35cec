import type { Edit } from './fault-edits.ts';
import type { Sight } from './fault-sights.ts';
import type { Cloud } from './types.ts';

export type Category = 'transient' | 'throttling' | 'answer' | 'clock' | 'credential' | 'fatal';

/** How an answer is brought to the client; anything but `normal` harms it on the way. */
export type Delivery =
  | 'normal'
  | 'hang'
  | 'reset'
  | 'reset-inside'
  | 'drip'
  | 'stream'
  | 'redirect';

/** Status, code and message of a refusal. */
export type Refusal = [status: number, code: string, message: string];

/** One fault as data: what it is, and at which place of the way of an answer it takes hold. */
export interface Fault {
  category: Category;
  description: string;
  /** The service refuses, in each cloud's words; 'denied' is each product's own refusal. */
  refuse?: Record<Cloud, Refusal> | 'denied';
  /** Headers besides, from how long the rule asks to wait. */
  headers?: (retryAfterMs: number, cloud: Cloud) => Record<string, string>;
  see?: Sight;
  edit?: Edit;
  deliver?: Delivery;
  /** Nothing that decides is touched: the wait has to come to its end under it as without it. */
  isHarmless?: true;
  /** The server's clock is off by this. */
  clockOffsetMs?: number;
}

/** A fault from its category, what happens, and how. */
export function fault(
  category: Category,
  description: string,
  how: Omit<Fault, 'category' | 'description'>,
): Fault {
  return { category, description, ...how };
}

export function refused(alibaba: Refusal, volcengine: Refusal): Pick<Fault, 'refuse'> {
  return { refuse: { alibaba, volcengine } };
}
