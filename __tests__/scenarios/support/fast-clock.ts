import type { Clock } from '../../../src/model/clock.ts';

/** A clock whose time runs `speed` times faster than real time, so that minutes of waiting are seconds of a test. */
export function fastClock(speed: number): Clock {
  const begin = performance.now();
  const epoch = Date.now();
  const now = () => epoch + (performance.now() - begin) * speed;
  return {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const end = now() + ms;
        let timer: NodeJS.Timeout;
        const rest = () => {
          // Timers count whole milliseconds and may be early by one, which here is many of the fast clock.
          timer = setTimeout(
            () => (now() < end ? rest() : wake()),
            Math.max(end - now(), 0) / speed,
          );
        };
        const wake = () => {
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
}
