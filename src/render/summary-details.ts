import type { Outcome } from '../wait/outcome.ts';
import { fenced, folded, markdown } from './escape.ts';
import { outputNames, shownOutputs } from './outputs.ts';
import type { Report } from './report.ts';
import { MOST_SHOWN, resultsOf } from './results-shown.ts';

/** A value longer than this is not copied by hand. */
const LONGEST_VALUE = 2_000;

/** What went wrong and what to do, in the vendor's terms: for people, and for the vendor's support. */
export function reasons({ outcome, lead }: Report): string[] {
  const { state, what, facts, nextStep } = outcome;
  // The headline says all there is to say of a success.
  const told = state === 'succeeded' ? '' : markdown(lead ?? what, 2_000);
  // A line of its own is found and copied more easily than the middle of a sentence.
  const list = facts.map(({ name, value }) => `- ${name}: ${code(value)}`).join('\n');
  const advice = nextStep && `**What to do next:** ${markdown(nextStep)}`;
  return [told, list, advice].filter(Boolean);
}

/** Text in the letters of code; entities keep Markdown away from what is in it. */
function code(text: string): string {
  return `<code>${markdown(text, 300)}</code>`;
}

/** The result of a success ready to copy, and all outputs, folded. */
export function outputSections(
  { outcome, acceptPartial, target }: Report,
  room: number,
): { made: string; all: string } {
  // A run that had no target has no outputs that anyone would copy.
  if (!target) return { made: '', all: '' };
  const outputs = shownOutputs(outcome, acceptPartial);
  const blocks = resultsOf(outcome).map(({ name, shown, more }) => {
    const rest = more > 0 ? `\n\n… and ${more} more, in the output.` : '';
    return `**\`${name}\`**\n\n${fenced(shown)}${rest}`;
  });
  const made = [...blocks, ...digests(outcome)].join('\n\n');
  const lines = outputNames
    .filter((name) => outputs[name] !== '')
    .map((name) => `${name}=${short(outputs[name])}`);
  const all = folded('Outputs', fenced(lines));
  const size = (text: string) => Buffer.byteLength(text);
  if (size(made) + size(all) <= room) return { made, all };
  return size(made) <= room ? { made, all: '' } : { made: '', all: '' };
}

function digests({ tasks }: Outcome): string[] {
  const lines = tasks.flatMap(({ digest }) => digest ?? []);
  return lines.length > 0 ? [`**Digest**\n\n${fenced(lines.slice(0, MOST_SHOWN))}`] : [];
}

function short(value: string): string {
  if (value.length <= LONGEST_VALUE) return value;
  return `${value.slice(0, LONGEST_VALUE)}… (${value.length} characters)`;
}

/** What the cloud says of each failure: folded, the first one open. Where room is short, first lines go first. */
export function logSections({ outcome }: Report, room: number): string {
  const logs = outcome.failureLogs ?? [];
  let left = room;
  return logs
    .flatMap(({ id, title, lines, note }, index) => {
      const isOpen = index === 0;
      const name = `${id}: ${title}`;
      const noteText = note ? [markdown(note)] : [];
      for (let from = 0; from <= lines.length; from += Math.ceil((lines.length - from) / 4) || 1) {
        const shown = lines.slice(from);
        const cut = from > 0 ? [`${from} earlier lines are left out.`] : [];
        const block = shown.length > 0 ? [fenced(shown)] : [];
        const text = folded(name, [...cut, ...block, ...noteText].join('\n\n'), isOpen);
        const size = Buffer.byteLength(text) + 2;
        if (size > left) continue;
        left -= size;
        return [text];
      }
      return [];
    })
    .join('\n\n');
}
