import type { Clock } from '../../src/model/clock.ts';

/** When virtual time begins: 12:00 in China. */
export const EPOCH = Date.parse('2026-11-22T04:00:00Z');

/** Turns of the event loop in which nothing new may happen before time is taken to stand still. */
const QUIET_TURNS = 3;

interface Timer {
  at: number;
  wake: () => void;
}

/**
 * Time that costs none: while anything sleeps and nothing else happens, it jumps to the next sleeper. Sleepers that are
 * due at the same moment wake in the order in which they lay down, so that a run is the same every time.
 */
export class VirtualClock implements Clock {
  #now: number;
  #timers: Timer[] = [];
  #held = 0;
  #stirs = 0;
  #isRunning = false;

  constructor(now = EPOCH) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Sleepers that have neither woken nor been given up. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Moves time while nobody sleeps. */
  advance(ms: number): void {
    if (this.#timers.length > 0) throw new Error('time moves by itself while something sleeps');
    this.#now += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timer: Timer = {
        at: this.#now + Math.max(ms, 0),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        this.#stirs += 1;
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#timers.push(timer);
      this.#stirs += 1;
      if (!this.#isRunning) this.#run();
    });
  }

  /** Time stands still while `work` goes on: for work that takes real time, such as a request to a real server. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work();
    } finally {
      this.#held -= 1;
      this.#stirs += 1;
    }
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#timers.length > 0) {
      if (await this.#isQuiet()) this.#wakeNext();
    }
    this.#isRunning = false;
  }

  async #isQuiet(): Promise<boolean> {
    const before = this.#stirs;
    for (let turn = 0; turn < QUIET_TURNS; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#held > 0 || this.#stirs !== before) return false;
    }
    return true;
  }

  #wakeNext(): void {
    const [next] = this.#timers.toSorted((a, b) => a.at - b.at);
    if (!next) return;
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#now = Math.max(this.#now, next.at);
    next.wake();
  }
}
