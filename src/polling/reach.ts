import { CloudError } from '../model/errors.ts';

/** A name that is being published, or a proxy that comes up beside the job, is there by then. */
const PATIENCE_MS = 60_000;

/** Knows which hosts let no connection come about, for a reason that waiting does not mend, and since when. */
export class Reach {
  readonly #since = new Map<string, number>();
  readonly #patienceMs: number;

  /** In check mode there is no later look that could find it mended. */
  constructor(mode: 'wait' | 'check') {
    this.#patienceMs = mode === 'check' ? 0 : PATIENCE_MS;
  }

  /** Trouble as it is; or as the end of the wait, where its host has had its time and has not answered once. */
  judge(error: unknown, now: number): unknown {
    if (!(error instanceof CloudError) || !error.passes || !error.unreachable) return error;
    const since = this.#since.get(error.unreachable) ?? now;
    this.#since.set(error.unreachable, since);
    if (now - since < this.#patienceMs) return error;
    return new CloudError(error.message, { ...error, kind: 'request', cause: error });
  }
}
