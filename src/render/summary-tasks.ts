import { formatDuration } from '../model/duration.ts';
import { isBad, isSettled, type Task } from '../model/task.ts';
import { consoleLink } from './console-link.ts';
import { folded, markdown } from './escape.ts';
import { SIGNS } from './headline.ts';
import { byWeight, lifeOf, type Report } from './report.ts';

/** A table that can be taken in at a glance; more rows are folded. */
const OPEN_ROWS = 20;

/** More rows than this nobody reads, and a browser takes seconds to draw them. Those that failed are the first. */
const MOST_ROWS = 1_000;

/** Characters of a message, tried in turn until all rows have room. */
const MESSAGE_LENGTHS = [300, 80, 0] as const;

const NAMES = ['Task', 'State', "Cloud's word", 'Phase', 'Duration', 'Result', 'Message'] as const;

/**
 * The tasks as a table, those that did not succeed first. A column without a value is left out. Of a few tasks the ids
 * lead to the console, where that has more than the one place that the head of the summary names.
 */
export function taskSection(report: Report, room: number): string {
  const total = report.outcome.tasks.length;
  const tasks = byWeight(report.outcome.tasks).slice(0, MOST_ROWS);
  if (total === 0) return '';
  for (const length of MESSAGE_LENGTHS) {
    const text = tables(cellsOf(tasks, report, length), total, report);
    if (Buffer.byteLength(text) <= room) return text;
  }
  let cells = cellsOf(tasks, report, 0);
  // Half of the rows more or less is no matter where not all have room.
  for (; cells.length > 1; cells = cells.slice(0, Math.floor(cells.length * 0.8))) {
    const text = tables(cells, total, report);
    if (Buffer.byteLength(text) <= room) return text;
  }
  return `${total} tasks; the output \`tasks\` has them all.`;
}

function tables(
  rows: readonly string[][],
  total: number,
  { outcome, acceptPartial }: Report,
): string {
  const used = NAMES.map((_, column) => rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[]) =>
    `| ${cells.filter((_, column) => used[column]).join(' | ')} |`;
  const table = (part: readonly string[][]) =>
    [NAMES, NAMES.map(() => '---'), ...part].map(line).join('\n');
  const missing = total - rows.length;
  const note = missing > 0 ? `… and ${missing} more tasks; the output \`tasks\` has them all.` : '';
  if (rows.length <= OPEN_ROWS) return [table(rows), note].filter(Boolean).join('\n\n');
  const bad = outcome.tasks.filter((task) => isBad(task, acceptPartial)).length;
  const open = outcome.tasks.filter((task) => !isSettled(task)).length;
  const counts = [`${total} tasks`, `${bad} without success`, `${open} not ended`].join(', ');
  const rest = folded(`${rows.length - OPEN_ROWS} more tasks`, table(rows.slice(OPEN_ROWS)));
  return [`${counts}.`, table(rows.slice(0, OPEN_ROWS)), rest, note].filter(Boolean).join('\n\n');
}

function cellsOf(tasks: readonly Task[], report: Report, messageLength: number): string[][] {
  const areLinks = tasks.length <= OPEN_ROWS && new Set(tasks.map(consoleLink)).size > 1;
  return tasks.map((task) => {
    const { id, state, status, phase, progress, image, imageId, resourceIds, message } = task;
    const life = lifeOf(task, report);
    const percent = progress === undefined ? '' : `${Math.round(progress * 100)} %`;
    const share = isSettled(task) ? '' : percent;
    const cells = [
      id,
      `${SIGNS[state]} ${state}`,
      status || (isSettled(task) ? 'never listed' : 'never seen'),
      [phase, share].filter(Boolean).join(', '),
      life ? formatDuration(life.to - life.from) : '',
      image ?? imageId ?? (resourceIds ?? []).join(', '),
      messageLength > 0 ? (message ?? '') : '',
    ];
    const link = areLinks && consoleLink(task);
    return cells.map((cell, column) => {
      const text = markdown(cell, column === 6 ? messageLength : 200);
      return link && column === 0 ? `[${text}](${link})` : text;
    });
  });
}
