import { sentences } from './sentences.ts';

/** Every error of ours says what was tried, what came back and what to do. */

/**
 * What an error answer means to the wait.
 * - `throttling`, `transient`: it passes; the wait goes on.
 * - `nonce`, `clock`: mended by signing again, with another nonce or the server's time.
 * - `expired`: mended by new credentials, where there is a source of them.
 * - `credential`, `permission`, `request`: nothing that waiting could mend.
 */
export type ErrorKind =
  | 'throttling'
  | 'transient'
  | 'nonce'
  | 'clock'
  | 'expired'
  | 'credential'
  | 'permission'
  | 'request';

interface CloudErrorDetails {
  kind: ErrorKind;
  /** The vendor's error code, empty where the answer had none. */
  code?: string;
  /** HTTP status, 0 where no answer came. */
  status?: number;
  /** The vendor's own message. */
  vendorMessage?: string;
  requestId?: string;
  /** How long the server asks to be left alone, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** What the user can do about it. */
  remedy?: string;
  /** The host that lets no connection come about, for a reason that waiting does not mend, and has never answered. */
  unreachable?: string;
  cause?: unknown;
}

/** A request to a cloud that did not end in a usable answer. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly status: number;
  readonly vendorMessage: string;
  readonly requestId: string;
  readonly retryAfterMs: number | undefined;
  readonly remedy: string;
  readonly unreachable: string;

  constructor(message: string, details: CloudErrorDetails) {
    super(message, { cause: details.cause });
    this.kind = details.kind;
    this.code = details.code ?? '';
    this.status = details.status ?? 0;
    this.vendorMessage = details.vendorMessage ?? '';
    this.requestId = details.requestId ?? '';
    this.retryAfterMs = details.retryAfterMs;
    this.remedy = details.remedy ?? '';
    this.unreachable = details.unreachable ?? '';
  }

  /** True where the wait goes on in spite of it, until its deadline. */
  get passes(): boolean {
    return ['throttling', 'transient', 'nonce', 'clock'].includes(this.kind);
  }
}

/** True of a refusal for too many requests. */
export function isThrottling(error: unknown): error is CloudError {
  return error instanceof CloudError && error.kind === 'throttling';
}

/** An answer that arrived but says nothing that can be relied on; the next one may. */
export function unusableAnswer(what: string, cause?: unknown): CloudError {
  return new CloudError(what, { kind: 'transient', cause });
}

/** One wrong input: which, its value (never a secret's), and what to write instead. */
export interface InputProblem {
  input: string;
  message: string;
}

/** All wrong inputs in one go; no request has been sent. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ message }) => message).join('\n'));
    this.problems = problems;
  }
}

/** The job was cancelled, or its step ran out of time: the runner does not say which. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly signal: string;

  constructor(signal: string) {
    super(`{host:sender} sent ${signal}.`);
    this.signal = signal;
  }
}

/** What went wrong and what to do about it, in whole sentences. */
export function explained(error: unknown): string {
  return sentences(messageOf(error), error instanceof CloudError && error.remedy);
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
