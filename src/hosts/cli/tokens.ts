import { parseArgs } from 'node:util';
import { nearest } from '../../inputs/fields.ts';
import { shown } from '../../inputs/shown.ts';
import type { InputProblem } from '../../model/errors.ts';
import { type Flag, flags, refused } from './flags.ts';

/** What a flag was given. */
export interface Given {
  flag: Flag;
  value: string;
}

/** A word that is no flag, and where in the line it stands. */
export interface Word {
  text: string;
  index: number;
}

/** The line as flags and words. */
interface Tokens {
  given: readonly Given[];
  words: readonly Word[];
  wants?: 'help' | 'version';
  problems: readonly InputProblem[];
  /** Where the first flag stands that is not understood: what is behind it may be its value, and a secret. */
  firstProblemAt: number;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/** What the parser has to know: which flags take what stands behind them. */
const options = {
  ...Object.fromEntries(
    [...flags.map(({ name, takes }) => [name, takes === 'switch'] as const)].map(
      ([name, isSwitch]) => [name, { type: isSwitch ? 'boolean' : 'string' } as const],
    ),
  ),
  ...Object.fromEntries(Object.keys(refused).map((name) => [name, { type: 'string' } as const])),
  help: { type: 'boolean', short: 'h' } as const,
  version: { type: 'boolean', short: 'V' } as const,
};

/** Reads a line by the table of flags. Never throws: what is wrong is told as problems, a secret's value never. */
export function readTokens(typed: readonly string[]): Tokens {
  const args = [...typed];
  const { tokens } = parseArgs({
    args,
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const given: Given[] = [];
  const problems: InputProblem[] = [];
  let words = tokens.flatMap((token): Word[] =>
    token.kind === 'positional' ? [{ text: token.value, index: token.index }] : [],
  );
  let wants: Tokens['wants'];
  let firstProblemAt = Number.POSITIVE_INFINITY;

  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const next = words.find(({ index }) => index === token.index + 1);
    const read = readOption(token, next?.text, typed[token.index] ?? '');
    if ('problem' in read) {
      firstProblemAt = Math.min(firstProblemAt, token.index);
      // Letters behind one hyphen are a token each.
      if (problems.every(({ input }) => input !== read.problem.input)) problems.push(read.problem);
      continue;
    }
    if ('wants' in read) {
      wants ??= read.wants;
      continue;
    }
    if (read.takesNext) words = words.filter((word) => word !== next);
    given.push(read.given);
  }
  return { given, words, problems, firstProblemAt, ...(wants && { wants }) };
}

type Read =
  | { given: Given; takesNext?: boolean }
  | { wants: 'help' | 'version' }
  | { problem: InputProblem };

function readOption(token: OptionToken, next: string | undefined, typed: string): Read {
  const { name, value } = token;
  if (name === 'help' || name === 'version') return { wants: name };
  if (!token.rawName.startsWith('--')) return { problem: unknownShort(typed) };
  const secret = Object.keys(refused).find((each) => name === each || isBeginOf(each, name));
  if (secret) return { problem: refusal(secret) };
  const flag = flags.find((each) => each.name === name);
  if (!flag) return readNegative(token) ?? { problem: unknown(`--${name}`) };
  if (flag.takes === 'switch') {
    const isNext = value === undefined && next !== undefined && /^(true|false)$/i.test(next);
    return { given: { flag, value: value ?? (isNext ? next : 'true') }, takesNext: isNext };
  }
  const isForgotten = value === undefined || (!token.inlineValue && /^-./.test(value));
  if (isForgotten) return { problem: valueless(flag) };
  return { given: { flag, value } };
}

/** `--no-fail-fast`; undefined where it is nothing of the kind. */
function readNegative({ name, value }: OptionToken): Read | undefined {
  const flag = flags.find((each) => each.takes === 'switch' && `no-${each.name}` === name);
  if (!flag) return undefined;
  if (value === undefined) return { given: { flag, value: 'false' } };
  const message = `--${name} takes no value. Write --${flag.name}=false or --${name}.`;
  return { problem: { input: flag.name, message } };
}

/** A secret that was typed without a space behind its flag is part of the flag's name. */
function isBeginOf(name: string, typed: string): boolean {
  return refused[name]?.isSecret === true && typed.startsWith(name);
}

function refusal(name: string): InputProblem {
  const { isSecret = false, remedy = '' } = refused[name] ?? {};
  const why = isSecret
    ? 'is no flag: a command line can be read by every program of this machine, and stays in the history of the shell.'
    : 'is no flag.';
  return { input: name, message: `--${name} ${why} ${remedy}` };
}

function valueless({ name, takes }: Flag): InputProblem {
  return {
    input: name,
    message: `--${name} needs a value. Write --${name} ${takes}, or --${name}=${takes} where that begins with a hyphen.`,
  };
}

/** Some programs take a value without a space behind one letter (`-pPASSWORD`): what resembles no flag is not shown. */
function unknownShort(typed: string): InputProblem {
  const [name = ''] = typed.split('=');
  const problem = unknown(name);
  return problem.message.includes('Did you mean') || name.length <= 2
    ? problem
    : unknown(`${name.slice(0, 2)}…`);
}

/** Whatever stands behind `=` is not shown: it may have been meant as a secret. */
function unknown(typed: string): InputProblem {
  const bare = typed.replace(/^-+/, '');
  const names = [...flags.map(({ name }) => name), ...Object.keys(refused), 'help', 'version'];
  // Of two letters nearly everything is a slip.
  const close = bare.length > 2 ? nearest(bare.toLowerCase(), names) : undefined;
  const near = names.includes(bare) ? bare : close;
  const hint = near ? `Did you mean --${near}?` : 'See --help.';
  return { input: typed, message: `${shown(typed)} is no flag. ${hint}` };
}
