import type { Snapshot } from '../../../polling/snapshot.ts';
import type { Outputs } from '../../../render/outputs.ts';
import type { Harmless } from '../ci/ci.ts';
import { envText } from './env.ts';
import { changeTeller, jsonText } from './json.ts';
import { plainText } from './text.ts';

/** A way to write down what a wait came to. All of them are pure. */
export interface Form {
  /** The text of each change, where the form has one; a new one for each wait. */
  changes?(harmless: Harmless): (snapshot: Snapshot) => string;
  /** The text of the end, lines with their ends. */
  end(outputs: Outputs, harmless: Harmless): string;
}

/** Values of `--output`. */
export const forms = {
  text: { end: plainText },
  json: { end: jsonText },
  ndjson: { changes: changeTeller, end: jsonText },
  env: { end: envText },
} satisfies Record<string, Form>;

export type FormName = keyof typeof forms;
export const formNames = Object.keys(forms) as readonly FormName[];
