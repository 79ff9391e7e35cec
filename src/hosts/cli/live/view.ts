import type { Clock } from '../../../model/clock.ts';
import type { Ground, View } from '../view.ts';
import { frameOf } from './frame.ts';
import { beginSeeing, type Seen, see } from './seen.ts';
import { createStage } from './stage.ts';
import { symbolsFor } from './symbols.ts';

/** Four frames a second: enough to see that it goes on. */
const REDRAW_MS = 250;

/**
 * Opens a view, which is drawn from the begin of a wait until its end. All that is written goes by here: lines stand above
 * the frame from the next one on.
 */
export function openLiveView({ terminal, data, paint, clock, env }: Ground): View {
  const stage = createStage(terminal.print);
  const symbols = symbolsFor(env);
  const ended = new AbortController();
  let above: string[] = [];
  let seen: Seen | undefined;
  let turn = 0;
  let isPaused = false;
  const isShown = () => seen !== undefined && !ended.signal.aborted;

  const withLines = (show: (lines: readonly string[]) => void) => {
    const lines = above;
    above = [];
    show(lines);
  };
  const draw = () => {
    if (!seen || isPaused || ended.signal.aborted) return;
    const moment = { now: clock.now(), ...terminal.size(), turn, symbols, paint };
    const frame = frameOf(seen, moment);
    withLines((lines) => stage.draw(lines, frame));
    turn += 1;
  };
  const close = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    unguard();
    withLines(stage.leave);
  };
  const unguard = terminal.guard({
    pause() {
      isPaused = true;
      withLines(stage.leave);
    },
    resume() {
      isPaused = false;
      stage.lost();
    },
    close,
  });

  return {
    line(text) {
      if (isShown()) above.push(text);
      else terminal.print(`${text}\n`);
    },
    data(text) {
      if (terminal.showsData && isShown()) withLines(stage.clear);
      data(text);
    },
    over: (screen) => ({ ...screen, progress: () => undefined }),
    publisher: {
      begin({ acceptPartial }) {
        seen = beginSeeing(clock.now(), acceptPartial);
        // A view that cannot be drawn is none, and no reason to end the wait.
        redrawn(clock, draw, ended.signal).catch(close);
      },
      update(snapshot) {
        seen = see(seen ?? beginSeeing(clock.now(), false), snapshot, clock.now());
      },
      write: close,
    },
    close,
  };
}

async function redrawn(clock: Clock, draw: () => void, signal: AbortSignal): Promise<never> {
  for (;;) {
    draw();
    await clock.sleep(REDRAW_MS, signal);
  }
}
