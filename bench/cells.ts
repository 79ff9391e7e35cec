import { LONGEST_OF_ALL_MS } from '../src/polling/schedule.ts';
import { type Score, toFixed } from './simulation.ts';
import { geometricMean, mean } from './statistics.ts';
import { type Goal, table } from './table.ts';

/** What was measured of one shape of durations at one scale, for one kind or one sort of knowledge. */
export interface Cell {
  row: string;
  column: string;
  shape: string;
  score: Score;
}

/** What is asked of all cells together: ratios to a fixed interval, and the share of tasks noticed late. */
interface Most {
  mean: number;
  worst?: number;
  late?: number;
}

/** Adds the goals of one sweep. */
export function sweep(what: string, cells: readonly Cell[], most: Most, goals: Goal[]): void {
  const ratios = cells.map(({ score }) => toFixed(score));
  const worst = cells.reduce((one, other) =>
    toFixed(other.score) > toFixed(one.score) ? other : one,
  );
  const add = (name: string, asked: number, measured: number, digits: (value: number) => string) =>
    goals.push({
      what: `${what}: ${name}`,
      asked: `≤ ${digits(asked)}`,
      measured: digits(measured),
      isMet: measured <= asked,
    });
  const plain = (value: number) => String(Number(value.toFixed(3)));
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  add('geometric mean of the ratios', most.mean, geometricMean(ratios), plain);
  if (most.worst !== undefined) {
    const { row, column, shape } = worst;
    const where = row === what ? `${column}, ${shape}` : `${row}, ${column}, ${shape}`;
    add(`worst ratio (${where})`, most.worst, toFixed(worst.score), plain);
  }
  if (most.late !== undefined) {
    add(
      'noticed later than 15 s and a fifth of the duration',
      most.late,
      mean(cells.map(({ score }) => score.late)),
      percent,
    );
  }
  const longest = Math.max(...cells.map(({ score }) => score.longestDelay));
  add('longest delay in seconds', LONGEST_OF_ALL_MS / 1_000, longest, plain);
}

/** Ratios by row and scale, and what is worst in the row. */
export function sweepRows(cells: readonly Cell[]): string {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...Map.groupBy(cells, ({ row }) => row)].map(([name, own]) => {
    const at = (column: string) =>
      geometricMean(
        own.filter((cell) => cell.column === column).map(({ score }) => toFixed(score)),
      );
    const worst = Math.max(...own.map(({ score }) => toFixed(score)));
    const late = Math.max(...own.map(({ score }) => score.late));
    return [
      name,
      ...columns.map((column) => at(column).toFixed(2)),
      worst.toFixed(2),
      `${(100 * late).toFixed(1)} %`,
    ];
  });
  return table(['', ...columns, 'worst', 'late, worst'], rows);
}
