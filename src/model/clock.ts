/** Time as one argument: the real clock here, a clock that tests step by hand in the tests. */
export interface Clock {
  /** Milliseconds since 1970. Never steps back while the process runs. */
  now(): number;
  /** Resolves after `ms` milliseconds, never before; rejects at once with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest delay that `setTimeout` keeps; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own clock: monotonic, so that a time server's correction neither ends a wait nor prolongs it. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const end = systemClock.now() + ms;
      let timer: NodeJS.Timeout;
      const rest = () => {
        // Timers count whole milliseconds from the loop's own idea of now, and fire up to two too early.
        const left = Math.ceil(end - systemClock.now());
        timer = setTimeout(wake, Math.min(Math.max(left, 0), LONGEST_TIMER_MS));
      };
      const wake = () => {
        if (systemClock.now() < end) return rest();
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      rest();
    }),
};

/**
 * Runs `work` with a signal that aborts with `reason()` after `ms` milliseconds, or with the outer signal, and never
 * outlasts that signal. A function says how many are left; when those are over it is asked again. Work that minds the
 * signal has one turn of the event loop for its own last word, such as what a round has learnt so far; work that does not
 * is left behind. Leaves neither timer nor listener behind.
 */
export async function within<T>(
  clock: Clock,
  ms: number | (() => number),
  signal: AbortSignal,
  reason: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const timeout = new AbortController();
  over(clock, ms, done.signal).then(
    () => timeout.abort(reason()),
    () => undefined,
  );
  const limited = AbortSignal.any([signal, timeout.signal]);
  try {
    return await raced(work(limited), limited, setImmediate);
  } finally {
    done.abort();
  }
}

async function over(clock: Clock, ms: number | (() => number), signal: AbortSignal): Promise<void> {
  if (typeof ms === 'number') return clock.sleep(ms, signal);
  for (let left = ms(); left > 0; left = ms()) await clock.sleep(left, signal);
}

/** What `work` comes to, or the signal's reason where that aborts first; `when` may put that off. */
export function raced<T>(
  work: Promise<T>,
  signal: AbortSignal,
  when: (giveUp: () => void) => void = (giveUp) => giveUp(),
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => when(() => reject(signal.reason));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const end = () => signal.removeEventListener('abort', onAbort);
    work.then(resolve, reject).then(end);
  });
}
