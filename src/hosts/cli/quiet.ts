import { LOST } from '../ending.ts';
import type { Publisher, Screen } from '../host.ts';

/** Nothing where all is well, and no more than this where not. */
const MOST_LINES = 4;

/** A screen that shows errors alone, and of many the first. */
export function quietScreen({ error, warning, line }: Screen): {
  screen: Screen;
  publisher: Publisher;
} {
  let shown = 0;
  const once = (show: () => void) => {
    shown += 1;
    if (shown <= MOST_LINES) show();
  };
  const nothing = () => undefined;
  return {
    screen: {
      most: { warnings: Number.POSITIVE_INFINITY, errors: Number.POSITIVE_INFINITY },
      line: nothing,
      group: nothing,
      error: (text, title) => once(() => error(text, title)),
      // Whoever reads nothing but the result must know that it is not there.
      warning: (text, title) => void (title === LOST && once(() => warning(text, title))),
    },
    publisher: {
      // An interruption is no error of which a host tells: here it would not be told at all.
      write({ outcome: { state, message } }) {
        if (state === 'interrupted') once(() => line(`${state}: ${message}`, 'yellow'));
      },
    },
  };
}
