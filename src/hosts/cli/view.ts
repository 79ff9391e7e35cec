import type { Clock } from '../../model/clock.ts';
import type { World } from '../../model/world.ts';
import type { Colour } from '../../render/colour.ts';
import type { Publisher, Screen } from '../host.ts';
import { isInCi } from './ci/registry.ts';
import type { Terminal } from './terminal.ts';

/** How a wait is shown while it lasts, and the way by which all else comes to where it may be shown. */
export interface View {
  /** Writes a line to stderr, as it is. */
  line(text: string): void;
  /** Writes to stdout, as it is. */
  data(text: string): void;
  /** A screen whose lines go by here, without what the view shows itself. */
  over(screen: Screen): Screen;
  publisher: Publisher;
  /** Gives the terminal back as it was, at once and without a turn of the event loop; any number of times. */
  close(): void;
}

/** Where a view writes, and what it needs besides. */
export interface Ground {
  terminal: Terminal;
  /** Writes to stdout, as it is. */
  data(text: string): void;
  paint(text: string, colour?: Colour): string;
  clock: Clock;
  env: World['env'];
}

/** Opens a live view on a terminal. */
export type OpenView = (ground: Ground) => View;

/** The log of the action, line by line. */
export function plainView({ line, data }: Pick<View, 'line' | 'data'>): View {
  return { line, data, over: (screen) => screen, publisher: {}, close: () => undefined };
}

/** True where a live view can be seen: on a terminal that can move its cursor, where no CI writes down what comes. */
export function isLive(
  terminal: Terminal | undefined,
  { ci, quiet }: { ci: string; quiet: boolean },
  env: World['env'],
): terminal is Terminal {
  return terminal !== undefined && env.TERM !== 'dumb' && !quiet && !isInCi(ci, env);
}
