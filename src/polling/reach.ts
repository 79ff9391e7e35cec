import { CloudError } from '../model/errors.ts';

/** A name that is being published, or a proxy that comes up beside the job, is there by then. */
const PATIENCE_MS = 60_000;

/** A host that lets no connection come about, for a reason that waiting does not mend, and since when. */
export interface HostTrouble {
  host: string;
  since: number;
}

/**
 * Trouble as it is; or as the end of the wait, where its host has had its time and has not answered once. In check mode
 * there is no later look that could find it mended.
 */
export function judged(
  error: unknown,
  reach: readonly HostTrouble[],
  mode: 'wait' | 'check',
  now: number,
): { error: unknown; reach: readonly HostTrouble[] } {
  if (!(error instanceof CloudError) || !error.passes || !error.unreachable) {
    return { error, reach };
  }
  const host = error.unreachable;
  const known = reach.find((other) => other.host === host);
  const since = known?.since ?? now;
  const after = known ? reach : [...reach, { host, since }];
  if (mode === 'wait' && now - since < PATIENCE_MS) return { error, reach: after };
  const end = new CloudError(error.message, { ...error, kind: 'request', cause: error });
  return { error: end, reach: after };
}
