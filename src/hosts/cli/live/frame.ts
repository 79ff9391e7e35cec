import { formatDuration } from '../../../model/duration.ts';
import { isSettled } from '../../../model/task.ts';
import { visible } from '../../../render/escape.ts';
import { counts } from '../../../render/log.ts';
import { type Giving, type Piece, table, textColumn } from './columns.ts';
import { MOST_LINES, shownTasks } from './interest.ts';
import { type Moment, spinner, stopwatch } from './moment.ts';
import { outlook } from './outlook.ts';
import type { Seen } from './seen.ts';
import { taskTable } from './task-columns.ts';
import { cut, widthOf } from './width.ts';

/** What of the foot is read first gives its room last. */
const GIVING: readonly Giving[] = [
  ['next', 0],
  ['outlook', 16],
  ['outlook', 4],
  ['done', 6],
  ['outlook', 0],
  ['elapsed', 0],
  ['done', 1],
];

/**
 * What is seen of a wait, as lines: none wider than the terminal, and no more than leave it a line for what comes above.
 * Pure, and made anew for each moment.
 */
export function frameOf(seen: Seen, moment: Moment): string[] {
  const most = Math.max(moment.rows - 1, 1);
  return linesOf(seen, moment, most).map((pieces) =>
    inWidth(pieces, moment.columns)
      .map(({ text, colour }) => moment.paint(text, colour))
      .join(''),
  );
}

/** A line a task, and below several of them one on the whole; `most` lines in all. */
function linesOf(seen: Seen, moment: Moment, most: number): Piece[][] {
  const tasks = seen.snapshot?.tasks ?? [];
  if (tasks.length === 1) return taskTable(tasks, seen, moment);
  const foot = footOf(seen, moment);
  if (tasks.length <= Math.min(MOST_LINES, most - 1)) {
    return [...taskTable(tasks, seen, moment), ...foot];
  }
  // Where not all fit, a line more counts the rest.
  const room = Math.min(MOST_LINES, most - 2);
  if (room < 1) return foot;
  const shown = new Set(shownTasks(tasks, room, seen.acceptPartial));
  const rest = tasks.filter((task) => !shown.has(task));
  const more = visible(`… and ${rest.length} more: ${counts(rest)}`);
  return [...taskTable([...shown], seen, moment), [{ text: `  ${more}`, colour: 'grey' }], ...foot];
}

/** `⠹ 2 of 14 done  01:05  about 3m to go  next look in 8s` */
function footOf(seen: Seen, moment: Moment): Piece[][] {
  const { snapshot, begunAt, seenAt } = seen;
  const { now, columns } = moment;
  const { tasks = [], nextLookInMs = 0 } = snapshot ?? {};
  // Of looks that come every few seconds nobody waits for the next.
  const lookMs = nextLookInMs < 5_000 ? 0 : Math.max(nextLookInMs - (now - seenAt), 1_000);
  const next = lookMs > 0 ? `next look in ${formatDuration(lookMs)}` : '';
  const line = [
    textColumn(
      'done',
      doneTexts(tasks.length, tasks.filter(isSettled).length).map((text) => ({
        text: `${spinner(moment)} ${text}`,
      })),
    ),
    textColumn('elapsed', [{ text: stopwatch(now - begunAt), colour: 'grey' }]),
    textColumn('outlook', outlook(seen, now)),
    textColumn('next', [{ text: next, colour: 'grey' }]),
  ];
  return table([null], line, GIVING, columns);
}

function doneTexts(all: number, done: number): readonly string[] {
  if (all === 0) return ['waiting for the first answer', 'waiting'];
  return [`${done} of ${all} done`, `${done}/${all}`];
}

/** Nothing is wider than the terminal, however narrow that is. */
function inWidth(pieces: readonly Piece[], columns: number): Piece[] {
  let left = columns;
  return pieces.flatMap((piece) => {
    const text = cut(piece.text, left);
    left -= widthOf(text);
    return text === '' ? [] : [{ ...piece, text }];
  });
}
