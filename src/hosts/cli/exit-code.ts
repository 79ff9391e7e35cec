import type { Outcome } from '../../wait/outcome.ts';

/** What a shell reads of an outcome; the numbers are those of the contract, and of the programs beside it (`timeout`, signals). */
export const EXIT = {
  succeeded: 0,
  failed: 1,
  usage: 2,
  stillRuns: 3,
  notFound: 4,
  error: 5,
  timedOut: 124,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf({
  state,
  isOk,
  isUnsent,
  signal,
}: Pick<Outcome, 'state' | 'isOk' | 'isUnsent' | 'signal'>): ExitCode {
  switch (state) {
    case 'succeeded':
      return EXIT.succeeded;
    case 'partial':
      return isOk ? EXIT.succeeded : EXIT.failed;
    case 'failed':
    case 'canceled':
      return EXIT.failed;
    case 'pending':
    case 'running':
      return EXIT.stillRuns;
    case 'not-found':
      return EXIT.notFound;
    case 'timed-out':
      return EXIT.timedOut;
    case 'interrupted':
      return signalCode(signal ?? '');
    case 'error':
      return isUnsent ? EXIT.usage : EXIT.error;
    default:
      return state satisfies never;
  }
}

/** As a shell tells of a program that a signal has ended. */
export function signalCode(signal: string): ExitCode {
  return signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
}
