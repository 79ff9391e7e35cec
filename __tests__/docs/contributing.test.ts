import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { USAGE } from '../../scripts/new-kind/facts.ts';
import { root } from '../support/imports.ts';
import { codeBlocks, readPage } from './markdown.ts';

const page = readPage('CONTRIBUTING.md');
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const matches = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, text = '']) => text);

test('every command that it names is there', () => {
  const commands = [...new Set(matches(/\bnpm run ([\w:-]+)/g))];
  expect(commands).toEqual(
    expect.arrayContaining(['check', 'new-kind', 'to-fill-in', 'fix', 'docs', 'build', 'emulator']),
  );
  expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  const files = matches(/\b(scripts\/[\w/.-]+\.m?[jt]s)/g);
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((file) => !existsSync(`${root}${file}`))).toEqual([]);
});

test('every file and folder that it names is there, but for those of the kind that is to be made', () => {
  const paths = matches(/`((?:\.ci|src|emulator|examples|scripts|docs|__tests__)\/[^\s`]*)`/g);
  const whole = paths.filter((path) => !path.includes('<'));
  expect(whole.length).toBeGreaterThan(5);
  expect(whole.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
  const folders = paths.map((path) => path.replace(/<cloud>/, 'alibaba').replace(/[^/]*<.*$/, ''));
  expect(folders.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
});

test('every name of the code that it explains is in the code', () => {
  const code = ['provider.ts', 'listing.ts', 'getting.ts', 'alibaba/cr-artifact-build.ts']
    .map((file) => readFileSync(`${root}src/providers/${file}`, 'utf8'))
    .join('\n');
  for (const name of ['listing', 'getting', 'cancel', 'find', 'failureReason', 'describeResult']) {
    expect([page.includes(`\`${name}\``), code.includes(name)]).toEqual([true, true]);
  }
  expect(code).toContain('const INSTANCE');
});

test('the options of its example are those of the command', () => {
  const example = codeBlocks(page).find(({ text }) => text.includes('new-kind --'))?.text ?? '';
  const options = [...example.matchAll(/--(\w+) /g)].map(([, name = '']) => name);
  expect(options.length).toBeGreaterThan(3);
  for (const option of options) expect(USAGE).toContain(`--${option} `);
});
