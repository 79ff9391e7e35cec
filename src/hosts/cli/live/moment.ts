import { formatElapsed } from '../../../model/duration.ts';
import type { Colour } from '../../../render/colour.ts';
import type { Symbols } from './symbols.ts';

/** When and where a frame is drawn. */
export interface Moment {
  now: number;
  columns: number;
  rows: number;
  /** How many frames came before. */
  turn: number;
  symbols: Symbols;
  paint(text: string, colour?: Colour): string;
}

/** What turns while a wait goes on. */
export function spinner({ symbols, turn }: Moment): string {
  return symbols.spinner[turn % symbols.spinner.length] ?? '';
}

/** Time as it passes, without hours while there are none. */
export function stopwatch(ms: number): string {
  return formatElapsed(Math.max(ms, 0)).replace(/^00:/, '');
}
