import { resolve } from 'node:path';
import { oneOf } from '../../inputs/fields.ts';
import { shown } from '../../inputs/shown.ts';
import type { InputProblem } from '../../model/errors.ts';
import { ciNames } from './ci/registry.ts';
import { type FormName, formNames } from './data/forms.ts';

/** Where one form of the result goes; without a file, to stdout. */
export interface Destination {
  form: FormName;
  file?: string;
}

/** The flags that are no inputs, checked. */
interface Options {
  outputs: readonly Destination[];
  summary?: string;
  state?: string;
  profile?: string;
  quiet: boolean;
  color: 'auto' | 'always' | 'never';
  ci: string;
}

/** Reads them; what is wrong has its default here and is told as a problem. */
export function readOptions(given: Readonly<Record<string, readonly string[]>>): {
  options: Options;
  problems: InputProblem[];
} {
  const problems: InputProblem[] = [];
  const problem = (input: string, message: string) =>
    void problems.push({ input, message: `--${input} ${message}` });
  const last = (name: string) => given[name]?.at(-1);
  const chosen = <T extends string>(name: string, values: readonly T[], otherwise: T): T => {
    const text = last(name);
    if (text === undefined) return otherwise;
    const result = oneOf(values).safeParse(text);
    if (result.success) return result.data;
    problem(name, `\`${shown(text)}\` ${result.error.issues[0]?.message}`);
    return otherwise;
  };
  const filled = (name: 'summary' | 'state' | 'profile', what: string) => {
    const text = last(name);
    if (text?.trim() === '') problem(name, `is empty. Name ${what}.`);
    return text && { [name]: text };
  };
  const files = { ...filled('summary', 'a file'), ...filled('state', 'a file') };
  const options: Options = {
    outputs: alone(destinations(given.output ?? [], problem), files, problem),
    ...files,
    ...filled('profile', 'a profile'),
    quiet: chosen('quiet', ['true', 'false'], 'false') === 'true',
    color: chosen('color', ['auto', 'always', 'never'], 'auto'),
    ci: chosen('ci', ciNames, 'auto'),
  };
  return { options, problems };
}

function destinations(
  texts: readonly string[],
  problem: (input: string, message: string) => void,
): readonly Destination[] {
  if (texts.length === 0) return [{ form: 'text' }];
  return texts.flatMap((text): Destination[] => {
    const [name = '', ...rest] = text.split('=');
    const form = oneOf(formNames).safeParse(name);
    if (!form.success) problem('output', `\`${shown(name)}\` ${form.error.issues[0]?.message}`);
    const file = rest.join('=');
    const isEmpty = rest.length > 0 && file.trim() === '';
    if (isEmpty) problem('output', `${shown(name)}= names no file.`);
    if (!form.success || isEmpty) return [];
    return [{ form: form.data, ...(rest.length > 0 && { file }) }];
  });
}

/**
 * Those with a place of their own: two texts in one place would be none that a program could read. Of those that share
 * one none is written, not even that it is wrong; by whatever path a file is named, it is one place.
 */
function alone(
  outputs: readonly Destination[],
  files: Readonly<Record<string, string>>,
  problem: (input: string, message: string) => void,
): readonly Destination[] {
  const placeOf = ({ file }: { file?: string }) => (file === undefined ? '' : resolve(file));
  const all = [
    ...outputs.map((output) => ({ input: 'output', ...output })),
    ...Object.entries(files).map(([input, file]) => ({ input, file, form: undefined })),
  ];
  const shared = [...Map.groupBy(all, placeOf).values()].filter(({ length }) => length > 1);
  for (const sharing of shared) {
    const { input = '', file, form } = sharing.at(-1) ?? {};
    const names = sharing.map((each) => each.form).join(' and ');
    if (file !== undefined) {
      problem(input, `\`${shown(file)}\` is named twice. Each result needs a file of its own.`);
    } else {
      problem(input, `${names} cannot both be on stdout. Give one of them a file: ${form}=FILE.`);
    }
  }
  const places = shared.flatMap(([first]) => (first ? placeOf(first) : []));
  return outputs.filter((output) => !places.includes(placeOf(output)));
}
