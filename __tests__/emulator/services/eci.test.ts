import { describe, expect, test } from '@jest/globals';
import { alibaba } from '../calls.ts';
import { epoch, many, standingEmulator } from '../standing.ts';

const start = standingEmulator();

describe('ECI', () => {
  const kind = 'alibaba-eci-commit';
  const ask = (url: string, query: Record<string, string>) =>
    alibaba(url, 'eci', 'DescribeCommitContainerTask', query, { date: epoch });

  test('answers in its shape', async () => {
    const { url } = await start([
      {
        kind,
        id: 't-1',
        createdAt: epoch - 60_000,
        steps: [
          { at: 0, status: 'Running', phase: 'PullBaseImage', message: 'pull' },
          { at: 10, status: 'Running', phase: 'CommitContainer', progress: 50, message: 'commit' },
          { at: 20, status: 'Failed', phase: 'CommitContainer', progress: 50, message: 'full' },
        ],
      },
    ]);
    const { body } = await ask(url, { 'TaskId.1': 't-1' });
    expect(body).toEqual({
      TotalCount: 1,
      NextToken: '',
      MaxResults: '10',
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      CommitTasks: [
        {
          TaskId: 't-1',
          TaskStatus: 'Failed',
          TaskProgress: '50%',
          StatusMessage: 'full',
          ContainerName: 'worker0',
          CommitPhaseInfos: [
            {
              Phase: 'PullBaseImage',
              Status: 'Success',
              Message: 'pull',
              RecordTime: '2026-11-22T11:59:00.000005316+08:00',
            },
            {
              Phase: 'CommitContainer',
              Status: 'Failed',
              Message: 'commit',
              RecordTime: '2026-11-22T11:59:10.000005316+08:00',
            },
          ],
          TaskCreationTime: '2026-11-22T03:59:00Z',
          TaskFinishedTime: '2026-11-22T03:59:20Z',
        },
      ],
    });
  });

  test('takes ten ids, pages by ten, and filters by status', async () => {
    const { url } = await start(many(kind, 12, { parent: 'eci-1', createdAt: epoch }));
    const ids = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`TaskId.${i + 1}`, `t-${i}`]));
    expect((await ask(url, ids(10))).body.TotalCount).toBe(10);
    expect((await ask(url, ids(11))).status).toBe(400);
    const first = (await ask(url, { ContainerGroupId: 'eci-1' })).body;
    const token = String(first.NextToken);
    const second = (await ask(url, { ContainerGroupId: 'eci-1', NextToken: token })).body;
    expect(first.CommitTasks).toHaveLength(10);
    expect(second).toMatchObject({ TotalCount: 12, NextToken: '' });
    expect(second.CommitTasks).toHaveLength(2);
    const failed = await ask(url, { ContainerGroupId: 'eci-1', TaskStatus: 'Failed' });
    expect(failed.body.TotalCount).toBe(0);
  });

  test.each([
    [{}, 'MissingParameter.ContainerGroupId'],
    [{ 'TaskId.1': 't-0', MaxResults: '51' }, 'InvalidParameter.MaxResults'],
    [{ 'TaskId.1': 't-0', NextToken: 'nonsense' }, 'InvalidParameter.NextToken'],
  ])('refuses %j', async (query, code) => {
    const { url } = await start(many(kind, 1));
    expect((await ask(url, query)).body.Code).toBe(code);
  });

  test('answers an unknown id with an empty list', async () => {
    const { url } = await start(many(kind, 1));
    expect((await ask(url, { 'TaskId.1': 'none' })).body).toMatchObject({ CommitTasks: [] });
  });
});
