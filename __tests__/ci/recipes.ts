import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { root } from './support.ts';

/** A block of a page: its language, and the system that it is for, as the page marks it. */
export interface Block {
  language: string;
  system: string;
  text: string;
}

export const pages = readdirSync(join(root, 'docs/ci')).sort();

export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), 'utf8');
  const fences = text.matchAll(/^```(\w+)(?: ([\w-]+))?\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, language = '', system = '', body = '']) => ({
    language,
    system,
    text: body,
  }));
}

/** The scripts of a block that have to do with a task, as the shell of its system gets them. */
export function scriptsIn({ language, system, text }: Block): string[] {
  const scripts = language === 'yaml' ? inYaml(text) : language === 'groovy' ? inGroovy(text) : [];
  return scripts
    .filter((script) => /cloud[-_]task/i.test(script))
    .map((script) => (system === 'buildkite' ? script.replaceAll('$$', '$') : script));
}

/** Names under which these systems have what a shell runs; lists are run as one. */
const SCRIPTS = ['script', 'after_script', 'after-script', 'commands', 'command', 'run', 'bash'];

function inYaml(text: string): string[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = [...document.errors, ...document.warnings];
    if (error) throw error;
    return found(document.toJS());
  });
}

function found(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(found);
  const entries = Object.entries(value);
  const { command } = Object.fromEntries(entries);
  return entries.flatMap(([name, each]) => {
    // A container whose command is a shell gets the script as its argument.
    const isScript =
      SCRIPTS.includes(name) || (name === 'args' && String(command).startsWith('sh'));
    if (!isScript || (typeof each === 'object' && !Array.isArray(each))) return found(each);
    return name === 'command' && String(each).startsWith('sh,') ? [] : [[each].flat().join('\n')];
  });
}

function inGroovy(text: string): string[] {
  const calls = text.matchAll(/\bsh '''([\s\S]*?)'''|\bsh '([^']*)'/g);
  return [...calls].map(([, long, short]) => long ?? short ?? '');
}
