import type { InputReader } from '../../inputs/reader.ts';
import { shown } from '../../inputs/shown.ts';
import { summaryOf } from '../../render/summary.ts';
import type { Publisher, Screen } from '../host.ts';
import { openFile, writeTo } from './data/files.ts';

/** Writes the summary of a wait to a file, which is opened before anything is sent. */
export function summaryFile(
  path: string,
  reader: Pick<InputReader, 'problem'>,
  screen: Pick<Screen, 'warning'>,
): Publisher {
  const file = openFile(path);
  if (typeof file === 'string') {
    reader.problem('summary', `--summary: \`${shown(path)}\` cannot be written: ${file}`);
    return {};
  }
  return {
    write(report) {
      const lost = writeTo(file, summaryOf(report));
      if (lost) screen.warning(`The summary could not be written: ${lost}`, 'Summary');
    },
  };
}
