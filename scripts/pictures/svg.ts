/** Text of one colour on a terminal, from a column on; its colour is one of the sixteen. */
export interface Run {
  row: number;
  column: number;
  text: string;
  colour: number | undefined;
}

const CELL = { width: 8.4, height: 19 };
const EDGE = 14;
const PLAIN = '#d7dae0';
const COLOURS: Readonly<Record<number, string>> = {
  1: '#f0716b',
  2: '#7ec978',
  3: '#e3b341',
  8: '#7d8590',
};

/** The characters of a bar, which fonts draw with gaps: how much of them is filled. */
const BLOCKS: Readonly<Record<string, number>> = { '█': 1, '░': 0.3 };

/** A terminal as SVG, every character in its cell whatever the font. */
export function drawing(
  title: string,
  runs: readonly Run[],
  size: { columns: number; rows: number },
): string {
  const width = Math.ceil(size.columns * CELL.width + 2 * EDGE);
  const height = size.rows * CELL.height + 2 * EDGE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#1c2128"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    ...runs.flatMap(drawn),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ row, column, text, colour }: Run): string[] {
  const fill = (colour !== undefined && COLOURS[colour]) || PLAIN;
  const pieces = text.matchAll(/█+|░+|[^ -~]|[!-~]+(?: [!-~]+)*/gu);
  return Array.from(pieces, ({ 0: piece, index }) => {
    const x = rounded(EDGE + (column + index) * CELL.width);
    const y = EDGE + row * CELL.height;
    const width = rounded(piece.length * CELL.width);
    const opacity = BLOCKS[piece[0] ?? ''];
    return opacity === undefined
      ? `<text x="${x}" y="${y + 14}" fill="${fill}" textLength="${width}">${escaped(piece)}</text>`
      : `<rect x="${x}" y="${y + 3}" width="${width}" height="13" fill="${fill}" fill-opacity="${opacity}"/>`;
  });
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
