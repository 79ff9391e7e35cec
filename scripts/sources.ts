/** What the documentation is generated from and checked against. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Definitions, definitions } from './definitions.ts';
import { actionRegions } from './kind-inputs.ts';
import { render } from './regions.ts';

/** What is read of `action.yml`. */
export interface Action {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs: Record<string, { description: string }>;
}

export interface Sources {
  action: Action;
  definitions: Definitions;
  /** Workflows by the names of their files, in the order of the alphabet. */
  examples: Readonly<Record<string, string>>;
}

const root = new URL('../', import.meta.url);

export function readSources(): Sources {
  return { action: readAction(), definitions, examples: readExamples() };
}

/** As it should be: what is generated from it does not wait until its own generated part is written. */
export function readAction(): Action {
  const text = readFileSync(new URL('action.yml', root), 'utf8');
  return parse(render(text, actionRegions(definitions)).text);
}

function readExamples(): Record<string, string> {
  const folder = new URL('examples/', root);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
}
