import { afterEach } from '@jest/globals';
import {
  type Emulator,
  type EmulatorOptions,
  startEmulator,
  type TaskScript,
} from '../../emulator/index.ts';
import { serviceOf } from '../../emulator/kinds.ts';

/** When the clock of these tests stands still: 12:00 in China. */
export const epoch = Date.parse('2026-11-22T04:00:00Z');

/** Gives a `start` whose emulators have a clock set by hand and are closed after each test. */
export function standingEmulator() {
  let emulator: Emulator | undefined;
  afterEach(() => emulator?.close());
  return async (tasks: TaskScript[], options: EmulatorOptions = {}) => {
    const clock = { seconds: 0 };
    const started = await startEmulator({
      tasks,
      now: () => epoch + clock.seconds * 1000,
      ...options,
    });
    emulator = started;
    const at = () => ({ date: epoch + clock.seconds * 1000 });
    return { url: started.url, requests: started.requests, clock, at };
  };
}

/** Tasks `t-0`, `t-1` … each a second younger than the one before. */
export function many(kind: TaskScript['kind'], count: number, more: Partial<TaskScript> = {}) {
  return Array.from(
    { length: count },
    (_, i): TaskScript => ({
      kind,
      id: `t-${i}`,
      createdAt: epoch + i * 1000,
      steps: [{ at: 0, status: serviceOf(kind).words.running }],
      ...more,
    }),
  );
}
