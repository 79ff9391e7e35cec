import { afterEach, describe, expect, test } from '@jest/globals';
import type { EmulatorOptions, TaskScript } from '../../../emulator/index.ts';
import { closeStages, connectToScript, stage } from '../../support/connected.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../../support/world.ts';

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
  const failed = (id: string): TaskScript => {
    const step = { at: 0, status: 'Failed', errorCode: 'E.1', errorInfo: 'no bucket' };
    return { kind, id, steps: [step] };
  };

  test('is no part of the wait: a hundred failures are one request', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `t-${index}`);
    const { provider, emulator } = await stage(kind, { tasks: ids.map(failed) });
    const seen = await provider.ask(ids, untouched());
    expect(seen.filter(({ state }) => state === 'failed')).toHaveLength(100);
    expect(emulator.requests.map(({ action }) => action)).toEqual(['DescribeTasks']);
  });

  test('is looked up after it', async () => {
    const { provider } = await stage(kind, { tasks: [failed('t-1')] });
    const [task] = await provider.ask(['t-1'], untouched());
    const reason = task && (await provider.failureReason?.(task, untouched()));
    expect(reason).toMatchObject({ errorCode: 'E.1', message: 'no bucket' });
  });
});

test.each([
  [{ TotalCount: '3', PageNumber: '1', PageSize: '1' }, 3],
  [{ TotalCount: null, PageNumber: null, PageSize: null }, 1],
  [{}, 1],
])('the numbers of a page may be %j', async (numbers, requests) => {
  let count = 0;
  const http = scriptedHttp(() => {
    count += 1;
    const page = {
      ...numbers,
      ...('PageNumber' in numbers && numbers.PageNumber && { PageNumber: `${count}` }),
    };
    return answer({ ...page, TaskSet: { Task: [{ TaskId: `t-${count}`, TaskStatus: 'Failed' }] } });
  });
  await connectToScript(kind, testWorld(http)).ask(['t-1', 't-2', 't-3'], untouched());
  expect(count).toBe(requests);
});

test.each([[[]], ['many'], [{}], [true], [1.5]])(
  'a TotalCount of %j hides no page, and is no matter where every task is listed',
  async (TotalCount) => {
    const body = { TotalCount, TaskSet: { Task: [{ TaskId: 't-1', TaskStatus: 'Finished' }] } };
    const provider = connectToScript(kind, testWorld(scriptedHttp(answer(body))));
    expect(await provider.ask(['t-1'], untouched())).toMatchObject([{ state: 'succeeded' }]);
    const asking = provider.ask(['t-1', 't-2'], untouched());
    await expect(asking).rejects.toMatchObject({ kind: 'transient' });
  },
);

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
