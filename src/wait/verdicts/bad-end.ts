import { sentences } from '../../model/sentences.ts';
import { isBad, isSettled, type Task } from '../../model/task.ts';
import { type Ending, type Fact, type TaskLog, type Verdict, wordOf } from './verdict.ts';

/** Of several bad ends, the first of these decides. */
const SEVERITY = ['failed', 'canceled', 'not-found', 'partial'] as const;
type BadState = (typeof SEVERITY)[number];

/** What to do where nobody has heard of a task. */
export const CHECK_ID = 'Check the id, the {input:region} and the account that the keys belong to.';

const NEXT_STEPS: Record<BadState, string> = {
  failed: "Look at the task in the vendor's console, mend the cause and start it again.",
  canceled: 'Someone or something canceled it in the cloud; start it again if that was not meant.',
  'not-found': CHECK_ID,
  partial: 'Set {input:accept-partial=true} if the part that succeeded is enough.',
};

/** The verdict on tasks of which one has ended as it should not; undefined where none has. */
export function ofBadEnd(ending: Ending): Verdict | undefined {
  const { tasks, acceptPartial, failFast, failureLogs } = ending;
  const bad = tasks.filter((task) => isBad(task, acceptPartial));
  const state = SEVERITY.find((each) => bad.some((task) => task.state === each));
  const task = bad.find((each) => each.state === state);
  if (!state || !task) return undefined;
  const open = tasks.filter((other) => !isSettled(other)).length;
  return {
    state,
    isOk: false,
    decidedBy: task,
    status: task.status,
    what: sentences(
      `${task.id} ${endOf(state, task)}`,
      task.message || (state === 'failed' && reasonIn(task, failureLogs)),
      bad.length > 1 && `${bad.length} of ${tasks.length} tasks did not succeed`,
      open > 0 && `${open} still ran${failFast ? ' ({input:fail-fast})' : ''}`,
    ),
    facts: factsOf(task),
    nextStep: NEXT_STEPS[state],
  };
}

function endOf(state: BadState, task: Task): string {
  const word = wordOf(task);
  switch (state) {
    case 'failed':
      return `failed (${word})`;
    case 'canceled':
      return `was canceled (${word})`;
    case 'not-found':
      return 'was not found';
    case 'partial':
      return `succeeded only in part (${word})`;
    default:
      return state satisfies never;
  }
}

function factsOf({ errorCode = '', requestId = '' }: Task): Fact[] {
  return [
    { name: 'Error code', value: errorCode },
    { name: 'Request id', value: requestId },
  ].filter(({ value }) => value !== '');
}

/** Of a task without a message the last line of its log is the nearest there is to a reason. */
function reasonIn({ id }: Task, logs: readonly TaskLog[] = []): string {
  const lines = logs.find((log) => log.id === id)?.lines ?? [];
  const last = lines.findLast((line) => line.trim() !== '');
  return last ? `Its log ends with: ${last.slice(0, 300)}` : 'The cloud gave no reason.';
}
