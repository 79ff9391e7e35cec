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
    warning: (text, title) => print(paint(line(`warning: ${title}: ${text}`), 'yellow')),
    error: (text, title) => print(paint(line(`error: ${title}: ${text}`), 'red')),
    group(title, lines) {
      print(line(title));
      for (const each of lines) print(`  ${line(each)}`);
    },
  };
}
