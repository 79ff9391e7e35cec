import { completionScript, shells } from '../completion.ts';
import { EXIT } from '../exit-code.ts';
import type { Run } from '../shell.ts';

/** Prints the script that a shell completes by. */
export const completion: Run = async ({ line: { words }, streams }) => {
  const shell = shells.find((name) => name === words[0]);
  if (!shell || words.length > 1) {
    streams.line(`error: completion takes one of ${shells.join(', ')}.`);
    return EXIT.usage;
  }
  streams.data(completionScript(shell));
  return EXIT.succeeded;
};
