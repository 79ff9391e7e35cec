import type { InputReader } from '../../../inputs/reader.ts';
import type { Outputs } from '../../../render/outputs.ts';
import type { Publisher } from '../../host.ts';
import type { Harmless } from '../ci/ci.ts';
import type { Destination } from '../options.ts';
import { openFile, writeTo } from './files.ts';
import { type Form, forms } from './forms.ts';

/** What is written of a wait for programs: on stdout and in files. */
export interface Data {
  /** Opens the files, before the first request; what cannot be written is told to the reader. */
  open(reader: Pick<InputReader, 'problem'>): void;
  publisher: Publisher;
  /** Writes the end; gives why something of it is lost. */
  end(outputs: Outputs): string;
}

/** A place of a form: gives why a text could not be written, empty where it was. */
interface Place {
  form: Form;
  write(text: string): string;
  change: ReturnType<NonNullable<Form['changes']>> | undefined;
}

/** The data of a wait. `print` writes to stdout, as it is. */
export function createData(
  destinations: readonly Destination[],
  harmless: Harmless,
  print: (text: string) => void,
): Data {
  let places: readonly Place[] | undefined;
  const lost: string[] = [];
  const tell = (reason: string) => void (reason && !lost.includes(reason) && lost.push(reason));

  const toStdout = (text: string) => {
    print(text);
    return '';
  };

  function open(problem: (message: string) => void): readonly Place[] {
    return destinations.flatMap(({ form: name, file }): Place[] => {
      const form: Form = forms[name];
      const change = form.changes?.(harmless);
      if (file === undefined) return [{ form, change, write: toStdout }];
      const opened = openFile(file);
      if (typeof opened === 'string') {
        problem(`--output: \`${file}\` cannot be written: ${opened}`);
        return [];
      }
      return [{ form, change, write: (text) => writeTo(opened, text) }];
    });
  }

  return {
    open(reader) {
      places = open((message) => reader.problem('output', message));
    },
    publisher: {
      update(snapshot) {
        for (const { change, write } of places ?? []) {
          const text = change?.(snapshot) ?? '';
          if (text !== '') tell(write(text));
        }
      },
    },
    end(outputs) {
      places ??= open(tell);
      for (const { form, write } of places) tell(write(form.end(outputs, harmless)));
      return lost.length > 0 ? `The result is not whole: ${lost.join('; ')}.` : '';
    },
  };
}
