import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Phase, Task } from '../../src/model/task.ts';
import { tasksJson } from '../../src/render/outputs.ts';
import { stories } from '../support/cast.ts';
import { task } from '../support/outcomes.ts';
import { type Story, tell } from '../support/stories.ts';

interface ObjectSchema {
  properties: Record<string, unknown>;
  additionalProperties?: boolean;
}
interface Schema {
  definitions: { task: ObjectSchema; phase: ObjectSchema };
}

const read = (): Schema =>
  JSON.parse(readFileSync(new URL('../../docs/tasks.schema.json', import.meta.url), 'utf8'));

/** As it is published, a reader may meet fields that are newer than it; here there are none. */
function strict(): Schema {
  const schema = read();
  schema.definitions.task.additionalProperties = false;
  schema.definitions.phase.additionalProperties = false;
  return schema;
}

const ajv = new Ajv({ strict: true, allErrors: true });
addFormats.default(ajv);
const isValid = ajv.compile(strict());
const problemsOf = (tasks: unknown) => (isValid(tasks) ? [] : (isValid.errors ?? []));

/** What the output leaves out. The compiler refuses a field that is missing here. */
const FIELDS: Record<keyof Omit<Task, 'requestId' | 'digest' | 'carry'>, true> = {
  id: true,
  state: true,
  status: true,
  progress: true,
  phase: true,
  phases: true,
  message: true,
  errorCode: true,
  imageId: true,
  image: true,
  resourceIds: true,
  consoleUrl: true,
  createdAt: true,
  finishedAt: true,
};
const PHASE_FIELDS: Record<keyof Phase, true> = {
  name: true,
  status: true,
  message: true,
  startedAt: true,
  finishedAt: true,
};

test('the schema has the fields of a task and of a phase, no more and no fewer', () => {
  const { task, phase } = read().definitions;
  expect(Object.keys(task.properties).toSorted()).toEqual(Object.keys(FIELDS).toSorted());
  expect(Object.keys(phase.properties).toSorted()).toEqual(Object.keys(PHASE_FIELDS).toSorted());
});

describe('the output `tasks` fits the schema', () => {
  test.each(Object.entries(stories))('%s', async (_, story) => {
    const { report } = await tell(story);
    const tasks = JSON.parse(tasksJson(report.outcome.tasks));
    expect([tasks.length > 0, problemsOf(tasks)]).toEqual([true, []]);
  });

  test('and has the address in the console', async () => {
    const { report } = await tell(stories['a machine image is built'] as Story);
    expect(JSON.parse(tasksJson(report.outcome.tasks))).toMatchObject([
      { consoleUrl: expect.stringMatching(/^https:\/\/ecs\.console\.aliyun\.com\/image\/m-/) },
    ]);
  });

  test('of tasks before the first answer, and of so many that only the words are left', () => {
    const unseen: Task = { id: 'a', state: 'unknown', status: '' };
    expect(problemsOf(JSON.parse(tasksJson([unseen])))).toEqual([]);
    const many = Array.from({ length: 3_000 }, (_, index) =>
      task(`t-${index}`, 'running', { image: 'i'.repeat(1_000) }),
    );
    expect(problemsOf(JSON.parse(tasksJson(many)))).toEqual([]);
  });
});

test.each([
  [{}],
  [[{}]],
  [[{ id: 'a', state: 'done', status: '' }]],
  [[{ id: 'a', state: 'running', status: '', progress: 40 }]],
  [[{ id: 'a', state: 'running', status: '', createdAt: '2026-11-22 04:00:00' }]],
  [[{ id: 'a', state: 'running', status: '', createdAt: '2026-11-22T04:00:00' }]],
  [[{ id: 'a', state: 'running', status: '', phases: [{ name: 'x' }] }]],
  [[{ id: 'a', state: 'running', status: '', requestId: 'R' }]],
])('%j does not', (tasks) => {
  expect(problemsOf(tasks)).not.toEqual([]);
});
