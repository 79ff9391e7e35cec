import { formatDuration, formatElapsed } from '../model/duration.ts';
import { sentences } from '../model/sentences.ts';
import { isSameStage, isSeen, isSettled, type Task } from '../model/task.ts';
import type { Snapshot } from '../polling/watch.ts';
import { type Colour, colourOf } from './colour.ts';
import { consoleLink } from './console-link.ts';

/** Where the log's lines go. */
export interface LogSink {
  line(text: string, colour?: Colour): void;
  /** A line that tells nothing new but how far the wait is; by default like any. */
  progress?(text: string, colour?: Colour): void;
  /** A line that is an annotation as well. */
  warning(text: string, title: string): void;
}

/** A round in which more tasks change than this is told in one line. */
const MOST_LINES = 10;
const WIDEST_ID = 40;
const WIDEST_STATE = 9;
const WIDEST_MESSAGE = 200;

/** Of many tasks the addresses in the console are many or one; these are enough to find the others by. */
const MOST_LINKS = 3;

/** Progress and signs of life are told the more rarely the longer the wait lasts: an hour fits a screen. */
const SHARE_OF_ELAPSED = 1 / 6;
const NOTHING_NEW = { shortestMs: 60_000, longestMs: 5 * 60_000 };
const ONLY_PROGRESS = { shortestMs: 5_000, longestMs: 5 * 60_000 };

/**
 * Tells what changes: a line for each task with news, one when trouble starts and one when it ends, a warning for each
 * word that we do not know, and a sign of life while nothing happens. `widestWord` is the longest word of the vendor.
 */
export function createLog(sink: LogSink, widestWord = 0): (snapshot: Snapshot) => void {
  const strangeWords = new Set<string>();
  const told = new Map<string, Task>();
  const newLinks = linkTeller();
  let lastLineAt = 0;

  return (snapshot) => {
    const at = formatElapsed(snapshot.elapsedMs);
    const { elapsedMs, tasks, trouble, recovered } = snapshot;
    const tell = (write: LogSink['line'], text: string, colour?: Colour) => {
      lastLineAt = elapsedMs;
      write(`${at}  ${text}`, colour);
    };
    const line = (text: string, colour?: Colour) => tell(sink.line, text, colour);
    const progress = (text: string, colour?: Colour) =>
      tell(sink.progress ?? sink.line, text, colour);
    const isDue = ({ shortestMs, longestMs }: typeof NOTHING_NEW) =>
      elapsedMs - lastLineAt >=
      Math.min(Math.max(elapsedMs * SHARE_OF_ELAPSED, shortestMs), longestMs);

    if (recovered) line(`answers are back after ${formatDuration(recovered.lastedMs)}`, 'green');
    warnOfStrangeWords(snapshot.changed);
    const isProgressDue = isDue(ONLY_PROGRESS);
    // Another stage is worth a line at once; of progress there may be some each second.
    const isNews = (task: Task) => {
      const before = told.get(task.id);
      return isProgressDue || isOtherStage(before, task);
    };
    const news = snapshot.changed.filter(isNews);
    const stages = news.filter((task) => isOtherStage(told.get(task.id), task));
    for (const task of news) told.set(task.id, task);
    if (news.length > MOST_LINES) {
      const write = stages.length > 0 ? line : progress;
      write(`${news.length} tasks changed; now ${counts(tasks)}`);
    } else
      for (const task of news) {
        const write = stages.includes(task) ? line : progress;
        write(taskLine(task, [...news, ...tasks], widestWord), colourOf(task.state));
      }
    for (const link of newLinks(snapshot.changed)) line(`console: ${link}`, 'grey');

    if (trouble?.isNew) {
      const goesOn = snapshot.nextLookInMs !== undefined && 'The wait goes on';
      sink.warning(sentences(trouble.error.message, goesOn), 'No usable answer');
    }
    if (snapshot.isHeartbeat && isDue(NOTHING_NEW))
      progress(`still waiting: ${outlook(snapshot)}`, 'grey');
  };

  function warnOfStrangeWords(changed: readonly Task[]): void {
    for (const { id, state, status } of changed) {
      if (state !== 'unknown' || status === '' || strangeWords.has(status)) continue;
      strangeWords.add(status);
      sink.warning(
        `${id} is reported as \`${status}\`, which this version does not know. It counts neither as success nor as failure; the wait goes on.`,
        'Unknown status',
      );
    }
  }
}

function isOtherStage(before: Task | undefined, task: Task): boolean {
  return !before || !isSameStage(before, task);
}

/** Gives the addresses in the console that have not been told yet. */
function linkTeller(): (changed: readonly Task[]) => string[] {
  const told = new Set<string>();
  return (changed) =>
    changed.flatMap((task) => {
      const link = consoleLink(task);
      if (!link || told.has(link) || told.size >= MOST_LINKS) return [];
      told.add(link);
      return [link];
    });
}

/** What is waited for and what is known of how it goes on, each part where there is something to say. */
function outlook({ tasks, trouble, eta, nextLookInMs }: Snapshot): string {
  return [
    counts(tasks),
    trouble && `no usable answer for ${formatDuration(trouble.sinceMs)}`,
    eta && etaText(eta),
    nextLookInMs !== undefined && `next look in ${formatDuration(nextLookInMs)}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** `about 3m to go, at most 6m`; no seconds where minutes are guessed, and no more than the wait has left unsaid. */
export function etaText({ likelyMs, atMostMs, leftMs }: NonNullable<Snapshot['eta']>): string {
  const [likely, atMost] = [rounded(likelyMs), rounded(atMostMs)];
  const about = `about ${formatDuration(likely)} to go`;
  if (likely >= atMost && atMost <= leftMs) return `at most ${formatDuration(atMost)} to go`;
  if (atMost <= leftMs) return `${about}, at most ${formatDuration(atMost)}`;
  const end = `the timeout comes in ${formatDuration(leftMs < 120_000 ? leftMs : leftMs - (leftMs % 60_000))}`;
  return likely <= leftMs
    ? `${about}, at most ${formatDuration(atMost)}, but ${end}`
    : `${about}, but ${end}`;
}

/** A guess of so long. */
export function roughly(ms: number): string {
  return formatDuration(rounded(ms));
}

/** To ten seconds below two minutes, to minutes above. */
function rounded(ms: number): number {
  const unit = ms < 120_000 ? 10_000 : 60_000;
  return Math.ceil(ms / unit) * unit;
}

/** A task in columns that stay where they are from line to line. */
function taskLine(task: Task, all: readonly Task[], widestWord: number): string {
  const { id, state, phase, message = '' } = task;
  const widestId = all.reduce((widest, each) => Math.max(widest, each.id.length), 0);
  const hasProgress = all.some(({ progress }) => progress !== undefined);
  const columns = [
    id.padEnd(Math.min(widestId, WIDEST_ID)),
    state.padEnd(WIDEST_STATE),
    word(task).padEnd(widestWord),
    ...(hasProgress ? [percent(task).padStart(5)] : []),
    phase && phase !== task.status ? phase : '',
    message.length > WIDEST_MESSAGE ? `${message.slice(0, WIDEST_MESSAGE)}…` : message,
  ];
  return columns
    .filter((column) => column !== '')
    .join('  ')
    .trimEnd();
}

/** `2 running, 1 succeeded`, or of a single task its own words. */
export function counts(tasks: readonly Task[]): string {
  const [only] = tasks;
  if (!only) return 'no task seen yet';
  if (tasks.length === 1) {
    if (!isSeen(only)) return `${only.id} ${word(only)}`;
    const phase = only.phase === only.status ? undefined : only.phase;
    const known = word(only).toLowerCase() === only.state ? undefined : word(only);
    return [`${only.id} ${only.state}`, known, phase, percent(only)].filter(Boolean).join(', ');
  }
  const byState = Map.groupBy(tasks, (task) =>
    isSeen(task) || isSettled(task) ? task.state : word(task),
  );
  return [...byState].map(([state, { length }]) => `${length} ${state}`).join(', ');
}

/** Whether a list without it was read or there was no answer at all, a task that nobody has told of was not seen. */
function word(task: Task): string {
  return task.status || (isSettled(task) ? 'never listed' : 'not seen yet');
}

function percent(task: Task): string {
  if (task.progress === undefined || isSettled(task)) return '';
  return `${Math.round(task.progress * 100)} %`;
}
