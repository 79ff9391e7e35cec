import { type Clock, within } from '../model/clock.ts';
import { messageOf } from '../model/errors.ts';

/** Where text goes: a stream of Node's. */
export interface Sink {
  write(text: string, done: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error?: Error) => void): unknown;
}

/** A quarter of a pipe's room: small enough to see that a slow reader takes something. */
const MOST_AT_ONCE = 16 * 1024;

/** A reader that takes nothing for so long is gone, or stands still. */
const LONGEST_PAUSE_MS = 5_000;

/** One that does take something is waited for: three megabytes at the slowest that anything on a runner is read. */
const LONGEST_MS = 5 * 60_000;

interface Printer {
  print(text: string): void;
  /**
   * Resolves once all that was printed has been taken, or once the reader is gone or stands still, which is
   * told from a slow one piece by piece.
   */
  drained(clock: Clock): Promise<void>;
  /** Why something of it is lost though nobody has left: a full disk. Empty where all went well, or the reader is gone. */
  lost(): string;
}

/** That of a reader who wants no more, such as `head`, and of a terminal that is closed. */
const GONE = ['EPIPE', 'ECONNRESET', 'EIO'];

/** Prints in order, for as long as there is a reader. One that is gone is no error, and no place is none to stop for. */
export function createPrinter(sink: () => Sink): Printer {
  let waiting: string[] = [];
  let opened: Sink | undefined;
  let isBusy = false;
  let isGone = false;
  let lost = '';
  let onTaken: () => void = () => undefined;

  function next(): void {
    if (waiting.length === 0) return;
    isBusy = true;
    opened ??= open();
    opened.write(takePiece(waiting), (error) => {
      isBusy = false;
      if (error) leave(error);
      else next();
      onTaken();
    });
  }

  function open(): Sink {
    const stream = sink();
    stream.on('error', leave);
    return stream;
  }

  function leave(error?: Error): void {
    isGone = true;
    const isReader = error && 'code' in error && GONE.includes(String(error.code));
    if (error && !isReader) lost ||= messageOf(error);
    waiting = [];
    onTaken();
  }

  return {
    lost: () => lost,
    print(text) {
      if (isGone) return;
      waiting.push(text);
      if (!isBusy) next();
    },
    async drained(clock) {
      const end = clock.now() + LONGEST_MS;
      const untouched = new AbortController().signal;
      while ((isBusy || waiting.length > 0) && !isGone) {
        const pause = Math.min(LONGEST_PAUSE_MS, end - clock.now());
        const taken = (limited: AbortSignal) =>
          new Promise<void>((resolve, reject) => {
            onTaken = resolve;
            limited.addEventListener('abort', () => reject(limited.reason), { once: true });
          });
        const wasTaken = await within(clock, pause, untouched, () => new Error('no reader'), taken)
          .then(() => true)
          .catch(() => false);
        if (!wasTaken) return;
      }
    },
  };
}

/** Takes whole lines, as many as go at once. */
function takePiece(waiting: string[]): string {
  let [count, size] = [0, 0];
  while (count < waiting.length && (count === 0 || size < MOST_AT_ONCE)) {
    size += waiting[count]?.length ?? 0;
    count += 1;
  }
  return waiting.splice(0, count).join('');
}
