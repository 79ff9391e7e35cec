/** What the documentation is generated from and checked against. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

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
