import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { graphOf, root } from '../support/imports.ts';

/** What is really there and would be another in each run: all of it comes in as the world. */
const GLOBALS = ['process', 'performance', 'setTimeout', 'setInterval'];
const MEMBERS = ['Math.random', 'Date.now', 'crypto.randomUUID'];

/** What a file takes hold of: globals, members of globals, and the time by `new Date()`. */
function usesIn(code: string): string[] {
  const found = new Set<string>();
  visit(parseSync(code, { syntax: 'typescript', target: 'es2024' }));
  return [...found].toSorted();

  function visit(node: unknown): void {
    if (typeof node !== 'object' || node === null) return;
    const { type, value = '', object, property, callee, arguments: given } = node as Partial<Node>;
    if (type === 'Identifier' && GLOBALS.includes(value)) found.add(value);
    if (type === 'MemberExpression') {
      const name = `${object?.value}.${property?.value}`;
      if (MEMBERS.includes(name)) found.add(name);
      // The name behind the point is no global.
      visit(object);
      if (property?.type === 'Computed') visit(property);
      return;
    }
    const isNow = type === 'NewExpression' && callee?.value === 'Date' && !given?.length;
    if (isNow) found.add('new Date()');
    for (const child of Object.values(node)) visit(child);
  }
}

/** What is looked at of a node of the syntax tree. */
interface Node {
  type: string;
  value: string;
  object: Node;
  property: Node;
  callee: Node;
  arguments: Node[] | null;
}

/** The list of docs/design.md: which file may use what. */
function allowed(): [string, string[]][] {
  const design = readFileSync(`${root}docs/design.md`, 'utf8');
  const [, list = ''] = design.split('What may, and what:\n\n');
  const rows = list.slice(0, list.indexOf('\n\n')).split('\n');
  return rows.map((row) => {
    const [file = '', ...uses] = [...row.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
    return [file, uses.toSorted()];
  });
}

test('only the files of the list in docs/design.md take hold of process, time and chance, and all of them do', () => {
  const used = [...graphOf('src').keys()].flatMap((file): [string, string[]][] => {
    const uses = usesIn(readFileSync(join(root, file), 'utf8'));
    return uses.length > 0 ? [[file, uses]] : [];
  });
  expect(Object.fromEntries(used)).toEqual(Object.fromEntries(allowed()));
  expect(used.length).toBeGreaterThan(3);
});

test('what is rendered is made of what is given: no file of render/ imports a module of Node', () => {
  const files = [...graphOf('src').keys()].filter((file) => file.startsWith('src/render/'));
  const impure = files.filter((file) => /from 'node:/.test(readFileSync(join(root, file), 'utf8')));
  expect([impure, files.length > 10]).toEqual([[], true]);
});

describe('a use', () => {
  test.each([
    ['const { env } = process;', ['process']],
    ['f(process.env.HOME ?? globalThis)', ['process']],
    ['const now = performance.now();', ['performance']],
    ['const at = Date.now(), x = Math.random();', ['Date.now', 'Math.random']],
    ['const at = new Date();', ['new Date()']],
    ['setTimeout(f, 1).unref()', ['setTimeout']],
    ["// process.env\nconst text = 'process.env' + a.process + new Date(ms);", []],
  ])('%j', (code, expected) => expect(usesIn(code)).toEqual(expected));
});
