import { formatDuration } from '../../model/duration.ts';
import { isSettled, type Task } from '../../model/task.ts';
import { type Ending, type Verdict, wordOf } from './verdict.ts';

/** The verdict on tasks that have all ended as they should. */
export function ofGoodEnd({ tasks, durationMs, mode }: Ending): Verdict {
  const partial = tasks.find((task) => task.state === 'partial');
  const deciding = partial ?? (tasks[0] as Task);
  const subject = tasks.length === 1 ? deciding.id : `All ${tasks.length} tasks`;
  const how = partial ? ' in part, which {input:accept-partial} allows' : '';
  // One look does not tell how long a task took, and what had ended before the wait took none of it.
  const isTimed = mode === 'wait' && durationMs >= 1_000;
  const when = isTimed ? ` after ${formatDuration(durationMs)}` : '';
  return {
    state: partial ? 'partial' : 'succeeded',
    isOk: true,
    decidedBy: deciding,
    status: deciding.status,
    what: `${subject} succeeded${how}${when}.`,
    facts: [],
    nextStep: '',
  };
}

/** The verdict on a look at tasks that are still on their way. */
export function ofLook({ tasks }: Ending): Verdict {
  const open = tasks.filter((task) => !isSettled(task));
  const first = open[0] as Task;
  const state = open.every((task) => task.state === 'pending') ? 'pending' : 'running';
  const others = open.length > 1 ? ` and ${open.length - 1} more` : '';
  return {
    state,
    isOk: true,
    decidedBy: first,
    status: first.status,
    what: `${first.id}${others}: still ${state} (${wordOf(first)}).`,
    facts: [],
    nextStep: '',
  };
}
