import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

export function readPage(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** A fenced block of code: its language and its text. */
export interface Block {
  language: string;
  text: string;
}

const FENCE = /^ *```(.*)\n([\s\S]*?)^ *```$/gm;

export function codeBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(FENCE)].map(([, language = '', text = '']) => ({ language, text }));
}

/** The page without its code, so that nothing in it is taken for Markdown. */
export function withoutCode(markdown: string): string {
  return markdown.replaceAll(FENCE, '');
}

/** The cells of each row of each table; the second row, of dashes, is left out. */
export function tables(markdown: string): string[][][] {
  const blocks = withoutCode(markdown).match(/^(\|.*\n)+/gm) ?? [];
  return blocks.map((block) =>
    block
      .trim()
      .split('\n')
      .filter((_, index) => index !== 1)
      .map((row) =>
        row
          .slice(1, -1)
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim()),
      ),
  );
}

export function headings(markdown: string): { level: number; text: string }[] {
  return [...withoutCode(markdown).matchAll(/^(#{1,6}) (.+)$/gm)].map(
    ([, signs = '', text = '']) => ({ level: signs.length, text }),
  );
}

/**
 * What a page is built of, in order: headings by level, paragraphs, items of lists, quotes, code by language, tables by
 * size. Two languages of one page have the same.
 */
export function structure(markdown: string): string[] {
  const code = codeBlocks(markdown).map(({ language }) => language);
  const sizes = tables(markdown).map((rows) => `table ${rows.length} x ${rows[0]?.length}`);
  return markdown
    .replaceAll(FENCE, '\n\n<code>\n\n')
    .replaceAll(/^(\|.*\n)+/gm, '\n<table>\n\n')
    .split(/\n{2,}|\n(?=- |\d+\. |<!-- )/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '<code>') return `code ${code.shift()}`;
      if (part === '<table>') return `${sizes.shift()}`;
      if (part.startsWith('<!--')) return part;
      const [, sign = ''] = /^(#{1,6}|-|\d+\.|>|!)(?:[ [])/.exec(part) ?? [];
      return sign === '' ? 'paragraph' : sign;
    });
}

/** The id that GitHub gives each heading, in order. */
export function anchors(markdown: string): string[] {
  const seen = new Map<string, number>();
  return headings(markdown).map(({ text }) => {
    const slug = text
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** The targets of all links and pictures. */
export function links(markdown: string): string[] {
  const text = withoutCode(markdown).replaceAll(/(`+)(?:(?!\1)[\s\S])+?\1(?!`)/g, 'code');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}
