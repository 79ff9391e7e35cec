/** Every piece of YAML that a user may copy or a runner may read, and how a fragment becomes a workflow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { type Example, yamlBlocks } from './examples.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The pages whose YAML blocks are checked. */
export function pages(): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md');
  return [...top, ...below('docs', '.md')];
}

/** Workflow files of this repository, and those in `examples/`. */
function workflowFiles(): string[] {
  const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yml'));
  return [...below('.github/workflows', '.yml'), ...examples.map((name) => `examples/${name}`)];
}

export const actionFiles = ['action.yml', 'emulator/action.yml'];

/** All workflows: files, and the blocks of all pages. */
export function workflows(): Example[] {
  return [
    ...workflowFiles().map((where) => ({ where, text: read(where) })),
    ...pages().flatMap((page) => yamlBlocks(page, read(page))),
  ];
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function below(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => relative(root, join(root, folder, name)).replaceAll('\\', '/'))
    .sort();
}

/**
 * A whole workflow of a fragment: of a list of steps, of jobs, or of a workflow without its trigger. Steps and jobs that
 * the fragment refers to and does not show are made up, so that only what is shown can be wrong.
 */
export function whole(text: string): string {
  const value: unknown = parse(text);
  const isWorkflow = isRecord(value) && 'jobs' in value;
  if (isWorkflow && 'on' in value) return text;
  if (isWorkflow) return stringify({ on: 'workflow_dispatch', ...value });
  const steps = Array.isArray(value) ? value : isRecord(value) ? value.steps : undefined;
  if (!Array.isArray(steps)) {
    return stringify({ on: 'workflow_dispatch', jobs: { ...strangers(text), ...asRecord(value) } });
  }
  const job = {
    ...asRecord(value),
    'runs-on': 'ubuntu-latest',
    steps: [...missing(text), ...steps],
  };
  return stringify({ on: 'workflow_dispatch', jobs: { ...strangers(text), fragment: job } });
}

/** Steps that are referred to by an id that nothing in the text has. */
function missing(text: string): object[] {
  return unknown(text, /\bsteps\.([\w-]+)\.out/g, (id) => new RegExp(`\\bid: ${id}\\b`)).map(
    (id) => ({ id, run: 'true' }),
  );
}

/** Jobs that are needed and not shown. */
function strangers(text: string): Record<string, object> {
  const names = unknown(text, /\bneeds: ([\w-]+)$/gm, (name) => new RegExp(`^ *${name}:$`, 'm'));
  return Object.fromEntries(
    names.map((name) => [name, { 'runs-on': 'ubuntu-latest', steps: [{ run: 'true' }] }]),
  );
}

function unknown(text: string, references: RegExp, shown: (name: string) => RegExp): string[] {
  const names = new Set([...text.matchAll(references)].map(([, name = '']) => name));
  return [...names].filter((name) => !shown(name).test(text));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
