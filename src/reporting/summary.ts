import { formatDuration } from '../duration.ts';
import type { Outcome } from '../outcome.ts';
import type { Task } from '../task.ts';
import { markdown } from './text.ts';

/** GitHub drops a step's summary whole when it is larger than 1 MiB. */
const MOST_BYTES = 900 * 1024;

/** The job summary of an outcome as Markdown: what happened, then the tasks, those that did not succeed first. */
export function summaryOf(outcome: Outcome, provider: string): string {
  const head = [
    `### ${outcome.isOk ? '✅' : '❌'} ${provider}: ${outcome.state}`,
    '',
    markdown(outcome.message),
    ...(outcome.nextStep ? ['', markdown(outcome.nextStep)] : []),
    '',
    `Waited ${formatDuration(outcome.durationMs)}, ${outcome.requestCount} ${outcome.requestCount === 1 ? 'request' : 'requests'}.`,
    '',
  ];
  const table = ['| Task | State | Status | Image | Message |', '| --- | --- | --- | --- | --- |'];
  const lines = [...head, ...(outcome.tasks.length > 0 ? table : [])];
  let size = Buffer.byteLength(lines.join('\n'));
  const sorted = outcome.tasks.toSorted((a, b) => rank(a) - rank(b));
  for (const [index, task] of sorted.entries()) {
    const row = rowOf(task);
    size += Buffer.byteLength(row) + 1;
    if (size > MOST_BYTES) {
      lines.push('', `… and ${sorted.length - index} more; the output \`tasks\` has them all.`);
      break;
    }
    lines.push(row);
  }
  return `${lines.join('\n')}\n`;
}

function rowOf({ id, state, status, image, imageId, message }: Task): string {
  const cells = [id, state, status, image ?? imageId ?? '', message ?? ''];
  return `| ${cells.map((cell) => markdown(cell, 300)).join(' | ')} |`;
}

function rank({ state }: Task): number {
  return state === 'succeeded' ? 1 : 0;
}
