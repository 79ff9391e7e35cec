import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  circleIn,
  graphOf,
  type Import,
  importsIn,
  roomsOf,
  root,
  trespassesOf,
} from '../support/imports.ts';

const rooms = roomsOf(readFileSync(`${root}docs/design.md`, 'utf8'));

/** Folders with a number of files that each of them has at least: one that is read as empty would pass everything. */
const folders: [folder: string, leastFiles: number][] = [
  ['src', 90],
  ['emulator', 45],
  ['scripts', 15],
  ['examples', 2],
  ['bench', 10],
];

describe('the house', () => {
  test.each(folders)(
    '%s imports what the table in docs/design.md lets it',
    (folder, leastFiles) => {
      const graph = graphOf(folder);
      expect(graph.size).toBeGreaterThanOrEqual(leastFiles);
      const trespasses = [...graph].flatMap(([file, imports]) =>
        trespassesOf(file, imports, rooms),
      );
      expect(trespasses).toEqual([]);
    },
  );

  test.each(['src', 'scripts', 'emulator'])(
    'no file of %s imports itself on a detour',
    (folder) => {
      expect(circleIn(graphOf(folder))).toBeUndefined();
    },
  );

  test('every place of the table is there', () => {
    const files = folders.flatMap(([folder]) => [...graphOf(folder).keys()]);
    const places = rooms.flatMap((room) => room.places);
    expect(places.length).toBeGreaterThan(15);
    const missing = places.filter((place) => !files.some((file) => file.startsWith(place)));
    expect(missing).toEqual([]);
  });
});

describe('what is read of a file', () => {
  test('is every import, types and what is loaded on demand included', () => {
    const code = `
      import { a } from './a.ts';
      import type { B } from './b.ts';
      import {
        type C,
        c,
      } from './c.ts';
      import './d.ts';
      export * from './e.ts';
      export type { F } from './f.ts';
      export const g = async () => (await import(
        './g.ts'
      )).g;
      export const h: import('./h.ts').H = a;
      // import './comment.ts'; import('./comment.ts')
      const text = "import './text.ts'" + /'.*/.source + \`import('./text.ts')\`;
      export { text };
    `;
    expect(importsIn(code)).toEqual([
      { from: './a.ts', isType: false },
      { from: './b.ts', isType: true },
      { from: './c.ts', isType: false },
      { from: './d.ts', isType: false },
      { from: './e.ts', isType: false },
      { from: './f.ts', isType: true },
      { from: './g.ts', isType: false },
      { from: './h.ts', isType: true },
    ]);
  });

  test('must say what it loads', () => {
    expect(() => importsIn('import(name)')).toThrow('only known later');
  });
});

describe('a circle', () => {
  const graph = (links: Record<string, string[]>) =>
    new Map(
      Object.entries(links).map(([file, all]): [string, Import[]] => [
        file,
        all.map((from) => ({ from, isType: true })),
      ]),
    );

  test.each<[string, Record<string, string[]>, string[] | undefined]>([
    ['of one', { a: ['a'] }, ['a', 'a']],
    ['behind others', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b', 'c', 'd', 'b']],
    ['is none where two ways meet', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, undefined],
  ])('%s', (_, links, circle) => expect(circleIn(graph(links))).toEqual(circle));
});

describe('a table', () => {
  const table = roomsOf(`
| Room | Holds | May import |
| --- | --- | --- |
| \`src/a/\` | a | the vocabulary, \`src/b/\` as a type, \`@scope/*\` |
| The vocabulary: \`src/model/words.ts\`, \`src/model/task.ts\` | words | |
| \`scripts/\` | tools | any package |
`);
  const trespass = (file: string, from: string, isType = false) =>
    trespassesOf(file, [{ from, isType }], table);

  test.each([
    ['src/a/x.ts', 'src/a/y.ts'],
    ['src/a/x.ts', 'src/model/words.ts'],
    ['src/a/x.ts', '@scope/package'],
    ['src/model/words.ts', 'src/model/task.ts'],
    ['scripts/x.ts', 'package/part'],
  ])('lets %s import %s', (file, from) => expect(trespass(file, from)).toEqual([]));

  test.each([
    ['src/a/x.ts', 'src/b/y.ts'],
    ['src/a/x.ts', 'src/other.ts'],
    ['src/a/x.ts', 'package'],
    ['src/model/words.ts', 'src/a/x.ts'],
    ['scripts/x.ts', 'src/a/x.ts'],
  ])('does not let %s import %s', (file, from) =>
    expect(trespass(file, from)).toEqual([`${file} imports ${from}`]),
  );

  test('tells types from values', () => {
    expect(trespass('src/a/x.ts', 'src/b/y.ts', true)).toEqual([]);
    expect(trespass('src/a/x.ts', 'package', true)).toEqual([
      'src/a/x.ts imports package as a type',
    ]);
  });

  test('has a room for every file', () => {
    expect(trespass('src/b/y.ts', 'src/model/words.ts')).toEqual(['src/b/y.ts is in no room']);
  });
});
