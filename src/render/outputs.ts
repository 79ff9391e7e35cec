import { isBad, isSettled, type Task } from '../model/task.ts';
import type { Outcome } from '../wait/outcome.ts';
import { visible } from './escape.ts';

/** GitHub keeps 1 MB of outputs a job, counted in UTF-16; a quarter of it is left to the user's other steps. */
const MOST_CHARACTERS = 375_000;

/** Names of the outputs, as in `action.yml`. */
export const outputNames = [
  'state',
  'status',
  'message',
  'image-id',
  'image',
  'resource-ids',
  'failed-task-ids',
  'tasks',
  'duration-seconds',
  'request-count',
] as const;
export type Outputs = Record<(typeof outputNames)[number], string>;

/** The outputs of an outcome, every one of them, empty where there is nothing to say. */
export function outputsOf(outcome: Outcome, acceptPartial: boolean): Outputs {
  return allOutputs(outcome, acceptPartial, tasksJson(outcome.tasks));
}

/** The same for people: `tasks` is empty, which only a script reads, and which takes the longest to write. */
export function shownOutputs(outcome: Outcome, acceptPartial: boolean): Outputs {
  return allOutputs(outcome, acceptPartial, '');
}

function allOutputs(outcome: Outcome, acceptPartial: boolean, tasks: string): Outputs {
  const ended = outcome.tasks.filter(isSettled);
  return {
    state: outcome.state,
    status: visible(outcome.status),
    message: visible(outcome.message),
    'image-id': join(ended.map(({ imageId }) => imageId)),
    image: join(ended.map(({ image }) => image)),
    'resource-ids': join(ended.flatMap(({ resourceIds }) => resourceIds)),
    'failed-task-ids': join(ended.filter((task) => isBad(task, acceptPartial)).map(({ id }) => id)),
    tasks,
    'duration-seconds': String(Math.round(outcome.durationMs / 1_000)),
    'request-count': String(outcome.requestCount),
  };
}

type Form = (task: Task) => Partial<Task>;

/** What a task is told by, the longest first. */
const whole: Form = ({ requestId: _requestId, digest: _digest, carry: _carry, ...task }) => task;
const brief: Form = ({ phases: _phases, ...task }) => whole(task);
const bare: Form = ({ message: _message, ...task }) => brief(task);
const least: Form = ({ id, state, status }) => ({ id, state, status: status.slice(0, 50) });

/** The tasks as JSON; of very many, first the phases are left out, then the messages. */
export function tasksJson(tasks: readonly Task[]): string {
  for (const form of [whole, brief, bare]) {
    const json = jsonOf(tasks, form, MOST_CHARACTERS);
    if (json !== undefined) return json;
  }
  return jsonOf(tasks, least) ?? '[]';
}

/** Undefined where it comes to more than `most` characters; no more is written than it takes to see that. */
function jsonOf(tasks: readonly Task[], form: Form, most = Infinity): string | undefined {
  const texts: string[] = [];
  // The brackets, and a comma behind each but the last.
  let length = 1;
  for (const task of tasks) {
    const text = JSON.stringify(form(task));
    length += text.length + 1;
    if (length > most) return undefined;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

function join(values: readonly (string | undefined)[]): string {
  return [...new Set(values.filter((value) => value !== undefined && value !== ''))].join(',');
}
