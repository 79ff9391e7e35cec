import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { root } from '../support/imports.ts';

const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const [, packed = ''] = /tar -czf \S+ (.+)$/m.exec(read('.github/workflows/release.yml')) ?? [];
const files = packed.split(' ');

test('a release holds what a runner runs and what a user reads first, in every language', () => {
  const { main, post } = parse(read('action.yml')).runs;
  const readmes = readdirSync(root).filter((name) => /^README.*\.md$/.test(name));
  expect(readmes).toContain('README.zh-CN.md');
  const needed = ['action.yml', 'package.json', 'LICENSE', main, post, ...readmes];
  const isPacked = (file: string) => files.some((each) => `${file}/`.startsWith(`${each}/`));
  expect(needed.filter((file) => !isPacked(file))).toEqual([]);
});

test('what it names is there', () => {
  expect(files.filter((file) => !existsSync(`${root}${file}`))).toEqual([]);
});
