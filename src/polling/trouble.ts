import { CloudError } from '../model/errors.ts';
import { answeredIds, type Round } from './round.ts';
import { troubleDelay } from './schedule.ts';
import type { Snapshot } from './snapshot.ts';

/** Rounds without a usable answer for all that was asked, until all have one again. */
export interface Trouble {
  since: number;
  /** How many rounds met it. */
  rounds: number;
  /** True where the last round met it: one that asked for others may have met none. */
  isLatest: boolean;
  /** What the last error said. */
  error: ErrorWords;
}

/** An error as plain JSON, without what caused it. */
type ErrorWords = Pick<
  CloudError,
  'message' | 'kind' | 'code' | 'status' | 'vendorMessage' | 'requestId' | 'remedy' | 'unreachable'
>;

/** The error that decides what happens next: one that does not pass, else the one that asks for the longest pause. */
export function worst(errors: readonly unknown[]): unknown {
  const fatal = errors.find((error) => !isPassing(error));
  if (fatal !== undefined) return fatal;
  return errors
    .filter(isPassing)
    .toSorted((a, b) => (b.retryAfterMs ?? 0) - (a.retryAfterMs ?? 0))[0];
}

/** True of an error in spite of which the wait goes on. */
function isPassing(error: unknown): error is CloudError {
  return error instanceof CloudError && error.passes;
}

/** What a state knows of trouble. */
export interface Troubled {
  /** What has kept the cloud from answering; null where all is well. */
  trouble: Trouble | null;
  /** Ids, of tasks and parents, that have had no usable answer since they were asked for in vain. */
  unanswered: readonly string[];
}

/** What a round makes of trouble: the parts of the state, and what the snapshot tells. */
interface Trial {
  state: Troubled;
  told: Pick<Snapshot, 'trouble' | 'recovered'>;
}

/** Trouble begins with an error that passes, and is over when all that was asked for in vain has had an answer again. */
export function afterRound(before: Troubled, round: Round, error: unknown, now: number): Trial {
  const open = new Set([...before.unanswered, ...round.unanswered]);
  if (open.size > 0) for (const id of answeredIds(round)) open.delete(id);
  const unanswered = [...open];
  const since = before.trouble?.since ?? now;
  if (isPassing(error)) {
    const rounds = (before.trouble?.rounds ?? 0) + 1;
    const trouble = { since, rounds, isLatest: true, error: wordsOf(error) };
    const told = { error, sinceMs: now - since, isNew: before.trouble === null };
    return { state: { trouble, unanswered }, told: { trouble: told } };
  }
  if (before.trouble && round.errors.length === 0 && unanswered.length === 0) {
    return { state: { trouble: null, unanswered }, told: { recovered: { lastedMs: now - since } } };
  }
  const trouble = before.trouble && { ...before.trouble, isLatest: false };
  return { state: { trouble, unanswered }, told: {} };
}

/**
 * How long nothing is asked after a round, in milliseconds: what its trouble is worth, and what the server asks for. What
 * an earlier round has asked for in vain is no reason to leave the others alone.
 */
export function pauseAfter(trouble: Trouble | null, error: unknown, random: number): number {
  if (!trouble?.isLatest) return 0;
  const asked = error instanceof CloudError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(troubleDelay(trouble.rounds, random), asked);
}

/** The error that the words of a state stand for. */
export function errorOf({ message, ...details }: ErrorWords): CloudError {
  return new CloudError(message, details);
}

function wordsOf(error: CloudError): ErrorWords {
  const { message, kind, code, status, vendorMessage, requestId, remedy, unreachable } = error;
  return { message, kind, code, status, vendorMessage, requestId, remedy, unreachable };
}
