import { existsSync, readdirSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { pages } from '../../scripts/yaml-sources.ts';
import { anchors, links, readPage } from './markdown.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Links that lead nowhere, from `page` with the text `markdown`. */
function dead(page: string, markdown: string): string[] {
  return links(markdown).filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : normalize(join(page, '..', path));
    if (file.startsWith('..')) return true;
    if (file !== page && !existsSync(join(root, file))) return true;
    if (anchor === undefined) return false;
    const text = file === page ? markdown : file.endsWith('.md') ? readPage(file) : '';
    return !anchors(text).includes(decodeURIComponent(anchor));
  });
}

describe('a link is dead', () => {
  const page = [
    '# One `two`: three, (four)',
    '## 什么算成功',
    '## One',
    '## One',
    '```sh',
    '# code',
    '```',
    '[a](#one-two-three-four) [b](#什么算成功) [c](#one-1) [d](../README.md#inputs) [e](https://x.test/#y) `[f](#f)`',
  ].join('\n');

  test.each([
    ['an anchor of its own that is no heading', '[x](#code)'],
    ['one of another page', '[x](../README.md#inputs-of-old)'],
    ['a file that is not there', '![x](pictures/none.png)'],
    ['one outside of the repository', '[x](../../README.md)'],
  ])('where it is %s', (_, link) => {
    const [, target = ''] = /\((.+)\)/.exec(link) ?? [];
    expect(dead('docs/x.md', `${page}\n${link}\n`)).toEqual([target]);
  });

  test('and else it is not', () => {
    expect(dead('docs/x.md', page)).toEqual([]);
  });
});

test.each([...pages(), 'CHANGELOG.md'])('every link of %s leads somewhere', (page) => {
  expect(dead(page, readPage(page))).toEqual([]);
});

test('every page of docs/ can be reached from the README', () => {
  const all = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const linked = links(readPage('README.md')).map((target) => target.split('#')[0]);
  expect(all.filter((name) => !linked.includes(`docs/${name}`))).toEqual([]);
});
