/** What the documentation is generated from and checked against. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { providers } from '../src/providers/index.ts';
import type { ProviderDefinition } from '../src/providers/provider.ts';

/** What is read of `action.yml`. */
export interface Action {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs: Record<string, { description: string }>;
}

export type Definitions = Readonly<Record<string, ProviderDefinition>>;

export interface Sources {
  action: Action;
  definitions: Definitions;
  /** Workflows by the names of their files, in the order of the alphabet. */
  examples: Readonly<Record<string, string>>;
}

const root = new URL('../', import.meta.url);

export function readSources(): Sources {
  return { action: readAction(), definitions: providers, examples: readExamples() };
}

export function readAction(): Action {
  return parse(readFileSync(new URL('action.yml', root), 'utf8'));
}

function readExamples(): Record<string, string> {
  const folder = new URL('examples/', root);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
}
