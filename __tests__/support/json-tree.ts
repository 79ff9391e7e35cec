/**
 * JSON as a tree that keeps what `JSON.parse` throws away: fields that are written twice, and numbers as they were
 * written. Mutations work on it, and the oracle reads by it.
 */
export type Tree =
  | { type: 'object'; fields: [name: string, value: Tree][] }
  | { type: 'list'; items: Tree[] }
  | { type: 'leaf'; text: string };

/** Strings, punctuation, and what else stands between. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s{}[\],:"]+/g;

/** The tree of a text; undefined where it is no JSON. */
export function parseTree(text: string): Tree | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;
  const read = (): Tree => {
    const token = tokens[at++] ?? '';
    if (token === '[') {
      const items: Tree[] = [];
      while (tokens[at] !== ']') items.push(read());
      at += 1;
      return { type: 'list', items };
    }
    if (token !== '{') return { type: 'leaf', text: token };
    const fields: [string, Tree][] = [];
    while (tokens[at] !== '}') {
      const name = JSON.parse(tokens[at++] ?? '""') as string;
      fields.push([name, read()]);
    }
    at += 1;
    return { type: 'object', fields };
  };
  return read();
}

/** The text of a tree. */
export function printTree(tree: Tree): string {
  switch (tree.type) {
    case 'leaf':
      return tree.text;
    case 'list':
      return `[${tree.items.map(printTree).join(',')}]`;
    case 'object':
      return `{${tree.fields.map(([name, value]) => `${JSON.stringify(name)}:${printTree(value)}`).join(',')}}`;
  }
}

/** The tree of a value. */
export function treeOf(value: unknown): Tree {
  return treeOfText(JSON.stringify(value));
}

/** The tree of a text that is JSON. */
export function treeOfText(text: string): Tree {
  const tree = parseTree(text);
  if (!tree) throw new Error(`${text} is no JSON`);
  return tree;
}

/** One place in a tree: a field or an entry, which can be read, put in the place of, taken out and written twice. */
export interface Place {
  /** `Result.Tasks[].Status`: entries of a list have no numbers. */
  path: string;
  /** The place that holds it, the root's being undefined. */
  within: Place | undefined;
  get(): Tree;
  set(tree: Tree): void;
  remove(): void;
  /** Once more beside itself, under the same name or as an entry of its own. */
  repeat(tree: Tree): void;
}

/** Every place below the root of `root`, parents before what they hold. */
export function placesIn(root: Tree): Place[] {
  const found: Place[] = [];
  const visit = (tree: Tree, path: string, within: Place | undefined) => {
    const slots: (Tree | [string, Tree])[] =
      tree.type === 'list' ? tree.items : tree.type === 'object' ? tree.fields : [];
    for (const slot of [...slots]) {
      const place = placeOf(slots, slot, path, within);
      found.push(place);
      visit(place.get(), place.path, place);
    }
  };
  visit(root, '', undefined);
  return found;
}

function placeOf(
  slots: (Tree | [string, Tree])[],
  slot: Tree | [string, Tree],
  path: string,
  within: Place | undefined,
): Place {
  let mine = slot;
  const put = (tree: Tree): Tree | [string, Tree] => (Array.isArray(mine) ? [mine[0], tree] : tree);
  const here = () => slots.indexOf(mine);
  return {
    path: Array.isArray(slot) ? (path ? `${path}.${slot[0]}` : slot[0]) : `${path}[]`,
    within,
    get: () => (Array.isArray(mine) ? mine[1] : mine),
    set(tree) {
      const next = put(tree);
      if (here() >= 0) slots[here()] = next;
      mine = next;
    },
    remove() {
      if (here() >= 0) slots.splice(here(), 1);
    },
    repeat(tree) {
      if (here() >= 0) slots.splice(here() + 1, 0, put(tree));
    },
  };
}

/** What a leaf says where it is a text; undefined of all else. */
export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.type === 'leaf' && tree.text.startsWith('"')
    ? (JSON.parse(tree.text) as string)
    : undefined;
}

const TWICE: Tree = { type: 'leaf', text: 'written twice' };

/** What stands at a path; undefined where nothing does, and of no JSON type where it is written twice. */
export function valueAt(tree: Tree, path: string): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const name of path.split('.')) {
    const all: Tree[] =
      here?.type === 'object'
        ? here.fields.filter(([field]) => field === name).map(([, value]) => value)
        : [];
    here = all.length > 1 ? TWICE : all[0];
  }
  return here;
}

/** True of a leaf that is written so. */
export function isLeaf(tree: Tree | undefined, text: string): boolean {
  return tree?.type === 'leaf' && tree.text === text;
}

/** True of what is absent or null. */
export function isNothing(tree: Tree | undefined): boolean {
  return tree === undefined || isLeaf(tree, 'null');
}
