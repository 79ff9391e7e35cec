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
export function fitted(
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

/** Rows as lines of pieces, one below the other. The last column is not filled up. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  giving: readonly Giving[],
  total: number,
): Piece[][] {
  const widths = fitted(columns, giving, total);
  const shown = columns.filter(({ name }) => (widths.get(name) ?? 0) > 0);
  return rows.map((row) => {
    const pieces: Piece[] = [];
    let missing = 0;
    for (const { name, draw } of shown) {
      const width = widths.get(name) ?? 0;
      const drawn = draw(row, width).filter(({ text }) => text !== '');
      const taken = drawn.reduce((sum, { text }) => sum + widthOf(text), 0);
      if (drawn.length > 0) pieces.push({ text: ' '.repeat(missing) }, ...drawn);
      missing = drawn.length > 0 ? width - taken + GAP : missing + width + GAP;
    }
    return pieces;
  });
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
