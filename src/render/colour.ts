import type { Task } from '../model/task.ts';

/** Colours of the log; the runner's log view knows the sixteen of every terminal. */
const CODES = { red: 31, green: 32, yellow: 33, grey: 90 } as const;
export type Colour = keyof typeof CODES;

/** Writes text in a colour. The text has been made safe before, so that these are the only escapes in it. */
export type Paint = (text: string, colour?: Colour) => string;

/** Colour where the log is the runner's, which shows it, unless the user wants none (https://no-color.org). */
export function painter(env: Readonly<Record<string, string | undefined>>): Paint {
  const isOn = env.GITHUB_ACTIONS === 'true' && !env.NO_COLOR;
  return (text, colour) => (isOn && colour ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text);
}

/** The colour of a task's line; a task on its way has none. */
export function colourOf(state: Task['state']): Colour | undefined {
  switch (state) {
    case 'succeeded':
      return 'green';
    case 'failed':
    case 'canceled':
    case 'not-found':
      return 'red';
    case 'partial':
    case 'unknown':
      return 'yellow';
    case 'pending':
    case 'running':
      return undefined;
    default:
      return state satisfies never;
  }
}
