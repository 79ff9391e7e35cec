/** A refusal makes looks half as rare again. */
const FACTOR = 1.5;

/**
 * Half of the stretch is gone after this long, whatever is looked at in between. Chosen in the simulation of 500 waiters
 * that share a quota (`bench/quota.ts`): less is more refusals, more keeps a wait slow after trouble that was short.
 */
const HALF_LIFE_MS = 6 * 60_000;

/** How much rarer the cloud is to be asked than usual: grows with each refusal, wears off with time. */
export class Stretch {
  readonly #most: number;
  #value = 1;
  #since = 0;

  constructor(most: number) {
    this.#most = Math.max(most, 1);
  }

  /** After throttling. */
  grow(now: number): void {
    this.#value = Math.min(this.at(now) * FACTOR, this.#most);
    this.#since = now;
  }

  /** The factor by which delays are longer than usual: 1 where nothing is left of it. */
  at(now: number): number {
    return Math.max(this.#value * 0.5 ** ((now - this.#since) / HALF_LIFE_MS), 1);
  }
}
