import type { Screen } from '../../host.ts';
import type { Ci, CiLog, Harmless } from './ci.ts';
import { harmless } from './harmless.ts';

/** A desk, or a CI of which nothing is known. */
export function noCi(log: CiLog): Ci {
  return { harmless, screen: plainScreen(log, harmless.line) };
}

/** Lines, with a word before those that stand out; a CI system takes of it what it does no other way. */
export function plainScreen({ print, paint }: CiLog, line: Harmless['line']): Screen {
  return {
    most: { warnings: Number.POSITIVE_INFINITY, errors: Number.POSITIVE_INFINITY },
    line: (text, colour) => print(paint(line(text), colour)),
    // A title is for a list of annotations: below the lines of its own wait, it says the same once more.
    warning: (text) => print(paint(line(`warning: ${text}`), 'yellow')),
    error: (text) => print(paint(line(`error: ${text}`), 'red')),
    group(title, lines) {
      print(line(title));
      for (const each of lines) print(`  ${line(each)}`);
    },
  };
}
