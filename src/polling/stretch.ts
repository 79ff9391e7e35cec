/** A refusal makes looks half as rare again. */
const FACTOR = 1.5;

/**
 * Half of the stretch is gone after this long, whatever is looked at in between. Chosen in the simulation of 500 waiters
 * that share a quota (`bench/quota.ts`): less is more refusals, more keeps a wait slow after trouble that was short.
 */
const HALF_LIFE_MS = 6 * 60_000;

/** How much rarer the cloud is to be asked than usual: grows with each refusal, wears off with time. */
export interface Stretch {
  factor: number;
  /** When it last grew. */
  since: number;
}

export const NO_STRETCH: Stretch = { factor: 1, since: 0 };

/** The stretch after throttling, `most` at most. */
export function grown(stretch: Stretch, most: number, now: number): Stretch {
  return { factor: Math.min(stretchAt(stretch, now) * FACTOR, Math.max(most, 1)), since: now };
}

/**
 * The factor by which delays are longer than usual: 1 where nothing is left of it. By a clock that is behind that of the
 * process before, no time has passed.
 */
export function stretchAt({ factor, since }: Stretch, now: number): number {
  return Math.max(factor * 0.5 ** (Math.max(now - since, 0) / HALF_LIFE_MS), 1);
}
