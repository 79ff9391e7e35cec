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

/** Resolves and rejects as `promise` does, or rejects with the signal's reason where that comes first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, aborted]).finally(() =>
    signal.removeEventListener('abort', onAbort),
  );
}

/**
 * Runs `work` with a signal that aborts with `reason()` after `ms` milliseconds, or with the outer signal.
 * Leaves neither timer nor listener behind.
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  reason: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const timeout = new AbortController();
  clock.sleep(ms, done.signal).then(
    () => timeout.abort(reason()),
    () => undefined,
  );
  try {
    return await work(AbortSignal.any([signal, timeout.signal]));
  } finally {
    done.abort();
  }
}
