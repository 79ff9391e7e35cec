/** An object that is being read: its names, and those that came twice, as they are written. */
interface Reading {
  names: Set<string>;
  twice: Set<string>;
}

/**
 * JSON as `JSON.parse` reads it, but for a name that an object has twice: of its values `JSON.parse` takes the last, other
 * readers the first (RFC 8259 section 4), and a field that says two things says nothing. It becomes a list that no reader
 * takes for anything, as if it were ill-typed. Throws where the text is no JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const clear = withoutTwice(text);
  return clear === text ? value : JSON.parse(clear);
}

/** The text, which is JSON, with `,"name":[null]` as the last word of each object on a name that it has twice. */
function withoutTwice(text: string): string {
  const open: (Reading | undefined)[] = [];
  let clear = '';
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{') open.push({ names: new Set(), twice: new Set() });
    else if (char === '[') open.push(undefined);
    else if (char === '"') {
      const end = endOfText(text, at);
      if (isName(text, end)) note(open.at(-1), JSON.parse(text.slice(at, end)));
      at = end - 1;
    } else if (char === '}' || char === ']') {
      const twice = open.pop()?.twice ?? [];
      for (const name of twice) {
        clear += `${text.slice(copied, at)},${JSON.stringify(name)}:[null]`;
        copied = at;
      }
    }
  }
  return clear + text.slice(copied);
}

function note(object: Reading | undefined, name: string): void {
  if (object?.names.has(name)) object.twice.add(name);
  object?.names.add(name);
}

/** Index behind the quotation mark that ends the text which begins at `at`. */
function endOfText(text: string, at: number): number {
  let end = at + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** True of a text that ends before `end` and that a colon follows. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}
