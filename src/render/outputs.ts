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
  const ended = outcome.tasks.filter(isSettled);
  return {
    state: outcome.state,
    status: visible(outcome.status),
    message: visible(outcome.message),
    'image-id': join(ended.map(({ imageId }) => imageId)),
    image: join(ended.map(({ image }) => image)),
    'resource-ids': join(ended.flatMap(({ resourceIds }) => resourceIds)),
    'failed-task-ids': join(ended.filter((task) => isBad(task, acceptPartial)).map(({ id }) => id)),
    tasks: tasksJson(outcome.tasks),
    'duration-seconds': String(Math.round(outcome.durationMs / 1_000)),
    'request-count': String(outcome.requestCount),
  };
}

/** The tasks as JSON; of very many, first the phases are left out, then the messages. */
export function tasksJson(tasks: readonly Task[]): string {
  const whole = tasks.map(
    ({ requestId: _requestId, digest: _digest, carry: _carry, ...task }) => task,
  );
  const brief = whole.map(({ phases: _phases, ...task }) => task);
  const bare = brief.map(({ message: _message, ...task }) => task);
  const texts = [whole, brief, bare].map((list) => () => JSON.stringify(list));
  for (const text of texts) {
    const json = text();
    if (json.length <= MOST_CHARACTERS) return json;
  }
  const least = bare.map(({ id, state, status }) => ({ id, state, status: status.slice(0, 50) }));
  return JSON.stringify(least);
}

function join(values: readonly (string | undefined)[]): string {
  return [...new Set(values.filter((value) => value !== undefined && value !== ''))].join(',');
}
