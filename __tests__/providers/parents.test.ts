import { afterEach, describe, expect, test } from '@jest/globals';
import type { Kind, TaskScript } from '../../emulator/index.ts';
import type { Task } from '../../src/model/task.ts';
import { watch } from '../../src/polling/watch.ts';
import { closeStages, connectToScript, stage } from '../support/connected.ts';
import { providers } from '../support/definitions.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

afterEach(closeStages);

const scripts = (kind: Kind, count: number, change: Partial<TaskScript> = {}): TaskScript[] =>
  Array.from({ length: count }, (_, index) => ({
    kind,
    id: `t-${index}`,
    createdAt: Date.parse('2026-11-22T03:00:00Z') + index * 1_000,
    steps: [{ at: 0, status: 'Running' }],
    ...change,
  }));

const ofType = (taskType: string) => ({ given: { 'task-type': taskType } });

describe('a container group', () => {
  test('gives all of its tasks, over several pages, and none of another', async () => {
    const kind = 'alibaba-eci-commit';
    const tasks = [
      ...scripts(kind, 120, { parent: 'eci-1' }),
      ...scripts(kind, 1, { id: 'other', parent: 'eci-2' }),
    ];
    const { provider, emulator } = await stage(kind, { tasks });
    const found = await provider.find?.(['eci-1'], untouched());
    const ids = found?.get('eci-1')?.tasks.map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(Array.from({ length: 120 }, (_, i) => `t-${i}`)));
    expect([ids?.length, emulator.requests.length]).toEqual([120, 3]);
  });

  test('without tasks is missing from what was found', async () => {
    const { provider } = await stage('alibaba-eci-commit', {});
    expect(await provider.find?.(['eci-1'], untouched())).toEqual(new Map());
  });

  test('whose pages never end is trouble, not a part of the tasks', async () => {
    const tasks = scripts('alibaba-eci-commit', 3, { parent: 'eci-1' });
    const options = { tasks, faults: [{ fault: 'repeated-next-token' as const }] };
    const { provider } = await stage('alibaba-eci-commit', options);
    const finding = provider.find?.(['eci-1'], untouched());
    await expect(finding).rejects.toMatchObject({ kind: 'transient' });
  });
});

describe('an image pipeline', () => {
  const kind = 'alibaba-ecs-image-pipeline';
  const executions = (order: readonly number[], change: Partial<TaskScript> = {}): TaskScript[] =>
    order.map((day) => ({
      kind,
      id: `e-${day}`,
      parent: 'ip-1',
      createdAt: `2026-11-${day}T00:00:00Z`,
      steps: [{ at: 0, status: 'BUILDING' }],
      ...change,
    }));

  test.each([[[10, 11, 12]], [[12, 11, 10]], [[11, 12, 10]], [[10, 12]]])(
    'gives its newest execution by creation time, of %j',
    async (order) => {
      const { provider } = await stage(kind, { tasks: executions(order) });
      const found = await provider.find?.(['ip-1'], untouched());
      expect(found?.get('ip-1')?.tasks.map(({ id }) => id)).toEqual(['e-12']);
    },
  );

  test('with executions that have no creation time is not guessed at', async () => {
    const tasks = executions([10, 11], { extra: { CreationTime: '' } });
    const { provider } = await stage(kind, { tasks });
    const finding = provider.find?.(['ip-1'], untouched());
    await expect(finding).rejects.toMatchObject({ kind: 'transient' });
  });

  const entry = (id: string, Status: string, more: object = {}) => ({
    ExecutionId: id,
    ImagePipelineId: 'ip-1',
    CreationTime: '2026-11-10T00:00:00Z',
    Status,
    ...more,
  });
  const findIn = (...ImagePipelineExecutionSet: object[]) => {
    const body = { ImagePipelineExecution: { ImagePipelineExecutionSet } };
    const provider = connectToScript(kind, testWorld(scriptedHttp(answer(body))));
    return provider.find?.(['ip-1'], untouched());
  };

  test('gives no execution of another pipeline, however new', async () => {
    const stranger = { ImagePipelineId: 'ip-2', CreationTime: '2026-11-12T00:00:00Z' };
    const found = await findIn(entry('e-2', 'SUCCESS', stranger), entry('e-1', 'BUILDING'));
    expect(found?.get('ip-1')?.tasks).toMatchObject([{ id: 'e-1', state: 'running' }]);
    expect(await findIn(entry('e-2', 'SUCCESS', stranger))).toEqual(new Map());
  });

  test.each([undefined, null, 7, ''])(
    'is not guessed at where an execution says %j of its pipeline',
    async (ImagePipelineId) => {
      const finding = findIn(
        entry('e-2', 'SUCCESS', { ImagePipelineId }),
        entry('e-1', 'BUILDING'),
      );
      await expect(finding).rejects.toMatchObject({ kind: 'transient' });
    },
  );

  test.each<[string, ReturnType<typeof entry>[]]>([
    ['two are of the same second', [entry('e-1', 'SUCCESS'), entry('e-2', 'BUILDING')]],
    ['one is there twice, with other words', [entry('e-1', 'SUCCESS'), entry('e-1', 'FAILED')]],
  ])('is not guessed at where %s, in either order', async (_, entries) => {
    for (const list of [entries, entries.toReversed()]) {
      await expect(findIn(...list)).rejects.toMatchObject({ kind: 'transient' });
    }
  });

  test('that does not exist ends the wait', async () => {
    const { provider } = await stage(kind, { tasks: executions([10]) });
    const finding = provider.find?.(['ip-2'], untouched());
    await expect(finding).rejects.toMatchObject({ code: 'InvalidImagePipeline.NotFound' });
  });
});

describe('an image of Volcengine', () => {
  const kind = 'volcengine-ecs-task';
  const task = (id: string, parent: string, hour: number, type: string): TaskScript => ({
    kind,
    id,
    parent,
    type,
    createdAt: `2026-11-21T${String(hour).padStart(2, '0')}:00:00Z`,
    steps: [{ at: 0, status: 'Running' }],
  });
  const tasks = [
    task('new-copy', 'image-1', 9, 'CopyImage'),
    task('old-copy', 'image-1', 7, 'CopyImage'),
    task('newest-export', 'image-1', 11, 'ExportImage'),
    task('import', 'image-2', 1, 'ImportImage'),
    task('stranger', 'image-9', 12, 'CopyImage'),
  ];
  const find = async (resources: string[], taskType?: string) => {
    const { provider, emulator } = await stage(kind, { tasks }, taskType ? ofType(taskType) : {});
    const found = await provider.find?.(resources, untouched());
    const ids = [...(found ?? [])].map(([parent, { tasks: all }]) => [
      parent,
      all.map(({ id }) => id),
    ]);
    return { found: Object.fromEntries(ids), requests: emulator.requests };
  };

  test('gives its newest task; several are asked for in one request', async () => {
    const { found, requests } = await find(['image-1', 'image-2', 'image-3']);
    expect(found).toEqual({ 'image-1': ['newest-export'], 'image-2': ['import'] });
    expect(requests).toHaveLength(1);
  });

  test.each(['CopyImage', 'copyimage'])('gives the newest of type %s alone', async (type) => {
    const { found } = await find(['image-1', 'image-2'], type);
    expect(found).toEqual({ 'image-1': ['new-copy'], 'image-2': [] });
  });

  test('that has tasks of other types only says which words there are', async () => {
    const { provider } = await stage(kind, { tasks }, ofType('CreateImage'));
    const found = await provider.find?.(['image-1', 'image-3'], untouched());
    expect(found?.get('image-1')?.whyNone).toBe(
      'It has no task of type `CreateImage`, but of `CopyImage` and `ExportImage`: set {input:task-type} to one of those',
    );
    expect(found?.has('image-3')).toBe(false);
  });

  test('says so at the end of the wait', async () => {
    const { provider, world } = await stage(kind, { tasks }, ofType('CreateImage'));
    const options = {
      ids: [],
      parents: ['image-1', 'image-3'],
      idsPerRequest: 100,
      typicalMs: providers[kind].typicalMs,
      timeoutMs: 600_000,
      pollIntervalMs: 'auto',
      failFast: false,
      acceptPartial: false,
      mode: 'wait',
    } as const;
    let last: readonly Task[] = [];
    for await (const { tasks } of watch(provider, options, world, untouched())) last = tasks;
    expect(last).toMatchObject([
      { state: 'not-found', message: expect.stringContaining('but of `CopyImage` and') },
      { state: 'not-found', message: 'No task of it has been listed.' },
    ]);
  });
});

describe('an image of Volcengine that is answered for strangely', () => {
  const entry = (more: object = {}) => ({
    Id: 't-1',
    Status: 'Succeeded',
    ResourceId: 'image-1',
    Type: 'CopyImage',
    CreatedAt: '2026-11-21T00:00:00Z',
    ...more,
  });
  const findIn = (entries: object[], taskType?: string) => {
    const http = scriptedHttp(answer({ ResponseMetadata: {}, Result: { Tasks: entries } }));
    const options = taskType ? ofType(taskType) : {};
    const provider = connectToScript('volcengine-ecs-task', testWorld(http), options);
    return provider.find?.(['image-1'], untouched());
  };

  test.each<[string, object[], string]>([
    ['whose it is, is not said', [entry(), entry({ Id: 't-2', ResourceId: null })], ''],
    ['its type is not said', [entry(), entry({ Id: 't-2', Type: null })], 'CopyImage'],
    ['two are of the same second', [entry(), entry({ Id: 't-2', Status: 'Running' })], ''],
    ['one is there twice', [entry(), entry({ Status: 'Failed' })], ''],
  ])('is not guessed at where %s', async (_, entries, taskType) => {
    await expect(findIn(entries, taskType)).rejects.toMatchObject({ kind: 'transient' });
  });

  test('needs no type where none was asked for', async () => {
    expect((await findIn([entry({ Type: null })]))?.get('image-1')?.tasks).toMatchObject([
      { id: 't-1' },
    ]);
  });
});

describe('requests of one round', () => {
  test.each<[Kind, number, number]>([
    ['alibaba-eci-commit', 23, 3],
    ['alibaba-eci-commit', 10, 1],
    ['volcengine-ecs-task', 230, 3],
    ['alibaba-ack-task', 5, 5],
  ])('%s: %d ids take %d', async (kind, count, expected) => {
    const { provider, emulator, world } = await stage(kind, { tasks: scripts(kind, count) });
    const options = {
      ids: Array.from({ length: count }, (_, index) => `t-${index}`),
      parents: [],
      idsPerRequest: providers[kind].idsPerRequest,
      typicalMs: providers[kind].typicalMs,
      timeoutMs: 60_000,
      pollIntervalMs: 'auto',
      failFast: true,
      acceptPartial: false,
      mode: 'check',
    } as const;
    const round = await watch(provider, options, world, untouched()).next();
    const tasks = typeof round.value === 'string' ? [] : round.value.tasks;
    expect(tasks.filter(({ state }) => state === 'running')).toHaveLength(count);
    expect(emulator.requests).toHaveLength(expected);
  });
});
