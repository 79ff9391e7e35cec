import type { Clock } from '../model/clock.ts';
import { type Ceiling, type Pass, readyAt, refused, sentAt, UNREFUSED } from './ceiling.ts';

/** What a request is for, the most urgent first: among those that wait, it goes before the others. */
const URGENCIES = ['cancel', 'look', 'result', 'log'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Where every request of a step passes on its way to the cloud, repeats included. Token services are another host. */
export interface Gate {
  /** Resolves when the request may be sent, at once below the ceiling; rejects with the signal's reason. */
  pass(urgency: Urgency, signal: AbortSignal): Promise<Pass>;
  /** Told of a request that the cloud has refused for too many. */
  refused(pass: Pass): void;
  /** What there is to keep, and what a wait that is gone on with had. */
  ceiling: Ceiling;
}

interface Waiter {
  urgency: number;
  resolve: (pass: Pass) => void;
}

/** Those that wait for their turn, the most urgent first, then whoever came first. Who gives up leaves; `onEmpty` hears of the last. */
function createLine(onEmpty: () => void) {
  const waiting: Waiter[] = [];
  return {
    isEmpty: () => waiting.length === 0,
    next: () => waiting.shift(),
    join(urgency: number, signal: AbortSignal): Promise<Pass> {
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.splice(waiting.indexOf(waiter), 1);
          if (waiting.length === 0) onEmpty();
          reject(signal.reason);
        };
        const waiter: Waiter = {
          urgency,
          resolve: (pass) => {
            signal.removeEventListener('abort', leave);
            resolve(pass);
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        const behind = waiting.findIndex((other) => other.urgency > urgency);
        waiting.splice(behind < 0 ? waiting.length : behind, 0, waiter);
      });
    },
  };
}

/** A gate at which nothing was refused. */
export function createGate(clock: Clock): Gate {
  let isServing = false;
  let rest = new AbortController();
  const line = createLine(() => rest.abort());

  function enter(): Pass {
    const { ceiling, pass } = sentAt(gate.ceiling, clock.now());
    gate.ceiling = ceiling;
    return pass;
  }

  /** Lets them through one by one, for as long as somebody waits. */
  async function serve(): Promise<void> {
    if (isServing) return;
    isServing = true;
    while (!line.isEmpty()) {
      const now = clock.now();
      const at = readyAt(gate.ceiling, now);
      if (at <= now) {
        line.next()?.resolve(enter());
        continue;
      }
      rest = new AbortController();
      await clock.sleep(at - now, rest.signal).catch(() => undefined);
    }
    isServing = false;
  }

  const gate: Gate = {
    ceiling: UNREFUSED,
    async pass(urgency, signal) {
      signal.throwIfAborted();
      const now = clock.now();
      if (line.isEmpty() && readyAt(gate.ceiling, now) <= now) return enter();
      const turn = line.join(URGENCIES.indexOf(urgency), signal);
      serve();
      return turn;
    },
    refused(pass) {
      gate.ceiling = refused(gate.ceiling, pass, clock.now());
    },
  };
  return gate;
}
