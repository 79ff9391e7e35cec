import type { Outcome } from '../wait/outcome.ts';
import { shownOutputs } from './outputs.ts';

/** More results than this are not copied by hand. */
export const MOST_SHOWN = 5;

/** A result as people see it: the first of its values, and how many more there are. */
interface ShownResult {
  name: 'image' | 'image-id' | 'resource-ids';
  shown: readonly string[];
  more: number;
}

/** What the tasks have made, by the names of the outputs. */
export function resultsOf(outcome: Outcome): ShownResult[] {
  const outputs = shownOutputs(outcome, false);
  return (['image', 'image-id', 'resource-ids'] as const)
    .filter((name) => outputs[name] !== '')
    .map((name) => {
      const values = outputs[name].split(',');
      const shown = values.slice(0, MOST_SHOWN);
      return { name, shown, more: values.length - shown.length };
    });
}

/** The same as lines of the log, which stand right before the verdict. */
export function resultLines(outcome: Outcome): string[] {
  return resultsOf(outcome).map(({ name, shown, more }) => {
    const rest = more > 0 ? ` and ${more} more, in the output` : '';
    return `${name}: ${shown.join(',')}${rest}`;
  });
}
