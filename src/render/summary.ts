import { formatDuration } from '../model/duration.ts';
import { ganttSection } from './chart.ts';
import { firstConsoleLink } from './console-link.ts';
import { markdown } from './escape.ts';
import { headlineOf } from './headline.ts';
import type { Report } from './report.ts';
import { logSections, outputSections, reasons } from './summary-details.ts';
import { taskSection } from './summary-tasks.ts';

/** GitHub drops a step's summary whole when it is larger than 1 MiB; other steps' text is not counted. */
export const SUMMARY_BYTES = 900 * 1024;

/** What is beyond this is in the log. */
const MOST_ITEMS = 20;

/**
 * The job summary of a report as Markdown: what happened and why, the cloud's own logs, what it made, the chart, the
 * tasks, the outputs. No longer than `most` bytes: what is too much is folded or cut with a note, failures last of all.
 */
export function summaryOf(report: Report, most = SUMMARY_BYTES): string {
  const head = [...headline(report), ...reasons(report), ...lists(report)].join('\n\n');
  let left = most - size(head);
  // In the order in which they may take what room there is, each at most its share of it.
  const outputs = take(0.3, (room) => outputSections(report, room));
  const logs = take(0.4, (room) => logSections(report, room));
  const gantt = take(0.6, (room) => ganttSection(report, room));
  const tasks = take(0.95, (room) => taskSection(report, room));
  return `${[head, logs, outputs.made, gantt, tasks, outputs.all].filter(Boolean).join('\n\n')}\n`;

  function take<T extends string | Record<string, string>>(
    share: number,
    write: (room: number) => T,
  ): T {
    const written = write(Math.max(Math.floor(left * share), 0));
    left -= typeof written === 'string' ? size(written) : size(Object.values(written).join('\n\n'));
    return written;
  }
}

function headline({ outcome, target }: Report): string[] {
  const { sign, text } = headlineOf(outcome);
  const { durationMs, requestCount, decidedBy, tasks } = outcome;
  const link = firstConsoleLink(decidedBy ? [decidedBy] : tasks);
  const facts = [
    target && `${capital(markdown(target.title))} in ${markdown(target.region)}`,
    target && `waited ${formatDuration(durationMs)}`,
    requestCount > 0 && `${requestCount} request${requestCount === 1 ? '' : 's'} to the cloud`,
    link && `[console](${link})`,
  ].filter(Boolean);
  return [`### ${sign} ${markdown(text, 200)}`, ...(facts.length > 0 ? [facts.join(' · ')] : [])];
}

function lists({ lists: all }: Report): string[] {
  return all
    .filter(({ items }) => items.length > 0)
    .map(({ title, items }) => {
      const shown = items.slice(0, MOST_ITEMS).map((item) => `- ${markdown(item, 600)}`);
      const rest = items.length - shown.length;
      if (rest > 0) shown.push(`- … and ${rest} more, in the log`);
      return `**${title}**\n\n${shown.join('\n')}`;
    });
}

function size(text: string): number {
  return Buffer.byteLength(text) + 2;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
