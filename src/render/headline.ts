import { isSeen, isSettled, type Task } from '../model/task.ts';
import type { Outcome, OutcomeState } from '../wait/outcome.ts';

/** Seen from afar: the sign of an outcome, or of one task. */
export const SIGNS: Record<OutcomeState | Task['state'], string> = {
  succeeded: '✅',
  partial: '⚠️',
  failed: '❌',
  canceled: '🚫',
  'timed-out': '⏰',
  interrupted: '🛑',
  'not-found': '❓',
  error: '❌',
  pending: '⏳',
  running: '⏳',
  unknown: '⏳',
};

/** What happened in a few words, with a sign that can be seen from afar. The ids in it are as they came. */
export function headlineOf(outcome: Outcome): { sign: string; text: string } {
  const { state } = outcome;
  return { sign: SIGNS[state], text: textOf(outcome) };
}

function textOf({ state, tasks, decidedBy }: Outcome): string {
  const [only] = tasks;
  const all = !only ? 'The task' : tasks.length === 1 ? only.id : `${tasks.length} tasks`;
  const some = (count: number) =>
    tasks.length > 1 && count < tasks.length ? `${count} of ${tasks.length} tasks` : all;
  const these = some(tasks.filter((task) => task.state === state).length);
  const open = some(tasks.filter((task) => !isSettled(task)).length);
  switch (state) {
    case 'succeeded':
      return `${all} succeeded`;
    case 'partial':
      return `${these} succeeded in part`;
    case 'failed':
      return `${these} failed`;
    case 'canceled':
      return `${these} canceled in the cloud`;
    case 'timed-out':
      return `${open} not ${decidedBy && isSeen(decidedBy) ? 'done' : 'seen'} in time`;
    case 'interrupted':
      return `Wait for ${open} interrupted`;
    case 'not-found':
      return `${these} not found`;
    case 'error':
      return only ? `Wait for ${all} could not go on` : 'The wait could not begin';
    case 'pending':
      return `${open} not started yet`;
    case 'running':
      return `${open} still running`;
    default:
      return state satisfies never;
  }
}
