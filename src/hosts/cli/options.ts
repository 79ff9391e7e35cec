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
  const options: Options = {
    outputs: destinations(given.output ?? [], problem),
    ...filled('summary', 'a file'),
    ...filled('state', 'a file'),
    ...filled('profile', 'a profile'),
    quiet: chosen('quiet', ['true', 'false'], 'false') === 'true',
    color: chosen('color', ['auto', 'always', 'never'], 'auto'),
    ci: chosen('ci', ciNames, 'auto'),
  };
  return { options, problems };
}

/** Two forms on stdout would be none that a program could read. */
function destinations(
  texts: readonly string[],
  problem: (input: string, message: string) => void,
): readonly Destination[] {
  const found = texts.flatMap((text): Destination[] => {
    const [name = '', ...rest] = text.split('=');
    const form = oneOf(formNames).safeParse(name);
    if (!form.success) problem('output', `\`${shown(name)}\` ${form.error.issues[0]?.message}`);
    const file = rest.join('=');
    const isEmpty = rest.length > 0 && file.trim() === '';
    if (isEmpty) problem('output', `${shown(name)}= names no file.`);
    if (!form.success || isEmpty) return [];
    return [{ form: form.data, ...(rest.length > 0 && { file }) }];
  });
  const onStdout = found.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    const names = onStdout.map(({ form }) => form).join(' and ');
    problem(
      'output',
      `${names} cannot both be on stdout. Give one of them a file: ${onStdout[1]?.form}=FILE.`,
    );
  }
  const files = found.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) problem('output', `\`${shown(twice)}\` is named twice.`);
  if (texts.length === 0) return [{ form: 'text' }];
  return found.filter((each) => each.file !== undefined || each === onStdout[0]);
}
