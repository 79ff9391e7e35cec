/** A text as it reads after some decodings, and where each of its letters stood before the first. */
export interface View {
  text: string;
  /** Index in the text as it came; of the index behind the last letter, its length. */
  startOf(index: number): number;
}

/** What URLs (`%2F`), JSON (`\u002f`, `\/`) and HTML (`&#47;`, `&#x2f;`, `&amp;`) write in place of a letter. */
const ESCAPES = [
  /%(?<percent>[0-9a-f]{2})/gi,
  /\\u00(?<hex>[0-9a-f]{2})|\\(?<plain>["'/\\])/gi,
  /&#x0*(?<hex>[0-9a-f]{2});|&#0*(?<decimal>\d{2,3});|&(?<name>amp|lt|gt|quot|apos);/gi,
] as const;

const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Encodings within each other, such as JSON in a form, written twice; what is deeper nobody reads. */
const MOST_VIEWS = 12;

/** What every escape begins with. */
const BEGIN = /[%\\&]/;

/** True of a text that may read otherwise once it is decoded. */
export function hasEscapes(text: string): boolean {
  return BEGIN.test(text);
}

/**
 * The text as it came, and as it reads after each decoding that changes it. One encoding at a time, since what looks like
 * another may belong to the text itself.
 */
export function decoded(text: string): View[] {
  const views: View[] = [{ text, startOf: (index) => index }];
  if (!hasEscapes(text)) return views;
  const known = new Set([text]);
  // The list grows while it is gone through.
  for (const view of views) {
    for (const escapes of ESCAPES) {
      const next = decodedOnce(view, escapes);
      if (known.has(next.text) || views.length >= MOST_VIEWS) continue;
      known.add(next.text);
      views.push(next);
    }
  }
  return views;
}

function decodedOnce(view: View, escapes: RegExp): View {
  const starts: number[] = [];
  let text = '';
  let end = 0;
  const keep = (to: number) => {
    for (let at = end; at < to; at += 1) starts.push(view.startOf(at));
    text += view.text.slice(end, to);
    end = to;
  };
  for (const match of view.text.matchAll(escapes)) {
    const letter = letterOf(match.groups ?? {});
    if (letter === undefined) continue;
    keep(match.index);
    // Percent-encoded bytes beyond ASCII stay three letters.
    for (let at = 0; at < letter.length; at += 1) starts.push(view.startOf(match.index));
    text += letter;
    end = match.index + match[0].length;
  }
  keep(view.text.length);
  starts.push(view.startOf(view.text.length));
  return { text, startOf: (index) => starts[index] ?? 0 };
}

/** The letter of an escape; of a byte beyond ASCII its percent-encoding in capitals. Undefined where it stays. */
function letterOf(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const { percent, plain, hex, decimal, name } = groups;
  if (plain !== undefined) return plain;
  if (name !== undefined) return NAMES[name.toLowerCase()];
  const code = decimal === undefined ? Number.parseInt(percent ?? hex ?? '', 16) : Number(decimal);
  if (code < 0x80) return String.fromCharCode(code);
  return percent === undefined ? undefined : `%${percent.toUpperCase()}`;
}
