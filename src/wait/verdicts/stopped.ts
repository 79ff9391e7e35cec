import { CloudError, InputError, type InterruptedError, messageOf } from '../../model/errors.ts';
import { named, sentences } from '../../model/sentences.ts';
import { isSeen, isSettled, type Task } from '../../model/task.ts';
import { type Ending, subjectOf, type Verdict } from './verdict.ts';

/** The verdict on a wait that an error has ended, before or after there was any answer. */
export function ofError(error: unknown, tasks: readonly Task[], hasAnswer: boolean): Verdict {
  const cloud = error instanceof CloudError ? error : undefined;
  // With a status somebody has answered, and refused them.
  const isMissing = cloud?.kind === 'credential' && cloud.status === 0 && !hasAnswer;
  const problems = error instanceof InputError ? error.problems : [{ message: messageOf(error) }];
  return {
    state: 'error',
    isOk: false,
    ...((error instanceof InputError || isMissing) && { isUnsent: true }),
    status: firstOpen(tasks)?.status ?? '',
    what: sentences(...problems.map(({ message }) => message)),
    facts: cloud?.requestId ? [{ name: 'Request id', value: cloud.requestId }] : [],
    nextStep: cloud?.remedy ?? '',
  };
}

/** The verdict on a wait that the runner has ended: it says what became of the tasks. */
export function ofInterruption(
  { message, signal }: InterruptedError,
  ending: Pick<Ending, 'tasks' | 'parents' | 'mode' | 'onCancel' | 'cancellation'>,
): Verdict {
  const { tasks } = ending;
  const task = firstOpen(tasks);
  return {
    state: 'interrupted',
    isOk: false,
    signal,
    ...(task && { decidedBy: task }),
    status: task?.status ?? '',
    what: sentences(message, '{host:stopped}', ...fates(ending)),
    facts: [],
    nextStep: '',
  };
}

function firstOpen(tasks: readonly Task[]): Task | undefined {
  return tasks.find((task) => !isSettled(task)) ?? tasks[0];
}

function fates({
  tasks,
  parents = [],
  mode,
  onCancel,
  cancellation,
}: Parameters<typeof ofInterruption>[1]): string[] {
  const open = tasks.filter((task) => !isSettled(task));
  if (tasks.length === 0 && parents.length > 0) return [`No task of ${named(parents)} was known`];
  if (open.length === 0) return [];
  if (cancellation) {
    const { taken, failed } = cancellation;
    const all = (ids: readonly string[]) =>
      ids.length === open.length && ids.length > 3 ? `all ${ids.length} tasks` : named(ids);
    return [
      taken.length > 0 ? `The cloud was asked to cancel ${all(taken)}` : '',
      failed.length > 0
        ? `The cloud has not taken the cancel of ${all(failed.map(({ id }) => id))}, which {host:again}`
        : '',
    ];
  }
  const why =
    onCancel === 'leave'
      ? '{input:on-cancel=leave}'
      : mode === 'check'
        ? '{input:mode=check} cancels nothing'
        : 'its cloud has no cancel API';
  const how = open.some(isSeen) ? 'left running in the cloud' : 'left as it is in the cloud';
  const verb = open.length === 1 ? 'was' : 'were';
  return [`${subjectOf(open, tasks)} ${verb} ${how} (${why})`];
}
