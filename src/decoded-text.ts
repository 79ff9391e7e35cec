/** A text as it reads after so many decodings, and where each of its letters stood before the first. */
export interface View {
  text: string;
  /** Index in the text as it came; of the index behind the last letter, its length. */
  startOf(index: number): number;
}

/**
 * What encodings of URLs, JSON and HTML write in place of a letter: `%2F` (also `%252F`), `\u002f`, `\/`, `&#47;`,
 * `&#x2f;`, `&amp;`.
 */
const ESCAPE =
  /%(?<percent>[0-9a-f]{2})|\\u00(?<json>[0-9a-f]{2})|\\(?<plain>["'/\\])|&#x0*(?<hex>[0-9a-f]{2});|&#0*(?<decimal>\d{2,3});|&(?<name>amp|lt|gt|quot|apos);/gi;

const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** An encoding within another, such as JSON in a form; deeper ones nobody writes. */
const MOST_DECODINGS = 3;

/** The text as it came, and as it reads after each decoding that changes it. */
export function decoded(text: string): View[] {
  const views: View[] = [{ text, startOf: (index) => index }];
  while (views.length <= MOST_DECODINGS) {
    const last = views.at(-1) as View;
    const next = decodedOnce(last);
    if (next.text === last.text) break;
    views.push(next);
  }
  return views;
}

function decodedOnce(view: View): View {
  if (!/[%\\&]/.test(view.text)) return view;
  const starts: number[] = [];
  let text = '';
  let end = 0;
  const keep = (to: number) => {
    for (let at = end; at < to; at += 1) starts.push(view.startOf(at));
    text += view.text.slice(end, to);
    end = to;
  };
  for (const match of view.text.matchAll(ESCAPE)) {
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
  const { percent, json, plain, hex, decimal, name } = groups;
  if (plain !== undefined) return plain;
  if (name !== undefined) return NAMES[name.toLowerCase()];
  const code =
    decimal === undefined ? Number.parseInt(percent ?? json ?? hex ?? '', 16) : Number(decimal);
  if (code < 0x80) return String.fromCharCode(code);
  return percent === undefined ? undefined : `%${percent.toUpperCase()}`;
}
