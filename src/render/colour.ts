import type { Task } from '../model/task.ts';

/** Colours of the log: of the sixteen that every terminal and log view knows. */
const CODES = { red: 31, green: 32, yellow: 33, grey: 90 } as const;
export type Colour = keyof typeof CODES;

/** Writes text in a colour. The text has been made safe before, so that these are the only escapes in it. */
type Paint = (text: string, colour?: Colour) => string;

/** Paints where the host shows colours. */
export function painter(isOn: boolean): Paint {
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
