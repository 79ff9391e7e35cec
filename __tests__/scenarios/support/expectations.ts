import { expect } from '@jest/globals';
import { outputNames, type Ran } from './action.ts';

/** Exit code, error annotation and outputs. */
export type Left = { code: number | null; error: string } & Outputs;

type Outputs = Record<(typeof names)[number], string>;

/** Again by name, so that a test that misspells one does not compile; `left` holds them to `action.yml`. */
const names = [
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

/**
 * Holds what must be true of every step, however it ended, and gives its outputs with exit code and annotations: every
 * output is there, an error annotation where one is due and no second one, no output by the old command.
 */
export function left(ran: Ran): Left {
  expect(ran.stderr).toBe('');
  expect(ran.signal).toBeNull();
  expect(Object.keys(ran.outputs).sort()).toEqual(outputNames);
  expect(names.toSorted()).toEqual(outputNames);
  expect(ran.outputs.message).not.toBe('');
  expect(ran.outputs['duration-seconds']).toMatch(/^\d+$/);
  expect(ran.outputs['request-count']).toMatch(/^\d+$/);
  expect(ran.stdout).not.toMatch(/^::(set-output|save-state)/m);
  const isDue = ran.code !== 0 && ran.outputs.state !== 'interrupted';
  expect(ran.errors).toHaveLength(isDue ? 1 : 0);
  const outputs = Object.fromEntries(names.map((name) => [name, ran.outputs[name]])) as Outputs;
  return { code: ran.code, error: ran.errors[0]?.message ?? '', ...outputs };
}

/** The tasks of the output `tasks`. */
export function tasksOf(ran: Ran): Record<string, unknown>[] {
  return JSON.parse(ran.outputs.tasks ?? '');
}
