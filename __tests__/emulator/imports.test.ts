import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const room = fileURLToPath(new URL('../../emulator', import.meta.url));
const files = globSync(`${room}/**/*.ts`);

/** What a file imports or hands on, types included. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?'([^']+)'/g)].map(
    ([, name = '']) => name,
  );

const graph = new Map(
  files.map((file) => [
    file,
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(file), name)),
  ]),
);

/** The files on a way that leads back to where it began, undefined where there is none. */
function circle(file: string, way: readonly string[], done: Set<string>): string[] | undefined {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  if (done.has(file)) return undefined;
  for (const next of graph.get(file) ?? []) {
    const found = circle(next, [...way, file], done);
    if (found) return found;
  }
  done.add(file);
  return undefined;
}

test('no file of the emulator imports itself on a detour', () => {
  const done = new Set<string>();
  const found = files.flatMap((file) => circle(file, [], done) ?? []);
  expect(found.map((file) => relative(room, file))).toEqual([]);
});

test("the emulator runs from a fresh clone: its own files and Node's modules, nothing else", () => {
  const strange = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => !name.startsWith('node:'))
      .filter((name) => relative(room, join(dirname(file), name)).startsWith('..')),
  );
  expect(files.length).toBeGreaterThan(40);
  expect(strange).toEqual([]);
});
