/** The part of a terminal in which a view is drawn, below all lines that stay. */
export interface Stage {
  /** Lines that stay, and below them a frame in place of the one before. */
  draw(above: readonly string[], frame: readonly string[]): void;
  /** Takes the frame away; what is written next comes in its place, below `above`. */
  clear(above: readonly string[]): void;
  /** The same, and gives the cursor back. */
  leave(above: readonly string[]): void;
  /** The terminal has moved what it shows, or others have written on it. */
  lost(what: 'place' | 'frame'): void;
}

/** ECMA-48 and DEC's private modes, known to each terminal that moves its cursor; others skip what they do not know. */
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
/** The terminal shows what comes between at once (https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036). */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';
/** Where terminal and we differ on the width of a character, its line loses its end and no frame its shape. */
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';
const SAVE_CURSOR = '\u001b7';
const RESTORE_CURSOR = '\u001b8';
const ERASE_BELOW = '\u001b[J';
const up = (lines: number) => (lines > 0 ? `\u001b[${lines}A` : '');

/**
 * Between two frames the cursor stands where the frame begins: a terminal that breaks lines anew after it was resized
 * moves what stands below, and never where the next frame begins. That place is kept as well, for what a user types is
 * echoed there, unless it may have moved.
 */
export function createStage(print: (text: string) => void): Stage {
  let isHidden = false;
  let isDrawn = false;
  let isPlaceKnown = false;

  const home = () => {
    if (!isDrawn) return '';
    return `${isPlaceKnown ? RESTORE_CURSOR : ''}\r${ERASE_BELOW}`;
  };
  const text = (above: readonly string[]) => above.map((line) => `${line}\n`).join('');

  return {
    draw(above, frame) {
      const hide = isHidden ? '' : HIDE_CURSOR;
      const lines = `${NO_WRAP}${frame.join('\n')}${WRAP}\r${up(frame.length - 1)}${SAVE_CURSOR}`;
      print(`${BEGIN}${hide}${home()}${text(above)}${lines}${END}`);
      isHidden = true;
      isDrawn = true;
      isPlaceKnown = true;
    },
    clear(above) {
      if (isDrawn || above.length > 0) print(`${home()}${text(above)}`);
      isDrawn = false;
    },
    leave(above) {
      const show = isHidden ? SHOW_CURSOR : '';
      const last = `${home()}${text(above)}${show}`;
      if (last !== '') print(last);
      isHidden = false;
      isDrawn = false;
    },
    lost(what) {
      isPlaceKnown = false;
      if (what === 'place') return;
      isDrawn = false;
      isHidden = false;
    },
  };
}
