import { InterruptedError } from '../model/errors.ts';
import { sentences } from '../model/sentences.ts';
import { isSettled } from '../model/task.ts';
import { ofBadEnd } from './verdicts/bad-end.ts';
import { ofGoodEnd, ofLook } from './verdicts/good-end.ts';
import { ofError, ofInterruption } from './verdicts/stopped.ts';
import { ofTimeout } from './verdicts/timed-out.ts';
import type { Ending, Outcome, Verdict } from './verdicts/verdict.ts';

export type {
  Ending,
  Fact,
  Outcome,
  OutcomeState,
  Rules,
  TaskLog,
  Verdict,
} from './verdicts/verdict.ts';

/** Of a cloud that tells a long story the error code and the request id must not be what is cut. */
const LONGEST_MESSAGE = 1_900;
const LONGEST_FACT = 300;

/** Gives texts of ours the host's words, and takes secrets out: before anything is cut. */
type Tell = <T>(value: T) => T;

/** The outcome of a wait. Success only where every task's own word says so. */
export function conclude(ending: Ending, tell: Tell): Outcome {
  const { tasks, durationMs, requestCount, failureLogs } = ending;
  return {
    ...told(verdictOn(ending), tell),
    tasks,
    durationMs,
    requestCount,
    ...(failureLogs?.length && { failureLogs }),
  };
}

/** The outcome of a run that an error ended before any task was known. */
export function concludeError(error: unknown, tell: Tell): Outcome {
  const verdict =
    error instanceof InterruptedError
      ? ofInterruption(error, { tasks: [], mode: 'wait', onCancel: 'leave' })
      : ofError(error, [], false);
  return { ...told(verdict, tell), tasks: [], durationMs: 0, requestCount: 0 };
}

/** A verdict with the one line that says all of it. */
export function told(untold: Verdict, tell: Tell): Verdict & Pick<Outcome, 'message'> {
  const verdict = tell(untold);
  const facts = sentences(
    ...verdict.facts.map(({ name, value }) => `${name} ${cut(value, LONGEST_FACT)}`),
  );
  const room = LONGEST_MESSAGE - facts.length;
  return { ...verdict, message: sentences(cut(verdict.what, room), facts) };
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function verdictOn(ending: Ending): Verdict {
  const { tasks, end, hasAnswer } = ending;
  if (end.by === 'error') {
    const { error } = end;
    return error instanceof InterruptedError
      ? ofInterruption(error, ending)
      : ofError(error, tasks, hasAnswer);
  }
  const bad = ofBadEnd(ending);
  if (bad) return bad;
  if (end.by === 'timed-out') return ofTimeout(ending);
  const open = tasks.find((task) => !isSettled(task));
  if (open && end.by === 'looked') return ofLook(ending);
  // A wait that has not come to its end for every task is no success, whatever else it was told.
  if (open) return ofError(new Error(`${open.id} has not ended.`), tasks, hasAnswer);
  if (tasks.length === 0)
    return ofError(new Error('There was no task to wait for.'), tasks, hasAnswer);
  return ofGoodEnd(ending);
}
