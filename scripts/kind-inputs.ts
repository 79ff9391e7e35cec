/** The inputs that only some kinds have: what `action.yml` and the code are told of them, from the kinds' own declarations. */
import type { KindInput } from '../src/providers/kind-inputs.ts';
import type { Definitions } from './definitions.ts';

/** Width of a line of `action.yml`. */
const WIDTH = 120;

/**
 * Every input of a kind once, in the order of the kinds. Throws where two kinds say different things of one input, since it
 * has one description and is read in one way.
 */
export function declaredInputs(definitions: Definitions): KindInput[] {
  const declared = new Map<string, KindInput>();
  for (const { name: kind, inputs } of Object.values(definitions)) {
    for (const input of inputs) {
      const other = declared.get(input.name) ?? input;
      if (essence(other) !== essence(input)) {
        throw new Error(`${kind} declares \`${input.name}\` otherwise than another kind does.`);
      }
      declared.set(input.name, other);
    }
  }
  return [...declared.values()];
}

/** All but whether it is required, which each kind says for itself. */
function essence(input: KindInput): string {
  const { isRequired: _, ...rest } = { isRequired: false, ...input };
  return JSON.stringify(rest, (_, value) => (value instanceof RegExp ? String(value) : value));
}

/** The generated part of `action.yml`. */
export function actionRegions(definitions: Definitions): Record<string, string> {
  const inputs = declaredInputs(definitions).map(
    ({ name, description }) => `  ${name}:\n${descriptionIn(description)}`,
  );
  return { 'inputs-of-kinds': inputs.join('\n') };
}

/** On one line where it fits, else folded. */
function descriptionIn(text: string): string {
  const quoted = `    description: ${JSON.stringify(text)}`;
  if (quoted.length <= WIDTH) return quoted;
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length + 6 <= WIDTH) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return ['    description: >-', ...lines.map((line) => `      ${line}`)].join('\n');
}

/** The text of `src/providers/kind-inputs.generated.ts`. */
export function kindInputsModule(definitions: Definitions): string {
  const names = declaredInputs(definitions).map(({ name }) => `  '${name}',\n`);
  return `/** Written by \`npm run docs\`: the inputs of all kinds, which are known without the kinds being read. */
export const kindInputs: readonly string[] = [
${names.join('')}];
`;
}
