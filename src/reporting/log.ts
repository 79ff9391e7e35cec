import { formatDuration, formatElapsed } from '../duration.ts';
import type { Snapshot } from '../polling/watch.ts';
import { isSettled, type Task } from '../task.ts';

/** Where the log's lines go. */
export interface LogSink {
  line(text: string): void;
  /** A line that is an annotation as well. */
  warning(text: string, title: string): void;
}

/** A round in which more tasks change than this is told in one line. */
const MOST_LINES = 10;
const WIDEST_ID = 40;

/**
 * Tells what changes: a line for each task with news, one when trouble starts and one when it ends, a warning for each
 * word that we do not know, and a sign of life a minute while nothing happens.
 */
export function createLog(sink: LogSink): (snapshot: Snapshot) => void {
  const strangeWords = new Set<string>();
  return (snapshot) => {
    const at = formatElapsed(snapshot.elapsedMs);
    const { changed, tasks, trouble, recovered } = snapshot;
    for (const { id, state, status } of changed) {
      if (state !== 'unknown' || status === '' || strangeWords.has(status)) continue;
      strangeWords.add(status);
      sink.warning(
        `${id} is reported as \`${status}\`, which this version does not know. It counts neither as success nor as failure; the wait goes on.`,
        'Unknown status',
      );
    }
    if (changed.length > MOST_LINES) {
      sink.line(`${at}  ${changed.length} tasks changed; now ${counts(tasks)}`);
    } else {
      const width = Math.min(Math.max(...changed.map(({ id }) => id.length)), WIDEST_ID);
      for (const task of changed) sink.line(`${at}  ${task.id.padEnd(width)}  ${taskLine(task)}`);
    }
    if (trouble?.isNew) {
      sink.warning(`${trouble.error.message} The wait goes on.`, 'No usable answer');
    }
    if (recovered) {
      sink.line(`${at}  answers are back after ${formatDuration(recovered.lastedMs)}`);
    }
    if (snapshot.isHeartbeat) {
      const troubled = trouble ? `, no usable answer for ${formatDuration(trouble.sinceMs)}` : '';
      const next = formatDuration(snapshot.nextLookInMs ?? 0);
      const rest = snapshot.eta ? `; ${etaText(snapshot.eta)}` : '';
      sink.line(`${at}  still waiting: ${counts(tasks)}${troubled}${rest}; next look in ${next}`);
    }
  };
}

/** `about 3m to go, at most 6m`; no seconds where minutes are guessed. */
export function etaText({ likelyMs, atMostMs }: NonNullable<Snapshot['eta']>): string {
  const [likely, atMost] = [likelyMs, atMostMs].map((ms) => formatDuration(rounded(ms)));
  return `about ${likely} to go, at most ${atMost}`;
}

/** To ten seconds below two minutes, to minutes above. */
function rounded(ms: number): number {
  const unit = ms < 120_000 ? 10_000 : 60_000;
  return Math.ceil(ms / unit) * unit;
}

function taskLine(task: Task): string {
  const { state, status, phase, progress, message } = task;
  const parts = [
    state.padEnd(9),
    status || 'not listed yet',
    phase && phase !== status ? phase : '',
    progress === undefined || isSettled(task) ? '' : `${Math.round(progress * 100)} %`,
    message && message.length > 200 ? `${message.slice(0, 200)}…` : message,
  ];
  return parts.filter(Boolean).join('  ');
}

/** `2 running, 1 succeeded`, or of a single task its own words. */
export function counts(tasks: readonly Task[]): string {
  const [only] = tasks;
  if (!only) return 'no task is listed yet';
  if (tasks.length === 1)
    return `${only.id} ${taskLine({ ...only, message: '' }).replace(/ {2,}/g, ', ')}`;
  const byState = Map.groupBy(tasks, ({ state }) => state);
  return [...byState].map(([state, { length }]) => `${length} ${state}`).join(', ');
}
