import { loadProviders } from '../../../providers/index.ts';
import { canCancel } from '../../../providers/provider.ts';
import { EXIT } from '../exit-code.ts';
import type { Run } from '../shell.ts';

/** What can be waited for, a line each. */
export const kinds: Run = async ({ streams }) => {
  const all = Object.values(await loadProviders());
  const width = Math.max(...all.map(({ name }) => name.length));
  for (const definition of all) {
    const cancel = canCancel(definition) ? '' : '; cannot be cancelled';
    streams.data(`${definition.name.padEnd(width)}  ${definition.title}${cancel}\n`);
  }
  return EXIT.succeeded;
};
