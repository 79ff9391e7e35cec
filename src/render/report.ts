import { isSettled, type Task, timesOf } from '../model/task.ts';
import type { Outcome } from '../wait/outcome.ts';
import type { Course } from './course.ts';

/** Everything that a summary is made of. */
export interface Report {
  outcome: Outcome;
  /** What was waited for, and where: nothing of a run whose inputs were wrong. */
  target?: { provider: string; title: string; region: string };
  /** What happened, where the outcome's own message would say again what `lists` has. */
  lead?: string;
  acceptPartial: boolean;
  course: Course;
  /** What else there is to say: warnings, cancels. */
  lists: readonly { title: string; items: readonly string[] }[];
  /** Milliseconds since 1970. */
  endedAt: number;
}

/** Those that decide come first: failed, then still running, then done. */
export function byWeight(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((a, b) => weight(a) - weight(b));
}

function weight(task: Task): number {
  if (task.state === 'succeeded') return 3;
  if (!isSettled(task)) return 2;
  return task.state === 'failed' ? 0 : 1;
}

/** When a task began and how long it took, by the vendor's times where it gives them, else by what the wait saw. */
export function lifeOf(
  task: Task,
  { course, endedAt }: Report,
): { from: number; to: number } | undefined {
  const spans = course.spans.get(task.id) ?? [];
  const { from = spans[0]?.from, to } = timesOf(task);
  if (from === undefined) return undefined;
  const lastSeen = isSettled(task) ? (spans.at(-1)?.from ?? endedAt) : endedAt;
  return { from, to: Math.max(from, to ?? lastSeen) };
}
