import type { Colour } from '../../../render/colour.ts';
import { cut, widthOf } from './width.ts';

/** A piece of a line, in a colour or none. */
export interface Piece {
  text: string;
  colour?: Colour | undefined;
}

/** A column of a table: what stands in it is drawn into whatever width it gets. */
export interface Column<Row> {
  name: string;
  /** As wide as it would like to be; 0 where it has nothing to show. */
  width: number;
  draw(row: Row, width: number): readonly Piece[];
}

/** A column that gives room, down to so much of it; to 0, it is left out. */
export type Giving = readonly [name: string, to: number];

/** Between two columns. */
const GAP = 2;

/**
 * The widths with which the columns fit into `total`, gaps included. `giving` says in which order they give room: each
 * gives no more than is missing.
 */
function fitted(
  columns: readonly Pick<Column<never>, 'name' | 'width'>[],
  giving: readonly Giving[],
  total: number,
): ReadonlyMap<string, number> {
  const widths = new Map(columns.map(({ name, width }) => [name, width]));
  for (const [name, to] of giving) {
    const over = lineWidth([...widths.values()]) - total;
    const width = widths.get(name) ?? 0;
    if (over > 0 && width > to) widths.set(name, to === 0 ? 0 : Math.max(to, width - over));
  }
  return widths;
}

function lineWidth(widths: readonly number[]): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width, 0) + GAP * Math.max(shown.length - 1, 0);
}

/** Rows as lines of pieces, one below the other. A column is as wide as what it shows, and the last is not filled up. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  giving: readonly Giving[],
  total: number,
): Piece[][] {
  const widths = fitted(columns, giving, total);
  const lines = rows.map((): Piece[] => []);
  const missing = rows.map(() => 0);
  for (const { name, draw } of columns) {
    const most = widths.get(name) ?? 0;
    if (most === 0) continue;
    const cells = rows.map((row) => draw(row, most).filter(({ text }) => text !== ''));
    const taken = cells.map((cell) => cell.reduce((sum, { text }) => sum + widthOf(text), 0));
    const width = Math.max(...taken);
    cells.forEach((cell, at) => {
      const fill = ' '.repeat(missing[at] ?? 0);
      if (cell.length > 0) lines[at]?.push({ text: fill }, ...cell);
      missing[at] = width - (taken[at] ?? 0) + GAP + (cell.length > 0 ? 0 : fill.length);
    });
  }
  return lines;
}

/** A column of one text, in the longest of its forms that fits. */
export function textColumn(name: string, forms: readonly Piece[]): Column<unknown> {
  return {
    name,
    width: widthOf(forms[0]?.text ?? ''),
    draw(_, width) {
      const last = forms.at(-1) ?? { text: '' };
      const form = forms.find(({ text }) => widthOf(text) <= width) ?? last;
      return [{ ...form, text: cut(form.text, width) }];
    },
  };
}
