/**
 * Writes the generated parts of README.md: tables from `action.yml` and the providers, and the files of `examples/`.
 * Each stands between `<!-- name:begin -->` and `<!-- name:end -->`. `--check` writes nothing, names what is stale and
 * exits with 1.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type CloudName, cloudNames } from '../src/clouds/cloud.ts';
import { clouds } from '../src/clouds/index.ts';
import { providerNames, providers } from '../src/providers/index.ts';
import type { ProviderDefinition } from '../src/providers/provider.ts';
import type { TaskState } from '../src/task.ts';

/** What is read of `action.yml`. */
export interface Action {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs: Record<string, { description: string }>;
}

const root = new URL('../', import.meta.url);

export function readAction(): Action {
  return parse(readFileSync(new URL('action.yml', root), 'utf8'));
}

/** The examples by file name, in the order of the alphabet. */
export function readExamples(): Record<string, string> {
  const folder = new URL('examples/', root);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
}

/** The Markdown of every region by its name. */
export function generate(
  action: Action,
  definitions: Readonly<Record<string, ProviderDefinition>>,
  examples: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    inputs: inputsTable(action),
    outputs: outputsTable(action),
    providers: providersTable(definitions),
    permissions: permissionsTable(definitions),
    states: statesTable(definitions),
    environment: environmentTable(),
    ...Object.fromEntries(
      Object.entries(examples).map(([name, text]) => [
        `examples/${name}`,
        `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``,
      ]),
    ),
  };
}

/**
 * `text` with every region as it should be, and the names of those that were not. Throws where a region has no place in
 * the text, or a place no region.
 */
export function render(
  text: string,
  regions: Readonly<Record<string, string>>,
): { text: string; stale: string[] } {
  const places = [...text.matchAll(/<!-- ([\w./-]+):begin -->/g)].map(([, name = '']) => name);
  const unknown = places.filter((name) => !Object.hasOwn(regions, name));
  if (unknown.length > 0) throw new Error(`Nothing is generated for ${unknown.join(', ')}.`);
  const stale: string[] = [];
  let rendered = text;
  for (const [name, body] of Object.entries(regions)) {
    const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
    const from = rendered.indexOf(begin);
    const to = rendered.indexOf(end);
    if (from < 0 || to < from) throw new Error(`There is no place for ${name}: ${begin} … ${end}`);
    const next = `${rendered.slice(0, from + begin.length)}\n${body}\n${rendered.slice(to)}`;
    if (next !== rendered) stale.push(name);
    rendered = next;
  }
  return { text: rendered, stale };
}

function inputsTable({ inputs }: Action): string {
  return table(
    ['Input', 'Default', 'Meaning'],
    Object.entries(inputs).map(([name, { description, required, default: value }]) => [
      code(name),
      required ? '**required**' : value ? code(value) : '',
      oneLine(description),
    ]),
  );
}

function outputsTable({ outputs }: Action): string {
  return table(
    ['Output', 'Value'],
    Object.entries(outputs).map(([name, { description }]) => [code(name), oneLine(description)]),
  );
}

function providersTable(definitions: Readonly<Record<string, ProviderDefinition>>): string {
  return table(
    [
      '`provider`',
      'Waits for',
      'Ids a request',
      'Can cancel',
      'Instead of `task-id`',
      'Also needs',
    ],
    Object.entries(definitions).map(([name, definition]) => [
      code(name),
      definition.title,
      String(definition.idsPerRequest),
      definition.permissions.cancel ? 'yes' : 'no',
      definition.parentInput ? code(definition.parentInput) : '–',
      definition.requiredInputs.map(code).join(', ') || '–',
    ]),
  );
}

function permissionsTable(definitions: Readonly<Record<string, ProviderDefinition>>): string {
  return table(
    ['`provider`', 'To wait', 'For `on-cancel: cancel`', 'To look up the result, or why it failed'],
    Object.entries(definitions).map(([name, { permissions }]) => [
      code(name),
      code(permissions.wait),
      permissions.cancel ? code(permissions.cancel) : '–',
      permissions.result?.map(code).join(', ') ?? '–',
    ]),
  );
}

function statesTable(definitions: Readonly<Record<string, ProviderDefinition>>): string {
  const states: readonly TaskState[] = [
    'pending',
    'running',
    'succeeded',
    'partial',
    'failed',
    'canceled',
  ];
  return table(
    ['`provider`', ...states.map(code)],
    Object.entries(definitions).map(([name, definition]) => [
      code(name),
      ...states.map((state) => wordsOf(definition, state)),
    ]),
  );
}

function wordsOf({ states }: ProviderDefinition, wanted: TaskState): string {
  const words = Object.entries(states).filter(([, state]) => state === wanted);
  return words.map(([word]) => code(word)).join(' ') || '–';
}

function environmentTable(): string {
  const rows = (cloud: CloudName) => {
    const { title, keyVariables, regionVariables } = clouds[cloud];
    const families = keyVariables.map(({ id, secret, token }) =>
      [id, secret, token]
        .filter((name) => name !== undefined)
        .map(code)
        .join(' '),
    );
    return [title, families.join('<br>'), regionVariables.map(code).join('<br>')];
  };
  return table(
    ['Cloud', 'Key id, secret and token; the first complete line wins', 'Region; the first wins'],
    cloudNames.map(rows),
  );
}

/** A table with columns of even width, as the formatter would have it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

function main(isCheck: boolean): number {
  const file = fileURLToPath(new URL('README.md', root));
  const regions = generate(readAction(), inOrder(), readExamples());
  const { text, stale } = render(readFileSync(file, 'utf8'), regions);
  if (stale.length === 0) {
    console.log('README.md is up to date');
    return 0;
  }
  if (!isCheck) {
    writeFileSync(file, text);
    console.log(`README.md: wrote ${stale.join(', ')}`);
    return 0;
  }
  console.error(`README.md is stale (${stale.join(', ')}): run \`npm run docs\` and commit it.`);
  return 1;
}

function inOrder(): Record<string, ProviderDefinition> {
  return Object.fromEntries(providerNames.map((name) => [name, providers[name]]));
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--check'));
