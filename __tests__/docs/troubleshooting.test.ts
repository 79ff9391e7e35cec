import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { asOnGitHub } from '../support/hosts.ts';
import { textsIn } from '../support/texts.ts';
import { headings, readPage } from './markdown.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const page = readPage('docs/troubleshooting.md');

/** Words that are nobody's message: what is left of it without its variable parts must say something. */
const FEWEST_LETTERS = 10;

/** The messages that the page quotes: lines of a quote, as code. */
function quotes(markdown: string): string[] {
  return [...markdown.matchAll(/^> (`+) ?(.+?) ?\1$/gm)].map(([, , text = '']) => text);
}

/** What a quote says between its variable parts, without the punctuation at the seams. */
function fragments(quote: string): string[] {
  const parts = quote.split('…').map((part) => part.replaceAll(/^[^\p{L}`]+|[^\p{L}`)]+$/gu, ''));
  return parts.filter((part) => /\p{L}/u.test(part));
}

/** As GitHub shows them. */
const shownIn = (code: string) => textsIn(code).map(asOnGitHub);

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => shownIn(readFileSync(join(source, name), 'utf8')));

/** True where one file has all that the quote says. */
function isWritten(quote: string): boolean {
  return files.some((texts) =>
    fragments(quote).every((part) => texts.some((text) => text.includes(part))),
  );
}

describe('the messages of the page', () => {
  test.each(quotes(page))('%s', (quote) => {
    expect(fragments(quote).join('').length).toBeGreaterThanOrEqual(FEWEST_LETTERS);
    expect(isWritten(quote)).toBe(true);
  });

  test('are those of every entry, with a cause and a remedy', () => {
    const entries = page.split(/^### /m).slice(1);
    const bare = entries.filter(
      (entry) =>
        quotes(entry).length === 0 || !/\*\*Cause\.\*\*[\s\S]+\*\*Remedy\.\*\*/.test(entry),
    );
    expect(bare).toEqual([]);
    expect(entries).toHaveLength(headings(page).filter(({ level }) => level === 3).length);
    expect(page.match(/^> /gm)).toHaveLength(quotes(page).length);
  });
});

describe('a quote', () => {
  test.each([
    'The runner lent this job no OIDC token.',
    // The words of two files, and those of a comment.
    'There are no credentials. … The wait goes on.',
    'Waiting does not teach a proxy a password.',
  ])('that no file has is found out: %s', (quote) => {
    expect(isWritten(quote)).toBe(false);
  });

  test('is compared by what is said between its variable parts', () => {
    expect(fragments('`network: …` cannot be used. … or …: x.')).toEqual([
      '`network',
      '` cannot be used',
      'or',
      'x',
    ]);
  });
});
