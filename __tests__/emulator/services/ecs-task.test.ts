import { describe, expect, test } from '@jest/globals';
import type { TaskScript } from '../../../emulator/index.ts';
import { alibaba } from '../calls.ts';
import { many, standingEmulator } from '../standing.ts';

const start = standingEmulator();

describe('tasks of ECS', () => {
  const kind = 'alibaba-ecs-task';
  const call = (url: string, action: string, query: Record<string, string>, rest: object) =>
    alibaba(url, 'ecs', action, query, rest);
  const task: TaskScript = {
    kind,
    id: 't-1',
    parent: 'm-1',
    steps: [
      { at: 0, status: 'Processing', progress: 20 },
      { at: 90, status: 'Failed', progress: 70, errorCode: 'E', errorInfo: 'no' },
    ],
  };

  test('are listed in their shape, and told of in more detail one by one', async () => {
    const { url, clock, at } = await start([task]);
    clock.seconds = 90;
    const entry = {
      TaskId: 't-1',
      TaskAction: 'ImportImage',
      TaskStatus: 'Failed',
      SupportCancel: 'false',
      ResourceId: 'm-1',
      CreationTime: '2026-11-22T04:00Z',
      FinishedTime: '2026-11-22T04:01Z',
    };
    const list = await call(url, 'DescribeTasks', { TaskIds: 't-1,t-9' }, at());
    expect(list.body).toMatchObject({ TotalCount: 1, PageNumber: 1, PageSize: 10 });
    expect(list.body.TaskSet).toEqual({ Task: [entry] });
    const one = await call(url, 'DescribeTaskAttribute', { TaskId: 't-1' }, at());
    expect(one.body).toMatchObject({
      ...entry,
      TaskProcess: '70%',
      FailedCount: 1,
      OperationProgressSet: {
        OperationProgress: [{ OperationStatus: 'Failed', ErrorCode: 'E', ErrorMsg: 'no' }],
      },
    });
  });

  test('come in pages that have numbers', async () => {
    const { url, at } = await start(many(kind, 5));
    const { text } = await call(url, 'DescribeTasks', { PageSize: '2', PageNumber: '3' }, at());
    expect(text.match(/t-\d/g)).toEqual(['t-3']);
  });

  test.each([
    [{ TaskIds: Array.from({ length: 101 }, (_, i) => `t-${i}`).join(',') }, 'TaskIds'],
    [{ PageSize: '101' }, 'PageSize'],
    [{ PageNumber: '0' }, 'PageNumber'],
  ])('are refused for too much or too little, %#', async (query, name) => {
    const { url, at } = await start([task]);
    const { status, body } = await call(url, 'DescribeTasks', query, at());
    expect([status, body.Code]).toEqual([400, `InvalidParameter.${name}`]);
  });

  test('are canceled while they run', async () => {
    const { url, at } = await start([task]);
    const cancel = (TaskId: string) => call(url, 'CancelTask', { TaskId }, at());
    expect((await cancel('none')).body.Code).toBe('InvalidTaskId.NotFound');
    expect((await cancel('t-1')).status).toBe(200);
    expect((await call(url, 'DescribeTasks', {}, at())).text).toContain('"Deleted"');
    expect((await cancel('t-1')).body.Code).toBe('InvalidTaskId.IncorrectTaskStatus');
  });
});
