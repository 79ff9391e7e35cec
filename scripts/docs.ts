/**
 * Writes what is generated from the kinds' declarations and from `action.yml`: the inputs of kinds in `action.yml` itself,
 * tables and sections of the READMEs and of the pages in `docs/`, policies, and the files of `examples/`. `--check` writes
 * nothing, names what is stale and exits with 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cliFlagsModule } from './cli-flags.ts';
import { cliRegions, yunxiaoRegions } from './cli-reference.ts';
import { actionRegions, kindInputsModule } from './kind-inputs.ts';
import { optionSections } from './options.ts';
import { pinned, pinnedFiles } from './pins.ts';
import { pageRegions } from './provider-pages.ts';
import { chineseRegions, readmeRegions } from './readme.ts';
import { render } from './regions.ts';
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
    'action.yml': actionRegions(definitions),
    'README.md': readmeRegions(sources),
    'README.zh-CN.md': chineseRegions(sources),
    'docs/inputs.md': { options: optionSections(action, definitions) },
    'docs/cli.md': cliRegions(),
    'integrations/yunxiao-flow/step.yaml': yunxiaoRegions(Object.keys(definitions)),
    'docs/credentials.md': { environment: environmentTable() },
    'docs/permissions.md': { permissions: permissionsTable(definitions) },
    'docs/states.md': { states: statesTable(definitions) },
    ...Object.fromEntries(ofProviders),
  };
}

/** Files that are generated whole. */
function modulesOf({ action, definitions }: Sources): Record<string, string> {
  return {
    'src/providers/kind-inputs.generated.ts': kindInputsModule(definitions),
    'src/hosts/cli/flags.generated.ts': cliFlagsModule(action, definitions),
  };
}

function main(isCheck: boolean): number {
  const sources = readSources();
  let isStale = false;
  for (const [path, regions] of Object.entries(generate(sources))) {
    const file = new URL(path, root);
    if (!existsSync(file)) throw new Error(`${path} is missing: it has generated parts.`);
    const { text, stale } = render(readFileSync(file, 'utf8'), regions);
    write(path, text, stale);
  }
  for (const [module, text] of Object.entries(modulesOf(sources))) {
    const file = new URL(module, root);
    const isFresh = existsSync(file) && readFileSync(file, 'utf8') === text;
    write(module, text, isFresh ? [] : ['all of it']);
  }
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  for (const path of pinnedFiles()) {
    const text = readFileSync(new URL(path, root), 'utf8');
    const fresh = pinned(text, version);
    write(path, fresh, fresh === text ? [] : ['the version']);
  }
  if (!isStale) console.log('The generated docs are up to date.');
  return isCheck && isStale ? 1 : 0;

  function write(path: string, text: string, stale: readonly string[]): void {
    if (stale.length === 0) return;
    isStale = true;
    if (isCheck) console.error(`${path} is stale (${stale.join(', ')}): run \`npm run docs\`.`);
    else writeFileSync(new URL(path, root), text);
    if (!isCheck) console.log(`${path}: wrote ${stale.join(', ')}`);
  }
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--check'));
