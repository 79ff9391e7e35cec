import type { Clock } from '../../../model/clock.ts';
import type { Ground } from '../view.ts';
import { frameOf } from './frame.ts';
import type { Seen } from './seen.ts';
import { createStage } from './stage.ts';
import { symbolsFor } from './symbols.ts';

/** Four frames a second: enough to see that it goes on. */
const REDRAW_MS = 250;

/** Draws what is seen of a wait again and again, with lines above it. */
interface Drawer {
  /** From the begin of the wait, until it is closed. */
  readonly isOn: boolean;
  /** What was given last. */
  readonly seen: Seen | undefined;
  /** What is drawn from now on; the first time, drawing begins. */
  show(seen: Seen): void;
  /** A line that stays, above the next frame. */
  add(line: string): void;
  /** Takes the frame away at once, for what is written next. */
  makeRoom(): void;
  /** Gives the terminal back for good, at once. */
  close(): void;
}

export function createDrawer({ terminal, paint, clock, env }: Omit<Ground, 'data'>): Drawer {
  const stage = createStage(terminal.print);
  const symbols = symbolsFor(env);
  const closed = new AbortController();
  let [above, turn, isPaused]: [string[], number, boolean] = [[], 0, false];
  let seen: Seen | undefined;

  const withLines = (show: (lines: readonly string[]) => void) => {
    const lines = above;
    above = [];
    show(lines);
  };
  const draw = () => {
    if (!seen || isPaused || closed.signal.aborted) return;
    if (!terminal.isOurs()) return withLines(stage.leave);
    const moment = { now: clock.now(), ...terminal.size(), turn, symbols, paint };
    const frame = frameOf(seen, moment);
    withLines((lines) => stage.draw(lines, frame));
    turn += 1;
  };
  const pause = () => {
    isPaused = true;
    withLines(stage.leave);
  };
  const resume = () => {
    isPaused = false;
    stage.lost();
  };
  const close = () => {
    if (closed.signal.aborted) return;
    closed.abort();
    unguard();
    withLines(stage.leave);
  };
  const unguard = terminal.guard({ pause, resume, close });

  return {
    get isOn() {
      return seen !== undefined && !closed.signal.aborted;
    },
    get seen() {
      return seen;
    },
    show(now) {
      const isFirst = seen === undefined;
      seen = now;
      // A view that cannot be drawn is none, and no reason to end the wait.
      if (isFirst) redrawn(clock, draw, closed.signal).catch(close);
    },
    add: (line) => void above.push(line),
    makeRoom: () => withLines(stage.clear),
    close,
  };
}

async function redrawn(clock: Clock, draw: () => void, signal: AbortSignal): Promise<never> {
  for (;;) {
    draw();
    await clock.sleep(REDRAW_MS, signal);
  }
}
