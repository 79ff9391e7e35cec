/** The generated parts of the READMEs: tables of kinds, inputs and outputs. */
import { parentInputOf, requiredInputsOf } from '../src/providers/kind-inputs.ts';
import type { ProviderDefinition } from '../src/providers/provider.ts';
import { CHINESE } from './chinese.ts';
import { declaredInputs } from './kind-inputs.ts';
import type { Action, Sources } from './sources.ts';
import { code } from './tables.ts';

/** Gives an English text in the language of the page. */
type Say = (english: string) => string;

/** The generated parts of README.md by their names. */
export function readmeRegions(sources: Sources, say: Say = (english) => english) {
  return {
    providers: providersTable(sources, say),
    inputs: inputsTable(sources.action, say),
    outputs: outputsTable(sources.action, say),
  };
}

/**
 * Those of README.zh-CN.md. Throws where a text has no Chinese, or a Chinese one is of no text: the page would be
 * incomplete, or the list would keep what nobody reads.
 */
export function chineseRegions(
  sources: Sources,
  chinese: Readonly<Record<string, string>> = CHINESE,
): Record<string, string> {
  const said = new Set<string>();
  const all = { ...ownChinese(sources), ...chinese };
  const regions = readmeRegions(sources, (english) => {
    said.add(english);
    return all[english] ?? '';
  });
  const missing = [...said].filter((english) => !all[english]);
  const stale = Object.keys(chinese).filter((english) => !said.has(english));
  if (missing.length > 0) throw new Error(`scripts/chinese.ts lacks: ${quoted(missing)}`);
  if (stale.length > 0) throw new Error(`scripts/chinese.ts needs no more: ${quoted(stale)}`);
  return regions;
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => JSON.stringify(text)).join(', ');
}

function providersTable(sources: Sources, say: Say): string {
  return narrowTable(
    ['`provider`', say('Waits for'), say('Named by'), say('Cancel'), say('Workflow')],
    Object.entries(sources.definitions).map(([name, definition]) => [
      `[${code(name)}](docs/providers/${name}.md)`,
      say(definition.title),
      namedBy(definition, say),
      say(definition.permissions.cancel ? 'yes' : 'no'),
      workflowsOf(name, sources, say),
    ]),
  );
}

function namedBy({ inputs }: ProviderDefinition, say: Say): string {
  const whole = [code('task-id'), ...requiredInputsOf(inputs).map(code)].join(' + ');
  const parent = parentInputOf(inputs);
  return parent ? `${whole} ${say('or')} ${code(parent.name)}` : whole;
}

/** Workflows that wait for a kind of task, by their names. */
function workflowsOf(provider: string, { examples }: Sources, say: Say): string {
  const links = Object.entries(examples)
    .filter(([, text]) => text.includes(`provider: ${provider}\n`))
    .map(([file, text]) => `[${say(nameOf(text)?.english ?? file)}](examples/${file})`);
  return links.join(', ') || '–';
}

/** The name of a workflow, and its Chinese in the comment behind it. */
function nameOf(workflow: string): { english: string; chinese: string } | undefined {
  const [, english, chinese = ''] = /^name: (.+?)(?: +# (.+))?$/m.exec(workflow) ?? [];
  return english ? { english, chinese } : undefined;
}

/** What kinds and examples say in Chinese, beside their English. */
function ownChinese({ definitions, examples }: Sources): Record<string, string> {
  const ofKinds = Object.values(definitions).map(({ title, titleInChinese }) => [
    title,
    titleInChinese,
  ]);
  const ofInputs = declaredInputs(definitions).map(({ description, chinese }) => [
    firstSentence(description),
    chinese,
  ]);
  const ofExamples = Object.values(examples).flatMap((text) => {
    const name = nameOf(text);
    return name?.chinese ? [[name.english, name.chinese]] : [];
  });
  return Object.fromEntries([...ofKinds, ...ofInputs, ...ofExamples]);
}

/** Of each input the first sentence; the rest is on the page that the name leads to. */
function inputsTable({ inputs }: Action, say: Say): string {
  return narrowTable(
    [say('Input'), say('Default'), say('Meaning')],
    Object.entries(inputs).map(([name, { description, required, default: value }]) => [
      `[${code(name)}](docs/inputs.md#${name})`,
      required ? `**${say('required')}**` : value ? code(value) : '',
      cell(say(firstSentence(description))),
    ]),
  );
}

function outputsTable({ outputs }: Action, say: Say): string {
  return narrowTable(
    [say('Output'), say('Value')],
    Object.entries(outputs).map(([name, { description }]) => [
      code(name),
      cell(say(oneLine(description))),
    ]),
  );
}

/** A table without padding: a README has a limit. */
function narrowTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

function firstSentence(text: string): string {
  return oneLine(text).replace(/(?<=\.) (?=[A-Z`]).*$/, '');
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
