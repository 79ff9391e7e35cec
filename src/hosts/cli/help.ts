import { canCancel, type ProviderDefinition } from '../../providers/provider.ts';
import type { Flag, Verb } from './flags.ts';
import { reference } from './reference.ts';

const WIDTH = 96;

/** Of a verb with all that may stand behind it. */
const WIDEST_USAGE = 46;

const PROGRAM = 'wait-for-cloud-task';

/** A few lines for somebody who has typed nothing. */
export function usageText(): string {
  const rows = reference.verbs.map(({ usage, what }): [string, string] => [
    `${PROGRAM} ${usage}`,
    what,
  ]);
  return `${[
    'Waits for long tasks in Alibaba Cloud and Volcengine.',
    '',
    ...table(rows, WIDEST_USAGE),
    '',
    'Flags, exit codes and what each kind takes: --help, also behind a verb or a kind.',
  ].join('\n')}\n`;
}

/** All of it, or what concerns one verb, one kind. */
export function helpText(verb: Verb | undefined, kind: ProviderDefinition | undefined): string {
  const isOurs = (flag: Flag) =>
    (!verb || flag.verbs.includes(verb)) &&
    (!flag.kinds || (kind ? flag.kinds.includes(kind.name) : true));
  const groups = reference.groups
    .map(({ title, flags }) => ({ title, rows: flags.filter(isOurs).map(rowOf) }))
    .filter(({ rows }) => rows.length > 0);
  const verbs = reference.verbs.filter(({ name }) => !verb || name === verb);
  return `${[
    ...(kind ? kindLines(kind) : ['Waits for long tasks in Alibaba Cloud and Volcengine.']),
    '',
    ...table(
      verbs.map(({ usage, what }) => [`${PROGRAM} ${usage}`, what]),
      WIDEST_USAGE,
    ),
    ...groups.flatMap(({ title, rows }) => ['', `${title}:`, ...table(rows)]),
    '',
    'Exit codes:',
    ...table(reference.exitCodes.map(({ code, what }) => [String(code), what])),
  ].join('\n')}\n`;
}

function kindLines(kind: ProviderDefinition): string[] {
  const { name, title, permissions } = kind;
  const needs = [permissions.wait, ...(permissions.result ?? [])].join(', ');
  const cancel = canCancel(kind)
    ? `Can be cancelled, with ${permissions.cancel}.`
    : 'Has no cancel API.';
  return [`${name}: ${title}`, ...wrapped(`Needs ${needs}. ${cancel}`, WIDTH)];
}

function rowOf({ name, takes, description, default: value, kinds }: Flag): [string, string] {
  const behind = takes === 'switch' ? '' : ` ${takes}`;
  const isNamed = kinds?.every((kind) => description.includes(kind));
  const ofKinds = kinds && !isNamed ? ` (${kinds.join(', ')})` : '';
  const isSaid = value === undefined || description.toLowerCase().includes('default');
  const byDefault = isSaid ? '' : ` Default: ${value}.`;
  const text = description.replaceAll('`', '');
  const no = takes === 'switch' && value === 'true' ? '[no-]' : '';
  return [`--${no}${name}${behind}`, `${text}${byDefault}${ofKinds}`];
}

/** Two columns; what is too wide for the first has a line of its own. */
function table(rows: readonly (readonly [string, string])[], most = 30): string[] {
  const widest = Math.max(...rows.map(([left]) => left.length));
  const column = Math.min(widest, most) + 4;
  return rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrapped(right, WIDTH - column);
    const indent = ' '.repeat(column);
    const head = `  ${left}`;
    const fits = head.length <= column - 2;
    return [
      ...(fits ? [`${head.padEnd(column)}${first}`] : [head, `${indent}${first}`]),
      ...rest.map((line) => `${indent}${line}`),
    ];
  });
}

function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= width) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}
