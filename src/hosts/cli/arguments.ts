import { nearest } from '../../inputs/fields.ts';
import { shown } from '../../inputs/shown.ts';
import type { InputProblem } from '../../model/errors.ts';
import { providerNames } from '../../providers/index.ts';
import { isInput, type Verb, verbNames } from './flags.ts';
import { type Given, readTokens, type Word } from './tokens.ts';

/** What was typed, taken apart. Nothing of it is checked but what makes it a command. */
export interface CommandLine {
  verb: Verb;
  /** The texts of inputs by their names. */
  inputs: Readonly<Record<string, string>>;
  /** What was given to each flag that is no input, in order. */
  options: Readonly<Record<string, readonly string[]>>;
  /** Words of a verb that takes no ids. */
  words: readonly string[];
  wants?: 'help' | 'version';
  problems: readonly InputProblem[];
}

/** Verbs behind which a kind and ids may stand. */
const CALLS: readonly Verb[] = ['wait', 'check', 'cancel'];

/** Reads what was typed behind the name of the program. A verb that is another program takes all behind it as it is. */
export function readArguments(typed: readonly string[]): CommandLine {
  if (typed[0] === 'emulator') {
    return { verb: 'emulator', inputs: {}, options: {}, words: typed.slice(1), problems: [] };
  }
  const { given, words, wants, problems, firstProblemAt } = readTokens(typed);
  const { verb, behind } = verbOf(words);
  const isCall = CALLS.includes(verb);
  const { provider, ids, problem } = isCall
    ? kindAndIds(behind, given, behind.length === words.length, firstProblemAt)
    : { ids: [] };
  const inputs = inputsOf(given, ids, provider);
  return {
    verb,
    inputs: verb === 'check' ? { ...inputs, mode: 'check' } : inputs,
    options: Object.fromEntries(
      Map.groupBy(
        given.filter(({ flag }) => !isInput(flag.name)),
        ({ flag }) => flag.name,
      )
        .entries()
        .map(([name, all]) => [name, all.map(({ value }) => value)]),
    ),
    words: isCall ? [] : behind.map(({ text }) => text),
    ...(wants && { wants }),
    problems: [
      ...problems,
      ...(problem ? [problem] : []),
      ...oddities(verb, given, ids, inputs, words),
    ],
  };
}

function verbOf(words: readonly Word[]): { verb: Verb; behind: readonly Word[] } {
  const verb = verbNames.find((name) => name === words[0]?.text);
  return verb ? { verb, behind: words.slice(1) } : { verb: 'wait', behind: words };
}

interface KindAndIds {
  provider?: string;
  ids: readonly string[];
  problem?: InputProblem;
}

/** The first word is the kind, unless `--provider` names it. */
function kindAndIds(
  words: readonly Word[],
  given: readonly Given[],
  mayBeVerb: boolean,
  firstProblemAt: number,
): KindAndIds {
  const texts = words.map(({ text }) => text);
  const named = given.findLast(({ flag }) => flag.name === 'provider')?.value.toLowerCase();
  const [first, ...rest] = words;
  const kind = providerNames.find((name) => name === first?.text.toLowerCase());
  if (named !== undefined) {
    if (kind === undefined) return { provider: named, ids: texts };
    if (kind === named) return { provider: named, ids: texts.slice(1) };
    const message = `${kind} and --provider ${shown(named)} are two kinds. Name one of them.`;
    return { ids: [], problem: { input: 'provider', message } };
  }
  const ids = rest.map(({ text }) => text);
  if (kind) return { provider: kind, ids };
  if (!first) return { ids };
  // An empty variable: what is behind it is no kind either.
  if (first.text.trim() === '') return { provider: '', ids };
  // What stands behind a flag that is not understood may be its value: a secret, even.
  if (first.index > firstProblemAt) return { ids: [] };
  return { ids: [], problem: strangeWord(first.text, mayBeVerb) };
}

function strangeWord(word: string, mayBeVerb: boolean): InputProblem {
  const known = [...providerNames, ...(mayBeVerb ? verbNames : [])];
  const near = nearest(word.toLowerCase(), known);
  const what = mayBeVerb ? 'neither a kind of task nor a verb' : 'no kind of task';
  const hint = near ? `Did you mean ${near}?` : 'See `wait-for-cloud-task --help`.';
  return { input: 'provider', message: `${shown(word)} is ${what}. ${hint}` };
}

/** Ids from both places are one list; of any other input the last word counts. */
function inputsOf(
  given: readonly Given[],
  ids: readonly string[],
  provider: string | undefined,
): Record<string, string> {
  const inputs = given.filter(({ flag }) => isInput(flag.name));
  const texts = Object.fromEntries(inputs.map(({ flag, value }) => [flag.name, value]));
  const all = [...ids, ...idsOf(given)].join('\n');
  return {
    ...texts,
    ...(provider !== undefined && { provider }),
    ...(all.trim() !== '' && { 'task-id': all }),
  };
}

function idsOf(given: readonly Given[]): string[] {
  return given.filter(({ flag }) => flag.name === 'task-id').map(({ value }) => value);
}

/** What is right by itself and wrong together. */
function oddities(
  verb: Verb,
  given: readonly Given[],
  ids: readonly string[],
  inputs: Readonly<Record<string, string>>,
  words: readonly Word[],
): InputProblem[] {
  const foreign = given
    .filter(({ flag }) => !flag.verbs.includes(verb))
    .map(({ flag: { name } }) => ({ input: name, message: `--${name} is not for \`${verb}\`.` }));
  const all = [...ids, ...idsOf(given)];
  const isEmptyAmongOthers = all.length > 1 && all.some((id) => id.trim() === '');
  const { mode } = inputs;
  return [
    ...foreign,
    // Of all that were meant one would not be waited for, and the end be green.
    ...(isEmptyAmongOthers
      ? [{ input: 'task-id', message: 'One of the ids is empty: a variable may not be set.' }]
      : []),
    ...sourcesOf(given),
    ...(verb === 'kinds' && words.length > 1
      ? [{ input: 'kinds', message: '`kinds` takes nothing behind it.' }]
      : []),
    ...(verb === 'check' && mode !== undefined && mode.toLowerCase() !== 'check'
      ? [{ input: 'mode', message: `\`check\` and --mode ${shown(mode)} are two things.` }]
      : []),
  ];
}

/** A profile is named where it is to be used: whatever else gives credentials would take its place, or lose its own. */
function sourcesOf(given: readonly Given[]): InputProblem[] {
  const names = given.filter(({ value }) => value.trim() !== '').map(({ flag }) => flag.name);
  const other = ['access-key-id', 'role-to-assume'].find((name) => names.includes(name));
  if (!other || !names.includes('profile')) return [];
  const message = `--profile and {input:${other}} are two sources of credentials. Name one of them.`;
  return [{ input: 'profile', message }];
}
