import type { Kind } from '../../emulator/index.ts';
import { CONTRACT } from './contract.ts';
import { isNothing, parseTree, type Tree, textOf, valueAt } from './json-tree.ts';
import { isClean, upper } from './oracle-envelope.ts';

/**
 * Who may be green, from the contract alone: only the vendor's own success word, for every task asked for, in an
 * envelope that says nothing else. It reads the raw text by itself and runs nothing of `src/`.
 */

/** An answer to the operation that is polled, and the ids that it was asked for; none of a look-up by parent. */
export interface RawAnswer {
  status: number;
  text: string;
  ids: readonly string[];
}

/** What the contract says of a kind, in the words of this file. */
function factsOf(kind: Kind) {
  const { entries, states, pageToken: token, parent, isWhole } = CONTRACT[kind];
  const [list, id, word] = entries;
  const [success = ''] = states.succeeded ?? [];
  const { field, created = '', zone = '' } = parent ?? {};
  return {
    success,
    list,
    id,
    word,
    token,
    isWhole,
    ...(field && { parent: { field, created, zone } }),
  };
}

/**
 * Whether the answers are a success: for all of `ids`, and for what is found of `parents`. Where a task is listed twice, both
 * times with success, or found under an id that is none, the contract does not say: `allowed` is what may be one and need not.
 */
export function verdict(
  kind: Kind,
  ids: readonly string[],
  parents: readonly string[],
  answers: readonly RawAnswer[],
): 'success' | 'allowed' | 'none' {
  const { id: key } = factsOf(kind);
  const entriesOf = (isAsked: (answer: RawAnswer) => boolean) => {
    // What is asked for again after an answer that could not be used is one question all the same.
    const texts = new Map(answers.filter(isAsked).map((answer) => [answer.text, answer]));
    return [...texts.values()].flatMap((answer) => readEntries(kind, answer) ?? []);
  };
  const named = ids.map((id) =>
    entriesOf((answer) => answer.ids.includes(id)).filter(
      (entry) => textOf(valueAt(entry, key)) === id,
    ),
  );
  const found = parents.map((parent) =>
    chosen(
      kind,
      parent,
      entriesOf((answer) => answer.ids.length === 0),
    ),
  );
  const groups = [...named, ...found];
  if (!groups.every((own) => own.length > 0 && own.every((entry) => isGreen(kind, entry)))) {
    return 'none';
  }
  const isOnce = groups.every(
    (own) => new Set(own.map((entry) => textOf(valueAt(entry, key)))).size === own.length,
  );
  // A task that the cloud chose goes by its id into outputs and requests.
  const isId = found.flat().every((entry) => ID.test(textOf(valueAt(entry, key)) ?? ''));
  return isOnce && isId ? 'success' : 'allowed';
}

/** What is an id to us: one word. */
const ID = /^[A-Za-z0-9][\w.:-]*$/;

/** The entries of an answer; undefined where it is none, where it says anything of an error, or hides a part of itself. */
function readEntries(kind: Kind, { status, text, ids }: RawAnswer): Tree[] | undefined {
  const body = parseTree(text);
  const isWhole = status >= 200 && status <= 299 && status !== 206;
  if (!isWhole || body?.type !== 'object' || !isClean(body)) return undefined;
  const { list, id, token, parent } = factsOf(kind);
  if (list === '') return [body];
  const entries = valueAt(body, list);
  if (entries?.type !== 'list') return undefined;
  // Whose an entry is that does not say so, is not known: it could be the one that matters.
  const owner = ids.length > 0 ? id : (parent?.field ?? id);
  if (entries.items.some((entry) => !textOf(valueAt(entry, owner)))) return undefined;
  const next = token ? valueAt(body, token) : undefined;
  if (!isNothing(next) && textOf(next) === undefined) return undefined;
  const isLast = !textOf(next);
  return isLast || ids.length > 0 ? entries.items : undefined;
}

/** True of an entry that says the word of success, and of nothing that failed. */
function isGreen(kind: Kind, entry: Tree): boolean {
  const { success, word, isWhole } = factsOf(kind);
  if (upper(textOf(valueAt(entry, word)) ?? '') !== upper(success)) return false;
  return isWhole?.(entry) ?? true;
}

/** Of the entries of a parent those that count: of a container group all, else the newest, where it can be told. */
function chosen(kind: Kind, parent: string, entries: readonly Tree[]): Tree[] {
  const { parent: by, id, word } = factsOf(kind);
  if (!by) return [...entries];
  const own = entries.filter((entry) => textOf(valueAt(entry, by.field)) === parent);
  if (own.some((entry) => !textOf(valueAt(entry, id)) || !textOf(valueAt(entry, word)))) return [];
  const ids = new Set(own.map((entry) => textOf(valueAt(entry, id))));
  if (ids.size <= 1) return own;
  const dated = own.map((entry) => ({
    entry,
    at: timeOf(textOf(valueAt(entry, by.created)), by.zone),
  }));
  if (dated.some((each) => Number.isNaN(each.at))) return [];
  const latest = Math.max(...dated.map((each) => each.at));
  const newest = dated.filter((each) => each.at === latest).map(({ entry }) => entry);
  const names = new Set(newest.map((entry) => textOf(valueAt(entry, id))));
  if (names.size !== 1) return [];
  return own.filter((entry) => names.has(textOf(valueAt(entry, id))));
}

function timeOf(text = '', zone: string): number {
  const match = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(
    text.trim(),
  );
  return match && (match[3] || zone) ? Date.parse(match[0] + (match[3] ? '' : zone)) : Number.NaN;
}
