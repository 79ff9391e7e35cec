import { isSeen, isSettled, type Task } from '../../../model/task.ts';
import { colourOf } from '../../../render/colour.ts';
import { visible } from '../../../render/escape.ts';
import { type Column, type Giving, type Piece, table, textColumn } from './columns.ts';
import { type Moment, spinner, stopwatch } from './moment.ts';
import { outlook } from './outlook.ts';
import type { Seen } from './seen.ts';
import { cut, cutInside, padStart, widthOf } from './width.ts';

const WIDEST = { id: 42, stage: 32, bar: 24 };

/** What of a task is read first gives its room last. */
const GIVING: readonly Giving[] = [
  ['bar', 12],
  ['outlook', 14],
  ['stage', 14],
  ['id', 22],
  ['bar', 6],
  ['outlook', 4],
  ['stage', 8],
  ['bar', 0],
  ['id', 12],
  ['outlook', 0],
  ['stage', 0],
  ['id', 7],
  ['elapsed', 0],
  ['id', 4],
  ['percent', 0],
  ['id', 1],
];

/** A line a task, in columns: `⠹ t-1  ██████░░░░   45%  Pushing  01:05`; of a single one also how long it still takes. */
export function taskTable(tasks: readonly Task[], seen: Seen, moment: Moment): Piece[][] {
  const isOnly = seen.snapshot?.tasks.length === 1;
  const columns: Column<Task>[] = [
    nameColumn(tasks, moment),
    barColumn(tasks, moment),
    column('percent', percentOf, tasks, ({ text }, width) => ({ text: padStart(text, width) })),
    column('stage', stageOf, tasks),
    column('elapsed', (task) => elapsedOf(task, seen, moment), tasks),
    textColumn('outlook', isOnly ? outlook(seen, moment.now) : []),
  ];
  return table(tasks, columns, GIVING, moment.columns);
}

/** What stands in the place of the mark says at a glance how it is. */
function nameColumn(tasks: readonly Task[], moment: Moment): Column<Task> {
  const widest = Math.max(...tasks.map(({ id }) => 2 + widthOf(visible(id))));
  return {
    name: 'id',
    width: Math.min(widest, WIDEST.id),
    draw(task, width) {
      const mark = { text: markOf(task, moment), colour: colourOf(task.state) };
      return width < 3 ? [mark] : [mark, { text: ` ${cutInside(visible(task.id), width - 2)}` }];
    },
  };
}

function barColumn(tasks: readonly Task[], { symbols }: Moment): Column<Task> {
  return {
    name: 'bar',
    width: tasks.some((task) => shareOf(task) !== undefined) ? WIDEST.bar : 0,
    draw(task, width) {
      const share = shareOf(task);
      if (share === undefined) return [];
      const full = Math.floor(share * width);
      return [
        { text: symbols.full.repeat(full), colour: 'green' },
        { text: symbols.empty.repeat(width - full), colour: 'grey' },
      ];
    },
  };
}

function column(
  name: string,
  pieceOf: (task: Task) => Piece,
  tasks: readonly Task[],
  place = (piece: Piece, width: number): Piece => ({ ...piece, text: cut(piece.text, width) }),
): Column<Task> {
  return {
    name,
    width: Math.max(...tasks.map((task) => widthOf(pieceOf(task).text))),
    draw: (task, width) => [place(pieceOf(task), width)],
  };
}

function markOf(task: Task, moment: Moment): string {
  const { state } = task;
  const { done, bad, half } = moment.symbols;
  switch (state) {
    case 'pending':
    case 'running':
    case 'unknown':
      return spinner(moment);
    case 'succeeded':
      return done;
    case 'partial':
      return half;
    case 'failed':
    case 'canceled':
    case 'not-found':
      return bad;
    default:
      return state satisfies never;
  }
}

/** How much of an open task is done, where its cloud says so. */
function shareOf(task: Task): number | undefined {
  return isSettled(task) || task.progress === undefined
    ? undefined
    : Math.min(Math.max(task.progress, 0), 1);
}

function percentOf(task: Task): Piece {
  const share = shareOf(task);
  return { text: share === undefined ? '' : `${Math.floor(share * 100)}%` };
}

/** Where it stands, in its cloud's own words. */
function stageOf(task: Task): Piece {
  const { status, phase, state } = task;
  const unseen = state === 'not-found' ? 'not found' : 'not seen yet';
  const text = (state === 'running' ? phase || status : status) || unseen;
  return {
    text: cut(visible(text), WIDEST.stage),
    colour: isSeen(task) ? colourOf(state) : 'grey',
  };
}

function elapsedOf({ id }: Task, { begunAt, endedAfterMs }: Seen, { now }: Moment): Piece {
  return { text: stopwatch(endedAfterMs.get(id) ?? now - begunAt), colour: 'grey' };
}
