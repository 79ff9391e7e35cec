import { inAllTexts } from './texts.ts';

/**
 * A text of ours names an input by a mark, `{input:timeout}` or `{input:mode=check}`, and what only a host knows by one of
 * its words, `{host:again}`: an input is written otherwise in a workflow than on a command line. Who makes a text knows no
 * host; whatever is told has the marks filled in once, where it loses its secrets.
 */
const MARK = /\{(?:input:([a-z-]+)(?:=([\w-]+))?|host:(again|stopped|sender|before|issuer))\}/g;

/** Takes no room and joins what is around it: what looks like a mark is none with this in it, and reads the same. */
const JOINER = '\u2060';

/** How a host writes what the marks stand for. */
export interface Wording {
  /** An input, or an input with a value that it may be given. */
  input(name: string, value?: string): string;
  /** Who repeats a cancel that did not get through, as the end of a sentence: `the post step tries again`. */
  again: string;
  /** Why a wait may have been interrupted, as a sentence without its full stop. */
  stopped: string;
  /** Who sends signals, at the start of a sentence. */
  sender: string;
  /** Who left what a later process finds: `the main step`. */
  before: string;
  /** Who issues the OIDC tokens of a job, as a sentence without its full stop. */
  issuer: string;
}

/** `value` with every mark in its texts filled in; itself where there is none. */
export function worded<T>(value: T, wording: Wording): T {
  return inAllTexts(value, (text) =>
    text.replaceAll(MARK, (_, name: string | undefined, given: string | undefined, word) =>
      name ? wording.input(name, given) : wording[word as Exclude<keyof Wording, 'input'>],
    ),
  );
}

/** `value` from outside, in which what looks like a mark is none: it is told as it came. */
export function unmarked<T>(value: T): T {
  return inAllTexts(value, (text) =>
    text.includes('{') ? text.replaceAll(MARK, (mark) => `{${JOINER}${mark.slice(1)}`) : text,
  );
}
