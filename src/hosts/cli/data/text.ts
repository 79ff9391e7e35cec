import type { Outputs } from '../../../render/outputs.ts';
import type { Harmless } from '../ci/ci.ts';

/** What a person copies by hand; all else is in the log. */
const SHOWN = ['state', 'image-id', 'image', 'resource-ids', 'failed-task-ids'] as const;

/** `state: succeeded`, and a line for each result. */
export function plainText(outputs: Outputs, { line }: Harmless): string {
  return SHOWN.filter((name) => outputs[name] !== '')
    .map((name) => `${line(`${name}: ${outputs[name]}`)}\n`)
    .join('');
}
