import { describe, expect, test } from '@jest/globals';
import {
  codeBlocks,
  headings,
  links,
  readPage,
  structure,
  tables,
  withoutCode,
} from './markdown.ts';

const english = readPage('README.md');
const chinese = readPage('README.zh-CN.md');

/** What is longer is not read; a kind of task more is half a kilobyte. */
const MOST_BYTES = 20_000;

/** Links that lead out of the page; those within have another name in each language. */
const ways = (page: string) =>
  links(page).filter((target) => !target.startsWith('#') && !/^README(\.zh-CN)?\.md$/.test(target));

describe('the README', () => {
  test('is short enough to be read', () => {
    expect(Buffer.byteLength(english)).toBeLessThanOrEqual(MOST_BYTES);
  });

  test('begins with a whole workflow, what it prints, and what it was never tested on', () => {
    const [first, second] = codeBlocks(english);
    expect(first?.text).toMatch(/^name: .+\non: [\s\S]+uses: OWNER\/wait-for-cloud-task@v1$/m);
    expect([first?.language, second?.language]).toEqual(['yaml', 'text']);
    expect(english.indexOf('Never run against a live account')).toBeLessThan(
      english.indexOf('```yaml'),
    );
  });
});

describe('the Chinese README has all that the English one has', () => {
  test('they lead to each other in their first lines', () => {
    expect(links(english)[0]).toBe('README.zh-CN.md');
    expect(links(chinese)[0]).toBe('README.md');
  });

  test('headings, of the same levels', () => {
    const levels = (page: string) => headings(page).map(({ level }) => level);
    expect(levels(chinese)).toEqual(levels(english));
  });

  test('paragraphs, lists, quotes, code and tables, in the same order', () => {
    expect(structure(chinese)).toEqual(structure(english));
  });

  test('the same code, letter by letter', () => {
    expect(codeBlocks(chinese)).toEqual(codeBlocks(english));
  });

  test('tables of the same size, about the same things', () => {
    const sizes = (page: string) => tables(page).map((rows) => rows.map(({ length }) => length));
    const subjects = (page: string) =>
      tables(page).map(([, ...rows]) => rows.map(([first]) => first));
    expect(sizes(chinese)).toEqual(sizes(english));
    expect(subjects(chinese)).toEqual(subjects(english));
  });

  test('the same ways out, and no cell that is empty in one language alone', () => {
    expect(ways(chinese).toSorted()).toEqual(ways(english).toSorted());
    const empty = (page: string) =>
      tables(page).map((rows) => rows.map((cells) => cells.map((cell) => cell === '')));
    expect(empty(chinese)).toEqual(empty(english));
  });

  test('every line and every row in Chinese', () => {
    const lines = withoutCode(chinese).split('\n').slice(1);
    const prose = lines.filter((line) => /^[^|<]/.test(line));
    const lastCells = tables(chinese).map((rows) => rows.map((cells) => cells.at(-1) ?? ''));
    const isForeign = (text: string) => !/\p{Script=Han}/u.test(text);
    expect([...prose, ...lastCells.flat()].filter(isForeign)).toEqual([]);
  });
});
