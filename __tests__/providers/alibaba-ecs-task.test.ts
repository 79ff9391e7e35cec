import { afterEach, describe, expect, test } from '@jest/globals';
import type { EmulatorOptions, Step, TaskScript } from '../../emulator/index.ts';
import { closeStages, connectToScript, stage } from '../support/connected.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

const kind = 'alibaba-ecs-task';

afterEach(closeStages);

async function observe(script: Partial<TaskScript>, options: EmulatorOptions = {}) {
  const task: TaskScript = { kind, id: 't-1', steps: [{ at: 0, status: 'Finished' }], ...script };
  const { provider, emulator } = await stage(kind, { tasks: [task], ...options });
  const [seen] = await provider.ask(['t-1'], untouched());
  return { seen, actions: emulator.requests.map(({ action }) => action) };
}

test.each([
  ['ImportImage', 'Finished', 'm-1', 'm-1'],
  ['ImportImage', 'Processing', 'm-1', undefined],
  ['ImportImage', 'Failed', 'm-1', undefined],
  ['ImportImage', 'Finished', 's-1', undefined],
  ['ExportImage', 'Finished', 'm-1', undefined],
])(
  'the image of an %s that is %s, with the resource %s, is %s',
  async (type, status, parent, expected) => {
    const { seen } = await observe({ type, parent, steps: [{ at: 0, status }] });
    expect(seen?.imageId).toBe(expected);
  },
);

describe('the reason of a failure', () => {
  const steps: Step[] = [{ at: 0, status: 'Failed', errorCode: 'E.1', errorInfo: 'no bucket' }];

  test('is asked for once the task has failed, and only then', async () => {
    const failed = await observe({ steps });
    expect(failed.seen).toMatchObject({ errorCode: 'E.1', message: 'no bucket' });
    expect(failed.actions).toEqual(['DescribeTasks', 'DescribeTaskAttribute']);
    expect((await observe({})).actions).toEqual(['DescribeTasks']);
  });

  test('that may not be asked for leaves the failure as it is', async () => {
    const { seen } = await observe({ steps }, { denied: ['ecs:DescribeTaskAttribute'] });
    expect(seen).toMatchObject({ state: 'failed', status: 'Failed' });
    expect(seen).not.toHaveProperty('message');
  });
});

test('progress is read where the list has it', async () => {
  const steps = [{ at: 0, status: 'Processing' }];
  const { seen } = await observe({ steps, extra: { TaskProcess: '42%' } });
  expect(seen?.progress).toBe(0.42);
});

test('pages are asked for by their number until all ids are seen', async () => {
  const asked: (string | null)[] = [];
  const http = scriptedHttp(({ url }) => {
    const number = new URL(url).searchParams.get('PageNumber');
    asked.push(number);
    const Task = [{ TaskId: `t-${number}`, TaskStatus: 'Finished' }];
    return answer({ PageNumber: Number(number), PageSize: 1, TotalCount: 3, TaskSet: { Task } });
  });
  const provider = connectToScript(kind, testWorld(http));
  const seen = await provider.ask(['t-1', 't-2', 't-3'], untouched());
  expect([seen.map(({ id }) => id), asked]).toEqual([
    ['t-1', 't-2', 't-3'],
    ['1', '2', '3'],
  ]);
});
