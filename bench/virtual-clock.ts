import type { Clock } from '../src/model/clock.ts';

/** Turns of the event loop in which nobody lies down to sleep before time moves on. */
const QUIET_TURNS = 3;

interface Sleeper {
  at: number;
  wake: () => void;
}

/** Time that costs none: while all that is under way sleeps, it jumps to whoever wakes next. For one bench at a time. */
export function virtualClock(begin: number): Clock {
  let now = begin;
  let stirs = 0;
  let isRunning = false;
  const sleepers = new Set<Sleeper>();

  async function run(): Promise<void> {
    isRunning = true;
    while (sleepers.size > 0) {
      const before = stirs;
      for (let turn = 0; turn < QUIET_TURNS; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (stirs !== before) continue;
      const [first] = [...sleepers].sort((one, other) => one.at - other.at);
      if (!first) break;
      sleepers.delete(first);
      now = Math.max(now, first.at);
      first.wake();
    }
    isRunning = false;
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const giveUp = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          at: now + Math.max(ms, 0),
          wake: () => {
            signal?.removeEventListener('abort', giveUp);
            resolve();
          },
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        sleepers.add(sleeper);
        stirs += 1;
        if (!isRunning) run();
      }),
  };
}
