import { type Clock, systemClock } from '../../../src/model/clock.ts';

/** A clock whose time runs `speed` times faster than real time, so that minutes of waiting are seconds of a test. */
export function fastClock(speed: number): Clock {
  const begin = performance.now();
  const epoch = Date.now();
  const now = () => epoch + (performance.now() - begin) * speed;
  return {
    now,
    async sleep(ms, signal) {
      const end = now() + ms;
      // The machine's own clock never ends early, but for what the multiplication loses.
      do await systemClock.sleep(Math.max(end - now(), 0) / speed, signal);
      while (now() < end);
    },
  };
}
