/**
 * Writes the generated parts of the READMEs and of the pages in `docs/`: tables from `action.yml` and the providers,
 * sections on inputs, policies, and the files of `examples/`. Each stands between `<!-- name:begin -->` and
 * `<!-- name:end -->`. `--check` writes nothing, names what is stale and exits with 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { optionSections } from './options.ts';
import { pageRegions } from './provider-pages.ts';
import { chineseRegions, readmeRegions } from './readme.ts';
import { readSources, type Sources } from './sources.ts';
import { environmentTable, permissionsTable, statesTable } from './tables.ts';

const root = new URL('../', import.meta.url);

/** Every page with generated parts: its path from the root, and the parts by their names. */
export function generate(sources: Sources): Record<string, Record<string, string>> {
  const { action, definitions, examples } = sources;
  const ofProviders = Object.values(definitions).map((definition) => [
    `docs/providers/${definition.name}.md`,
    pageRegions(definition, Object.values(examples)),
  ]);
  return {
    'README.md': readmeRegions(sources),
    'README.zh-CN.md': chineseRegions(sources),
    'docs/inputs.md': { options: optionSections(action, definitions) },
    'docs/credentials.md': { environment: environmentTable() },
    'docs/permissions.md': { permissions: permissionsTable(definitions) },
    'docs/states.md': { states: statesTable(definitions) },
    ...Object.fromEntries(ofProviders),
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

function main(isCheck: boolean): number {
  let isStale = false;
  for (const [path, regions] of Object.entries(generate(readSources()))) {
    const file = new URL(path, root);
    if (!existsSync(file)) throw new Error(`${path} is missing: it has generated parts.`);
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
