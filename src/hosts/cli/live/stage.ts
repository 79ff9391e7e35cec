/** The part of a terminal in which a view is drawn, below all lines that stay. */
export interface Stage {
  /** Lines that stay, and below them a frame in place of the one before. */
  draw(above: readonly string[], frame: readonly string[]): void;
  /** Takes the frame away; what is written next comes in its place, below `above`. */
  clear(above: readonly string[]): void;
  /** The same, and gives the cursor back. */
  leave(above: readonly string[]): void;
  /** Others have written since: what was drawn stays where it is, and the cursor may be shown. */
  lost(): void;
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
const ERASE_BELOW = '\u001b[J';
const up = (lines: number) => (lines > 0 ? `\u001b[${lines}A` : '');

/**
 * Between two frames the cursor stands where the frame begins. A terminal that is resized breaks lines anew and moves the
 * cursor with its line, sooner than it says so: wherever that is now, the next frame begins there and all below is old.
 */
export function createStage(print: (text: string) => void): Stage {
  let isHidden = false;
  let isDrawn = false;

  const home = () => (isDrawn ? `\r${ERASE_BELOW}` : '');
  const text = (above: readonly string[]) => above.map((line) => `${line}\n`).join('');

  return {
    draw(above, frame) {
      const lines = `${NO_WRAP}${frame.join('\n')}${WRAP}\r${up(frame.length - 1)}`;
      print(`${BEGIN}${HIDE_CURSOR}${home()}${text(above)}${lines}${END}`);
      isHidden = true;
      isDrawn = true;
    },
    clear(above) {
      if (isDrawn || above.length > 0) print(`${home()}${text(above)}`);
      isDrawn = false;
    },
    leave(above) {
      const last = `${home()}${text(above)}${isHidden ? SHOW_CURSOR : ''}`;
      if (last !== '') print(last);
      isHidden = false;
      isDrawn = false;
    },
    lost() {
      isDrawn = false;
    },
  };
}
