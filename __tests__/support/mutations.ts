import * as fc from 'fast-check';
import type { HttpResponse } from '../../src/model/world.ts';
import {
  type Place,
  parseTree,
  placesIn,
  printTree,
  type Tree,
  textOf,
  treeOf,
  treeOfText,
} from './json-tree.ts';
import { ENVELOPES, NAMES, SPELLINGS, VALUES, WIRES, WRAPS } from './mutation-tables.ts';

/**
 * What may be wrong with an answer, as data: fast-check draws it, shrinks it, and prints what is left. A place is a
 * number, which counts the places of the answer round and round; a negative one counts the words that decide.
 * `borrow` takes the value from the next place of the same name: the id, the word or the time of another task.
 */
export type Mutation = TreeMutation | { op: 'wire'; how: keyof typeof WIRES };

type TreeMutation =
  | { op: 'replace' | 'repeat'; at: number; value: string }
  | { op: 'remove' | 'double' | 'borrow'; at: number }
  | { op: 'copy' | 'swap'; at: number; from: number }
  | { op: 'spell'; at: number; how: keyof typeof SPELLINGS }
  | { op: 'wrap'; at: number; how: keyof typeof WRAPS }
  | { op: 'insert'; at: number; name: string; value: string }
  | { op: 'rename'; at: number; name: string };

const at = fc.oneof(
  { weight: 2, arbitrary: fc.nat(400) },
  { weight: 3, arbitrary: fc.nat(60).map((index) => -1 - index) },
);
const value = fc.constantFrom(...VALUES);

/** One thing that is wrong. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constant('replace' as const), at, value }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('remove' as const), at }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('double' as const), at }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('borrow' as const), at }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('repeat' as const), at, value }) },
  {
    weight: 3,
    arbitrary: fc.record({ op: fc.constantFrom('copy' as const, 'swap' as const), at, from: at }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ op: fc.constant('spell' as const), at, how: keysOf(SPELLINGS) }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('wrap' as const), at, how: keysOf(WRAPS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant('insert' as const),
      at,
      name: fc.constantFrom(...NAMES),
      value,
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...ENVELOPES)
      // The root, where envelopes are.
      .map(([name, held]) => ({
        op: 'insert' as const,
        at: 0,
        name,
        value: JSON.stringify(held),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('rename' as const),
      at,
      name: fc.constantFrom(...NAMES),
    }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('wire' as const), how: keysOf(WIRES) }) },
);

function keysOf<T extends object>(table: T): fc.Arbitrary<keyof T> {
  return fc.constantFrom(...(Object.keys(table) as (keyof T)[]));
}

/** An answer with one thing wrong. What concerns the JSON does nothing to an answer without any. */
export function mutate(
  response: HttpResponse,
  change: Mutation,
  decides: (path: string) => boolean,
): HttpResponse {
  if (change.op === 'wire') return WIRES[change.how]?.(response) ?? response;
  const root = parseTree(response.body);
  if (!root) return response;
  const holder = { tree: root };
  // What is put in the place of the root is put in the place of everything.
  const all = [
    {
      path: '',
      within: undefined,
      get: () => holder.tree,
      set: (tree: Tree) => {
        holder.tree = tree;
      },
      remove: () => undefined,
      repeat: () => undefined,
    },
    ...placesIn(root),
  ] as const satisfies Place[];
  const words = all.filter(({ path, get }) => decides(path) && get().type === 'leaf');
  const placeAt = (index: number): Place =>
    (index < 0 ? words[(-1 - index) % words.length] : all[index % all.length]) ?? all[0];
  const place = placeAt(change.at);
  const alike = all.filter(({ path }) => path === place.path);
  const next = alike[(alike.indexOf(place) + 1) % alike.length] ?? place;
  apply(change, place, 'from' in change ? placeAt(change.from) : next);
  return { ...response, body: printTree(holder.tree) };
}

function apply(change: TreeMutation, place: Place, from: Place): void {
  const tree = place.get();
  switch (change.op) {
    case 'replace':
      place.set(treeOfText(change.value));
      break;
    case 'remove':
      place.remove();
      break;
    case 'double':
      place.repeat(structuredClone(tree));
      break;
    case 'repeat':
      place.repeat(treeOfText(change.value));
      break;
    case 'borrow':
    case 'copy':
      place.set(structuredClone(from.get()));
      break;
    case 'swap':
      // What is part of the other cannot change places with it.
      if (isWithin(place, from) || isWithin(from, place)) break;
      place.set(from.get());
      from.set(tree);
      break;
    case 'spell':
      if (textOf(tree) !== undefined) place.set(treeOf(SPELLINGS[change.how](textOf(tree) ?? '')));
      break;
    case 'wrap':
      place.set(WRAPS[change.how](tree));
      break;
    case 'insert':
      if (tree.type === 'object') tree.fields.push([change.name, treeOfText(change.value)]);
      if (tree.type === 'list') tree.items.push(treeOfText(change.value));
      break;
    case 'rename':
      rename(place, change.name);
      break;
  }
}

function rename(place: Place, name: string): void {
  const holder = place.within?.get();
  if (holder?.type !== 'object') return;
  const field = holder.fields.find(([, held]) => held === place.get());
  if (field) field[0] = name;
}

function isWithin(place: Place, other: Place): boolean {
  for (let here: Place | undefined = place; here; here = here.within) {
    if (here === other) return true;
  }
  return other.path === '';
}
