import { raced } from '../model/clock.ts';

interface Running<T> {
  promise: Promise<T>;
  waiting: number;
  controller: AbortController;
}

/**
 * Work that all who ask for it at the same time share. It has a signal of its own: who gives up leaves it to the others,
 * and only when nobody waits for it any more is it aborted.
 */
export function singleFlight<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let running: Running<T> | undefined;

  function start(): Running<T> {
    const controller = new AbortController();
    const started = { promise: work(controller.signal), waiting: 0, controller };
    const forget = () => {
      if (running === started) running = undefined;
    };
    started.promise.then(forget, forget);
    return started;
  }

  return async (signal) => {
    signal.throwIfAborted();
    running ??= start();
    const mine = running;
    mine.waiting += 1;
    try {
      return await raced(mine.promise, signal);
    } finally {
      mine.waiting -= 1;
      if (mine.waiting === 0 && signal.aborted) {
        if (running === mine) running = undefined;
        mine.controller.abort(signal.reason);
      }
    }
  };
}
