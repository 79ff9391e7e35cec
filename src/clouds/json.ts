/**
 * In the place of a field that is written twice in one object. `JSON.parse` would take the last of them, others take the
 * first: what such a field says is not known. A symbol is of no type that an answer may have, so that a field that
 * decides cannot be read, and one that informs is left out.
 */
const TWICE = Symbol('written twice');

/** A text of JSON, or the marks around what it is made of; numbers and names of values between them do not matter here. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

/** The value of a JSON text, as `JSON.parse` gives it, but for fields that are written twice. Throws where it is no JSON. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Nearly every answer has no such field, and to look for one makes ten times as much garbage as the answer is long.
  if (namesIn(text) === fieldsOf(value)) return value;
  for (const [holder, name] of doubled(text, value)) {
    Object.defineProperty(holder, name, { value: TWICE });
  }
  return value;
}

/** How many names of fields a JSON text has: each stands before a colon, and none of those in a text does. */
function namesIn(text: string): number {
  let names = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === ':') names += 1;
    if (text[at] !== '"') continue;
    for (at += 1; text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
  }
  return names;
}

/** How many fields all objects in `value` have; one that is written twice is one. */
function fieldsOf(value: unknown): number {
  let fields = 0;
  // No recursion: an answer may be as deep as it is long.
  const open = isObject(value) ? [value] : [];
  for (let each = open.pop(); each; each = open.pop()) {
    const parts: readonly unknown[] = Array.isArray(each) ? each : Object.values(each);
    if (parts !== each) fields += parts.length;
    for (const part of parts) if (isObject(part)) open.push(part);
  }
  return fields;
}

/** Objects of `value` and their fields that `text` has twice. */
function doubled(text: string, value: unknown): [holder: object, name: string][] {
  const found: [object, string][] = [];
  const open: Level[] = [];
  let next: unknown = value;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = open.at(-1);
    if (token === '{' || token === '[') {
      open.push({
        value: next,
        names: token === '{' ? new Set() : undefined,
        index: 0,
        isName: true,
      });
      next = token === '[' ? child(next, 0) : undefined;
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (!level) {
      // A text alone.
    } else if (token === ',') {
      level.isName = true;
      level.index += 1;
      if (!level.names) next = child(level.value, level.index);
    } else if (level.names && level.isName) {
      const name = JSON.parse(token) as string;
      const { value: holder } = level;
      if (level.names.has(name) && isObject(holder)) found.push([holder, name]);
      level.names.add(name);
      level.isName = false;
      next = child(holder, name);
    }
  }
  return found;
}

/** An object or a list that is being read: what it is, and how far. */
interface Level {
  value: unknown;
  /** Of an object, its fields so far. */
  names: Set<string> | undefined;
  index: number;
  /** True where the next text is the name of a field. */
  isName: boolean;
}

/** What was written first is not there any more, nor is what it held. */
function child(holder: unknown, key: string | number): unknown {
  return isObject(holder) && Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
