/** The rehearsal of `docs/recipes.md`, and what it takes to play it here. */
import { parse } from 'yaml';
import { yamlBlocks } from './examples.ts';
import { read } from './yaml-sources.ts';

const PAGE = 'docs/recipes.md';

/** The workflow as it stands on the page. */
export function rehearsal(): string {
  const found = yamlBlocks(PAGE, read(PAGE)).find(({ text }) => text.startsWith('name: Rehearsal'));
  if (!found) throw new Error(`${PAGE} has no workflow with the name Rehearsal.`);
  return found.text;
}

const CHECKOUT = 'actions/checkout@df4cb1c069e1874edd31b4311f1884172cec0e10 # v6.0.3';

/**
 * The workflow with this checkout as the published action, and without the vendor's actions, which come from the network:
 * keys are the emulator's, and the command line is on this machine already. Nothing else is changed.
 */
export function asRehearsed(text: string): string {
  const local = text
    .replaceAll(/OWNER\/wait-for-cloud-task(\/\w+)?@v1/g, (_, path = '') => `./${path.slice(1)}`)
    .replaceAll(/^ {6}- (?:if: .+\n {8})?uses: aliyun\/(?:.+\n)(?: {8}.+\n)*/gm, '')
    .replace(/^ {4}steps:\n/m, `$&      - uses: ${CHECKOUT}\n`);
  const strangers = Object.values(parse(local).jobs as Record<string, { steps: Step[] }>)
    .flatMap(({ steps }) => steps.map(({ uses = '' }) => uses))
    .filter((uses) => uses !== '' && !/^(\.\/|actions\/checkout@)/.test(uses));
  if (strangers.length > 0) throw new Error(`Not to be had without a network: ${strangers}.`);
  return local;
}

interface Step {
  uses?: string;
}
