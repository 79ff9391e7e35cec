import { dateToleranceMs } from './compare.ts';

/** Nonces seen, remembered for as long as a date they were sent with could still be accepted. */
export class Nonces {
  readonly #seen = new Map<string, number>();

  /** False when this key has used the nonce already. */
  use(accessKeyId: string, nonce: string, now: number): boolean {
    for (const [known, at] of this.#seen) {
      if (now - at > 2 * dateToleranceMs) this.#seen.delete(known);
    }
    const entry = `${accessKeyId} ${nonce}`;
    if (this.#seen.has(entry)) return false;
    this.#seen.set(entry, now);
    return true;
  }
}
