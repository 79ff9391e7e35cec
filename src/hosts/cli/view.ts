import type { World } from '../../model/world.ts';
import type { Publisher, Screen } from '../host.ts';
import { isInCi } from './ci/registry.ts';
import type { Terminal } from './terminal.ts';

/** How a wait is shown while it lasts. */
export interface View {
  /** Where lines go. Those of a live view stand above it, and what it shows itself (`progress`) is left out. */
  screen: Screen;
  /** Is given each snapshot, and the report in the end. */
  publisher: Publisher;
  /** Gives the terminal back as it was, at once and without a turn of the event loop; any number of times. */
  close(): void;
}

/** Opens a live view on a terminal; `plain` is the screen that would do without it, `paint` included. */
export type OpenView = (terminal: Terminal, plain: Screen, world: Pick<World, 'clock'>) => View;

/** The log of the action, line by line. */
export function plainView(screen: Screen): View {
  return { screen, publisher: {}, close: () => undefined };
}

/** True where a live view can be seen: on a terminal that can move its cursor, where no CI writes down what comes. */
export function isLive(
  terminal: Terminal | undefined,
  { ci, quiet }: { ci: string; quiet: boolean },
  env: World['env'],
): boolean {
  return terminal !== undefined && env.TERM !== 'dumb' && !quiet && !isInCi(ci, env);
}
