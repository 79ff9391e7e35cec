import { describe, expect, test } from '@jest/globals';
import type { Kind, TaskScript } from '../../emulator/index.ts';
import { runAction } from './support/action.ts';
import { cloudWith, facts, task } from './support/cloud.ts';
import { left, tasksOf } from './support/expectations.ts';
import { temporaryKeys } from './support/roles.ts';

const eci = 'alibaba-eci-commit';
const ecs = 'alibaba-ecs-image-pipeline';
const volcengine = 'volcengine-ecs-task';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `t-${index + 1}`);
const done = (kind: Kind, more: Partial<TaskScript>) => task(kind, 'success', more);

describe('ids that are asked for together', () => {
  test.concurrent.each([
    [eci, 23, 'TaskId', [10, 10, 3]],
    [volcengine, 230, 'TaskIds', [100, 100, 30]],
  ] as const)('%s: %i ids are 3 requests a round', async (kind, count, name, sizes) => {
    const all = (word: 'running' | 'success') => ids(count).map((id) => task(kind, word, { id }));
    await using cloud = await cloudWith(all('running'));
    void cloud.after(facts[kind].action, 3, all('success'));
    const ran = await runAction(cloud.inputs(kind, { 'task-id': ids(count).join('\n') }));
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded', 'request-count': '6' });
    expect(tasksOf(ran)).toHaveLength(count);
    const asked = cloud.requests.map(
      ({ query }) => Object.keys(query).filter((key) => key.startsWith(`${name}.`)).length,
    );
    for (const round of [asked.slice(0, 3), asked.slice(3)]) {
      expect(round.toSorted((a, b) => b - a)).toEqual([...sizes]);
    }
  });

  test.concurrent('an id that is named three times is asked for once', async () => {
    await using cloud = await cloudWith([done(eci, {})]);
    const ran = await runAction(cloud.inputs(eci, { 'task-id': 't-1, t-1\nt-1' }));
    expect(tasksOf(ran)).toHaveLength(1);
    expect(cloud.requests.map(({ query }) => [query['TaskId.1'], query['TaskId.2']])).toEqual([
      ['t-1', undefined],
    ]);
  });

  test.concurrent('a task that has ended is not asked for again', async () => {
    await using cloud = await cloudWith([done(eci, {}), task(eci, 'running', { id: 't-2' })]);
    void cloud.after(facts[eci].action, 1, [done(eci, { id: 't-2' })]);
    await runAction(cloud.inputs(eci, { 'task-id': 't-1,t-2' }));
    expect(cloud.requests.at(-1)?.query).toMatchObject({ 'TaskId.1': 't-2' });
    expect(cloud.requests.at(-1)?.query).not.toHaveProperty('TaskId.2');
  });
});

describe('without a task id', () => {
  test.concurrent('container-group-id: every commit of the group', async () => {
    const group = ids(60).map((id) => done(eci, { id, parent: 'eci-1' }));
    await using cloud = await cloudWith([...group, done(eci, { id: 'other', parent: 'eci-2' })]);
    const ran = await runAction(
      cloud.inputs(eci, { 'task-id': '', 'container-group-id': 'eci-1' }),
    );
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(tasksOf(ran).map(({ id }) => id)).toEqual(expect.arrayContaining(ids(60)));
    expect(tasksOf(ran)).toHaveLength(60);
  });

  test.concurrent('container-group-id: one that failed fails the step', async () => {
    const parent = 'eci-1';
    await using cloud = await cloudWith([
      ...ids(55).map((id) => done(eci, { id, parent })),
      task(eci, 'failed', { id: 'bad', parent }),
    ]);
    const ran = await runAction(cloud.inputs(eci, { 'task-id': '', 'container-group-id': parent }));
    expect(left(ran)).toMatchObject({ code: 1, state: 'failed', 'failed-task-ids': 'bad' });
  });

  const days = (kind: Kind, newestWord: 'success' | 'failed') =>
    [3, 1, 4, 2].map((day) =>
      task(kind, day === 4 ? newestWord : newestWord === 'failed' ? 'success' : 'failed', {
        id: `t-day-${day}`,
        parent: 'parent-1',
        createdAt: `2026-01-0${day}T00:00:00Z`,
      }),
    );

  test.concurrent.each([
    [ecs, 'image-pipeline-id', 'success', 0],
    [ecs, 'image-pipeline-id', 'failed', 1],
    [volcengine, 'resource-id', 'success', 0],
    [volcengine, 'resource-id', 'failed', 1],
  ] as const)('%s, %s: the newest counts, here a %s', async (kind, name, word, code) => {
    await using cloud = await cloudWith(days(kind, word));
    const ran = await runAction(cloud.inputs(kind, { 'task-id': '', [name]: 'parent-1' }));
    expect(left(ran)).toMatchObject({ code, status: facts[kind][word] });
    expect(tasksOf(ran).map(({ id }) => id)).toEqual(['t-day-4']);
  });

  test.concurrent('resource-id: the newest task of each image, of one type', async () => {
    const of = (id: string, parent: string, day: number, type: string) =>
      done(volcengine, { id, parent, type, createdAt: `2026-01-0${day}T00:00:00Z` });
    await using cloud = await cloudWith([
      of('t-a-old', 'image-a', 1, 'CopyImage'),
      of('t-a', 'image-a', 2, 'CopyImage'),
      of('t-a-other', 'image-a', 3, 'ExportImage'),
      of('t-b', 'image-b', 1, 'CopyImage'),
    ]);
    const inputs = { 'task-id': '', 'resource-id': 'image-a image-b', 'task-type': 'CopyImage' };
    const ran = await runAction(cloud.inputs(volcengine, inputs));
    expect(tasksOf(ran).map(({ id }) => id)).toEqual(['t-a', 't-b']);
    expect(left(ran)).toMatchObject({ code: 0, 'image-id': 'image-a,image-b' });
  });

  test.concurrent('a parent whose task is listed late is waited for', async () => {
    const late = done(ecs, { parent: 'ip-1', listedAfter: 0.8 });
    await using cloud = await cloudWith([late]);
    const ran = await runAction(cloud.inputs(ecs, { 'task-id': '', 'image-pipeline-id': 'ip-1' }));
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  });
});

describe('temporary keys', () => {
  test.concurrent.each([eci, volcengine] as const)('%s takes a security token', async (kind) => {
    await using cloud = await cloudWith([done(kind, {})]);
    const keys = await temporaryKeys(cloud.url);
    const ran = await runAction(cloud.inputs(kind, keys));
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(cloud.requests.at(-1)?.accessKeyId).toBe(keys['access-key-id']);
    expect(ran.stdout).toContain(`::add-mask::${keys['security-token']}`);
  });

  test.concurrent('that have expired end the wait and point to role-to-assume', async () => {
    await using cloud = await cloudWith([done(eci, {})], { sessionSeconds: -1 });
    const ran = left(await runAction(cloud.inputs(eci, await temporaryKeys(cloud.url))));
    expect(ran).toMatchObject({ code: 1, state: 'error' });
    expect(ran.error).toContain('use role-to-assume, or a session that outlives');
  });
});
