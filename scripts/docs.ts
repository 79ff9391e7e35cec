/**
 * Writes the generated parts of README.md and `docs/providers/`: tables from `action.yml` and the providers, policies,
 * and the files of `examples/`. Each stands between `<!-- name:begin -->` and `<!-- name:end -->`. `--check` writes
 * nothing, names what is stale and exits with 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { providers } from '../src/providers/index.ts';
import { optionSections } from './options.ts';
import { pageRegions } from './provider-pages.ts';
import { type Action, readAction, readExamples } from './sources.ts';
import {
  code,
  type Definitions,
  environmentTable,
  inputsTable,
  outputsTable,
  permissionsTable,
  providersTable,
  statesTable,
} from './tables.ts';

const root = new URL('../', import.meta.url);

/** The generated parts of README.md by their names. */
export function generate(
  action: Action,
  definitions: Definitions,
  examples: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    inputs: inputsTable(action),
    options: optionSections(action, definitions),
    outputs: outputsTable(action),
    providers: providersTable(definitions),
    permissions: permissionsTable(definitions),
    states: statesTable(definitions),
    environment: environmentTable(),
    workflows: Object.entries(examples)
      .map(([file, text]) => workflow(file, text, definitions))
      .join('\n\n'),
  };
}

/** An example under its own name, with the way to the page of its provider. */
function workflow(file: string, text: string, definitions: Definitions): string {
  const [, title = file] = /^name: (.+)$/m.exec(text) ?? [];
  const names = Object.keys(definitions).filter((name) => text.includes(`provider: ${name}\n`));
  const pages = names.map((name) => `[${code(name)}](docs/providers/${name}.md)`);
  const where = [`[${file}](examples/${file})`, ...pages].join(' · ');
  return `### ${title}\n\n${where}\n\n\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
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

/** Every page with generated parts: its path from the root, and the parts. */
function pages(): [path: string, regions: Record<string, string>][] {
  const examples = readExamples();
  return [
    ['README.md', generate(readAction(), providers, examples)],
    ...Object.values(providers).map((definition): [string, Record<string, string>] => [
      `docs/providers/${definition.name}.md`,
      pageRegions(definition, Object.values(examples)),
    ]),
  ];
}

function main(isCheck: boolean): number {
  let isStale = false;
  for (const [path, regions] of pages()) {
    const file = new URL(path, root);
    if (!existsSync(file)) throw new Error(`${path} is missing: every provider has a page.`);
    const { text, stale } = render(readFileSync(file, 'utf8'), regions);
    if (stale.length === 0) continue;
    isStale = true;
    if (isCheck) console.error(`${path} is stale (${stale.join(', ')}): run \`npm run docs\`.`);
    else writeFileSync(file, text);
    if (!isCheck) console.log(`${path}: wrote ${stale.join(', ')}`);
  }
  if (!isStale) console.log('The generated docs are up to date.');
  return isCheck && isStale ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--check'));
