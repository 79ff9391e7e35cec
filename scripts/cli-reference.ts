/** The generated parts of `docs/cli.md`, from what `--help` says, and of the step of Yunxiao Flow. */
import type { Flag } from '../src/hosts/cli/flags.ts';
import { reference } from '../src/hosts/cli/reference.ts';
import { code, table } from './tables.ts';

export function cliRegions(): Record<string, string> {
  const { verbs, groups, exitCodes } = reference;
  return {
    verbs: table(
      ['Command', 'Does'],
      verbs.map(({ usage, what }) => [inCell(usage), what]),
    ),
    flags: groups
      .map(({ title, flags }) => `### ${title}\n\n${flags.map(flagLine).join('\n')}`)
      .join('\n\n'),
    'exit-codes': table(
      ['Code', 'When'],
      exitCodes.map(({ code: number, what }) => [String(number), what]),
    ),
  };
}

/** The kinds as its form offers them. */
export function yunxiaoRegions(names: readonly string[]): Record<string, string> {
  const choices = names.map((name) => `      - { label: ${name}, value: ${name} }`);
  return { kinds: choices.join('\n') };
}

/** A stroke within a cell would end it. */
function inCell(text: string): string {
  return code(text.replaceAll('|', '\\|'));
}

function flagLine({ name, takes, description, default: value, kinds, verbs }: Flag): string {
  const behind = takes === 'switch' ? '' : ` ${takes}`;
  const no = takes === 'switch' && value === 'true' ? ` or ${code(`--no-${name}`)}` : '';
  const isSaid = value === undefined || /default/i.test(description);
  const isNamed = kinds?.every((kind) => description.includes(kind));
  const facts = [
    ...(kinds && !isNamed ? [`For ${kinds.map(code).join(', ')}.`] : []),
    ...(isSaid ? [] : [`Default: ${code(value)}.`]),
    ...(verbs.includes('cancel') ? [] : ['Not for `cancel`.']),
  ];
  return `- ${code(`--${name}${behind}`)}${no}: ${[description, ...facts].join(' ')}`;
}
