import type { World } from '../../model/world.ts';
import { painter } from '../../render/colour.ts';
import { annotationText, logLine } from '../../render/escape.ts';
import type { Screen } from '../host.ts';
import type { Commands } from './workflow-commands.ts';

/** The runner shows ten errors and ten warnings of a step; one place is left for a warning that may come last. */
const MOST = { warnings: 9, errors: 10 };

/** The runner cuts an annotation at 4,096 characters. */
const LONGEST = { warning: 4_000, error: 4_090 };

/** What of the commands writes to the log. */
export type LogCommands = Pick<Commands, 'info' | 'warning' | 'error' | 'startGroup' | 'endGroup'>;

/** The log of a step. Colours where it is the runner's, which shows them, unless the user wants none (https://no-color.org). */
export function githubScreen(commands: LogCommands, env: World['env']): Screen {
  return screenOf(commands, painter(env.GITHUB_ACTIONS === 'true' && !env.NO_COLOR), logLine);
}

/** The same where somebody else says what is painted, and what a harmless line is. */
export function screenOf(
  commands: LogCommands,
  paint: ReturnType<typeof painter>,
  line: (text: string) => string,
): Screen {
  return {
    most: MOST,
    line: (text, colour) => commands.info(paint(line(text), colour)),
    warning: (text, title) => commands.warning(annotationText(text, LONGEST.warning), { title }),
    error: (text, title) => commands.error(annotationText(text, LONGEST.error), { title }),
    group(title, lines) {
      commands.startGroup(line(title));
      for (const each of lines) commands.info(line(each));
      commands.endGroup();
    },
  };
}
