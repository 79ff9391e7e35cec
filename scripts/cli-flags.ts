/** The inputs as the command line knows them: names, texts and defaults, from `action.yml` and the kinds' own declarations. */

import type { Definitions } from './definitions.ts';
import type { Action } from './sources.ts';

/** Width of a line of code. */
const WIDTH = 100;

/** The text of `src/hosts/cli/flags.generated.ts`. */
export function cliFlagsModule({ inputs }: Action, definitions: Definitions): string {
  const names = Object.keys(inputs);
  const entries = names.map((name) => entry(name, inputs, definitions));
  return `/** Written by \`npm run docs\`: every input of \`action.yml\`, as \`--help\` tells of it. */
export interface InputFlag {
  name: string;
  description: string;
  default?: string;
  /** The kinds that have it, where not all do. */
  kinds?: readonly string[];
}

export const inputFlags: readonly InputFlag[] = [
${entries.join('')}];
`;
}

function entry(name: string, inputs: Action['inputs'], definitions: Definitions): string {
  const { description = '', default: value } = inputs[name] ?? {};
  const kinds = Object.values(definitions)
    .filter((definition) => definition.inputs.some((input) => input.name === name))
    .map((definition) => definition.name);
  const fields = {
    name,
    description: asFlags(description.trim().replaceAll(/\s+/g, ' '), Object.keys(inputs)),
    ...(value !== undefined && { default: value }),
    ...(kinds.length > 0 && { kinds }),
  };
  const lines = Object.entries(fields).map(([field, given]) => property(field, given));
  return `  {\n${lines.join('')}  },\n`;
}

/** As the formatter would have it. */
function property(name: string, value: string | readonly string[]): string {
  if (typeof value === 'string') {
    const line = `    ${name}: ${quoted(value)},\n`;
    return line.length <= WIDTH + 1 ? line : `    ${name}:\n      ${quoted(value)},\n`;
  }
  const line = `    ${name}: [${value.map(quoted).join(', ')}],\n`;
  if (line.length <= WIDTH + 1) return line;
  return `    ${name}: [\n${value.map((each) => `      ${quoted(each)},\n`).join('')}    ],\n`;
}

function quoted(text: string): string {
  const [single, double] = ["'", '"'].map((mark) => text.split(mark).length - 1) as [
    number,
    number,
  ];
  const mark = single > double ? '"' : "'";
  return `${mark}${text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`)}${mark}`;
}

/** An input in the text of another is a flag here: `mode: check` is `--mode check`. */
function asFlags(text: string, names: readonly string[]): string {
  return text.replaceAll(/`([a-z-]+)(?:: ([\w-]+))?`/g, (whole, name: string, value?: string) => {
    if (!names.includes(name)) return whole;
    return `\`--${name}${value ? ` ${value}` : ''}\``;
  });
}
