import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { root } from '../support/imports.ts';

const ROOMS = ['src', 'emulator', 'scripts', 'examples', 'bench'];
const EXPORT = /^export (?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm;

const filesOf = (folder: string) =>
  globSync(`${folder}/**/*.{ts,mjs}`, { cwd: root }).map((file) => file.replaceAll('\\', '/'));

/** Every word of a file, so that a name is looked up and not searched for. */
const words = new Map(
  [...ROOMS, '__tests__'].flatMap(filesOf).map((file) => {
    const code = readFileSync(`${root}${file}`, 'utf8');
    return [file, { code, said: new Set(code.match(/\w+/g)) }] as const;
  }),
);

/** Names that a file exports and no other file says. */
function needless(file: string, code: string): string[] {
  const others = [...words].filter(([other]) => other !== file);
  return [...code.matchAll(EXPORT)]
    .map(([, name = '']) => name)
    .filter((name) => !others.some(([, { said }]) => said.has(name)))
    .map((name) => `${file} ${name}`);
}

test('nothing is exported that no other file names', () => {
  const own = [...words].filter(([file]) => !file.startsWith('__tests__/'));
  expect(own.length).toBeGreaterThan(200);
  expect(own.flatMap(([file, { code }]) => needless(file, code))).toEqual([]);
});

test('an export that nobody needs would be found', () => {
  const name = ['nobody', 'Needs', 'This'].join('');
  expect(needless('src/main.ts', `export const ${name} = 1;`)).toEqual([`src/main.ts ${name}`]);
});
