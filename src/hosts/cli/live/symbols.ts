import type { World } from '../../../model/world.ts';

/** What a view draws with, each one column wide. */
export interface Symbols {
  /** One after the other while a task goes on. */
  spinner: readonly string[];
  done: string;
  bad: string;
  /** Ended, and neither of both for certain. */
  half: string;
  full: string;
  empty: string;
}

const DRAWN: Symbols = {
  spinner: [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'],
  done: '✓',
  bad: '✗',
  half: '◐',
  full: '█',
  empty: '░',
};

const ASCII: Symbols = {
  spinner: [...'|/-\\'],
  done: '+',
  bad: 'x',
  half: '~',
  full: '#',
  empty: '-',
};

/** Letters alone where more cannot be seen: on the console of Linux, or where the user's own letters are not Unicode. */
export function symbolsFor({ TERM, LC_ALL, LC_CTYPE, LANG }: World['env']): Symbols {
  const locale = LC_ALL || LC_CTYPE || LANG || 'UTF-8';
  return TERM !== 'linux' && /utf-?8/i.test(locale) ? DRAWN : ASCII;
}
