import { inAllTexts } from '../model/texts.ts';
import { decoded, hasEscapes, type View } from './decoded-text.ts';
import { encodedForms, type Form } from './encoded-forms.ts';

/** What stands in the place of a secret. */
const STARS = '***';

/** A mask of a few letters would hide half of what is told. */
export const SHORTEST_SECRET = 6;

/**
 * Letters with escapes among them that are read at once, in all texts of a value: four megabytes of nothing else would
 * take half a minute, and nobody is told so much. Of a text that goes on behind them the second half is left out as
 * well, so that none of a secret is told of which the end was not read.
 */
const MOST_DECODED = 128 * 1024;

/** The secrets of a run: who learns one tells of it, and whatever comes from outside is told without them. */
export interface Secrets {
  /** Tells of a secret, before anything could print it. */
  mask(secret: string): void;
  /**
   * The value with `***` in place of every secret, in all its texts: plain, percent-encoded, base64, and as JSON or HTML
   * escape it. To be done before a text is cut or escaped, since afterwards half of a secret is none that could be found.
   * The very same value where there is nothing to hide.
   */
  hide<T>(value: T): T;
}

/** A register that knows some secrets already. `onNew` is told of each other one, once. */
export function createSecrets(
  given: readonly string[] = [],
  onNew: (secret: string) => void = () => undefined,
): Secrets {
  const known = new Set<string>();
  const forms: Form[] = [];
  let shortest = Number.POSITIVE_INFINITY;

  for (const secret of given) learn(secret);
  return { mask, hide: (value) => inAllTexts(value, reader()) };

  function mask(secret: string): void {
    if (learn(secret)) onNew(secret);
  }

  /** False where there is nothing new to learn. */
  function learn(secret: string): boolean {
    if (secret.length < SHORTEST_SECRET || known.has(secret)) return false;
    known.add(secret);
    const own = encodedForms(secret);
    forms.push(...own);
    shortest = Math.min(shortest, ...own.map(({ text }) => text.length));
    return true;
  }

  function reader(): (text: string) => string {
    let room = MOST_DECODED;
    return (text) => {
      if (!hasEscapes(text)) return hideIn(text);
      const read = text.slice(0, room);
      room -= read.length;
      return read.length === text.length
        ? hideIn(text)
        : `${hideIn(read, Math.floor(read.length / 2))}…`;
    };
  }

  /** True of a text that no secret can be in. Nearly all are such, and to look for places makes a kilobyte of garbage each. */
  function mayBeTold(text: string): boolean {
    if (text.length < shortest) return true;
    return !hasEscapes(text) && !forms.some((form) => text.includes(form.text));
  }

  /** The first `most` letters, without the secrets that begin there. */
  function hideIn(text: string, most = text.length): string {
    if (mayBeTold(text)) return text.slice(0, most);
    const found = decoded(text).flatMap((view) => forms.flatMap((form) => placesOf(form, view)));
    let shown = '';
    let end = 0;
    for (const place of found.sort((a, b) => a.from - b.from)) {
      if (place.from >= most) break;
      if (place.from >= end) shown += `${text.slice(end, place.from)}${STARS}`;
      end = Math.max(end, place.to);
    }
    return shown + text.slice(end, Math.max(end, most));
  }
}

interface Place {
  from: number;
  to: number;
}

/** Where a form stands in a text, by the letters of the text as it came. */
function placesOf({ text, isBase64 }: Form, view: View): Place[] {
  const places: Place[] = [];
  for (let at = view.text.indexOf(text); at >= 0; at = view.text.indexOf(text, at + 1)) {
    let [from, to] = [at, at + text.length];
    if (isBase64) {
      // Letters at both ends hold a part of the secret and a part of what is next to it.
      if (/[\w+/-]/.test(view.text[from - 1] ?? '')) from -= 1;
      if (/[\w+/-]/.test(view.text[to] ?? '')) to += 1;
      while (view.text[to] === '=') to += 1;
    }
    places.push({ from: view.startOf(from), to: view.startOf(to) });
  }
  return places;
}
