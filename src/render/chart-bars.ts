import { isSettled, type Phase, type Task, timesOf } from '../model/task.ts';
import type { Report } from './report.ts';

/** One bar of the chart; times in milliseconds since 1970. */
export interface Bar {
  label: string;
  from: number;
  to: number;
  /** How it is drawn: `done` grey, `active` light, `crit` red. */
  tag?: 'done' | 'active' | 'crit';
}

/** A task older than this at its first sight is drawn from that sight on: its past would leave no room for the wait. */
const LONGEST_PAST_MS = 24 * 3_600_000;

/** Time with its zone: what a vendor gives without one is not known to the hour. */
const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The bars of one task: the vendor's phases where they have times of their own, else what the looks saw. */
export function barsOf(task: Task, report: Report): Bar[] {
  const phases = (task.phases ?? []).flatMap(barOfPhase);
  if (phases.length > 0) return phases;
  const { from: begin, to: end } = edges(task, report);
  const spans = report.course.spans.get(task.id) ?? [];
  // The end itself takes no time: it is told by the bar before it.
  const lasting = spans.filter(
    ({ state }) => state === 'unknown' || !isSettled({ ...task, state }),
  );
  const shown = lasting.length > 0 ? lasting : spans.slice(-1);
  return shown.map(({ label, state, from }, index) => {
    const next = spans[spans.findIndex((span) => span.from === from && span.label === label) + 1];
    const isLast = index === shown.length - 1;
    const start = index === 0 ? Math.min(begin, from) : from;
    const stop = isLast ? (end ?? next?.from ?? report.endedAt) : (next?.from ?? report.endedAt);
    const tag = isLast ? lastTag(task) : state === 'pending' ? 'done' : undefined;
    const ended = isLast && isSettled(task) && task.status && task.status !== label;
    return {
      label: ended ? `${label} → ${task.status}` : label,
      from: start,
      to: Math.max(stop, start),
      ...(tag && { tag }),
    };
  });
}

function lastTag(task: Task): Bar['tag'] {
  if (task.state === 'succeeded' || task.state === 'partial') return undefined;
  return isSettled(task) ? 'crit' : 'active';
}

/** When a task began and ended, by the vendor's clock as far as that agrees with what the wait saw. */
function edges(task: Task, { course, endedAt }: Report): { from: number; to?: number } {
  const spans = course.spans.get(task.id) ?? [];
  const seen = spans[0]?.from ?? endedAt;
  const last = spans.at(-1)?.from ?? endedAt;
  const { from: created = seen, to: finished = Number.POSITIVE_INFINITY } = timesOf(task);
  const from = created < seen && seen - created < LONGEST_PAST_MS ? created : seen;
  if (!isSettled(task)) return { from };
  const before = spans.at(-2)?.from ?? from;
  return { from, to: finished >= before && finished <= last ? finished : last };
}

function barOfPhase({ name, status, startedAt = '', finishedAt = '' }: Phase): Bar[] {
  if (!ISO.test(startedAt) || !ISO.test(finishedAt)) return [];
  const isBad = /fail|error/i.test(status);
  const bar = { label: name, from: Date.parse(startedAt), to: Date.parse(finishedAt) };
  return bar.to >= bar.from ? [{ ...bar, ...(isBad && { tag: 'crit' as const }) }] : [];
}
