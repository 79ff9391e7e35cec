/** Checks workflows in the documentation against `action.yml`: what a user copies must work. */
import { parseAllDocuments } from 'yaml';
import { requiredInputsOf } from '../src/providers/kind-inputs.ts';
import { type Definitions, definitions } from './definitions.ts';
import type { Action } from './sources.ts';

/** A piece of YAML and where it stands. */
export interface Example {
  where: string;
  text: string;
  /** True where the page says that it is newer than `actionlint` knows; then that alone is left out. */
  isNewer?: boolean;
}

/** How the action is named in examples: by its repository, or from a checkout of it. */
const USES = /^(OWNER\/wait-for-cloud-task@.+|\.\/?)$/;

interface Step {
  id: string;
  uses: string;
  with: Record<string, unknown>;
}

/**
 * The YAML blocks of a Markdown text, each with the line it begins at. A block that `actionlint` cannot know says so, with
 * the reason, behind the language: `yaml newer-than-actionlint (reason)`.
 */
export function yamlBlocks(file: string, markdown: string): Example[] {
  const fence = /^( *)```ya?ml(?: (newer-than-actionlint) \(.+\))?\n([\s\S]*?)^ *```$/gm;
  return [...markdown.matchAll(fence)].map(({ index, 1: indent = '', 2: mark, 3: text = '' }) => ({
    where: `${file}:${markdown.slice(0, index).split('\n').length + 1}`,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    ...(mark && { isNewer: true }),
  }));
}

/** Everything wrong with an example, a line each. A fragment may refer to steps that it does not show. */
export function problemsOf({ where, text }: Example, action: Action): string[] {
  const problems: string[] = [];
  for (const document of parseAllDocuments(text)) {
    const [error] = [...document.errors, ...document.warnings];
    if (error) {
      problems.push(error.message);
      continue;
    }
    const root: unknown = document.toJS();
    const jobs = isRecord(root) && isRecord(root.jobs) ? root.jobs : undefined;
    if (!jobs) problems.push(...problemsOfScope(root, action, true));
    for (const [name, job] of Object.entries(jobs ?? {})) {
      problems.push(...problemsOfScope(job, action, false).map((text) => `job ${name}: ${text}`));
    }
    if (jobs) problems.push(...problemsOfNeeds(jobs));
  }
  return problems.map((problem) => `${where}: ${problem}`);
}

/** A job, or a fragment: step ids are known in it and nowhere else. */
function problemsOfScope(scope: unknown, action: Action, isFragment: boolean): string[] {
  const steps = stepsIn(scope);
  const ours = steps.filter(({ uses }) => USES.test(uses));
  const problems = ours.flatMap((step) => problemsOfInputs(step, action));
  const references = JSON.stringify(scope).matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g);
  for (const [, id = '', output = ''] of references) {
    if (ours.some((step) => step.id === id)) {
      if (!Object.hasOwn(action.outputs, output)) {
        problems.push(`steps.${id} has no output \`${output}\``);
      }
    } else if (!isFragment && !steps.some((step) => step.id === id)) {
      problems.push(`there is no step with the id \`${id}\``);
    }
  }
  return problems;
}

function problemsOfInputs(step: Step, action: Action): string[] {
  const problems = Object.keys(step.with)
    .filter((name) => !Object.hasOwn(action.inputs, name))
    .map((name) => `action.yml has no input \`${name}\``);
  for (const [name, { required }] of Object.entries(action.inputs)) {
    if (required && !(name in step.with)) problems.push(`the input \`${name}\` is missing`);
  }
  const { provider } = step.with;
  const known: Definitions[string] | undefined = Object.values(definitions).find(
    ({ name }) => name === provider,
  );
  if (known) {
    for (const name of requiredInputsOf(known.inputs)) {
      if (!(name in step.with)) problems.push(`${known.name} needs the input \`${name}\``);
    }
  } else if (typeof provider === 'string' && !provider.includes('${{')) {
    problems.push(`there is no provider \`${provider}\``);
  }
  return problems;
}

/** `needs.<job>.outputs.<name>` must be an output of a job that is needed. */
function problemsOfNeeds(jobs: Record<string, unknown>): string[] {
  return Object.entries(jobs).flatMap(([name, job]) => {
    const needed = isRecord(job) ? [job.needs].flat() : [];
    const references = [...JSON.stringify(job).matchAll(/\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g)];
    return references.flatMap(([, other = '', output = '']) => {
      if (!needed.includes(other)) return [`job ${name}: it does not need the job \`${other}\``];
      const target = jobs[other];
      const outputs = isRecord(target) && isRecord(target.outputs) ? target.outputs : {};
      return output in outputs ? [] : [`job ${name}: ${other} has no output \`${output}\``];
    });
  });
}

/** Everything in `value` that looks like a step, however deep. */
function stepsIn(value: unknown): Step[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  if (!isRecord(value)) return [];
  const { id, uses, run } = value;
  if (typeof uses === 'string' || typeof run === 'string') {
    return [
      {
        id: typeof id === 'string' ? id : '',
        uses: typeof uses === 'string' ? uses : '',
        with: isRecord(value.with) ? value.with : {},
      },
    ];
  }
  return Object.values(value).flatMap(stepsIn);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
