import { describe, expect, test } from '@jest/globals';
import { volcengine } from '../calls.ts';
import { epoch, many, standingEmulator } from '../standing.ts';

const start = standingEmulator();

describe('Volcengine', () => {
  const kind = 'volcengine-ecs-task';
  const ask = (url: string, query: Record<string, string>) =>
    volcengine(url, query, { date: epoch });
  const numbered = (name: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}.${i + 1}`, `x-${i}`]));

  test('answers in its shape', async () => {
    const { url } = await start([
      {
        kind,
        id: 't-1',
        parent: 'image-1',
        type: 'CopyImage',
        steps: [{ at: 0, status: 'Succeeded', progress: 100 }],
        extra: { Note: 'as it is' },
      },
    ]);
    const { body } = await ask(url, { 'ResourceIds.1': 'image-1' });
    const time = '2026-11-22T12:00:00+08:00';
    expect(body).toEqual({
      ResponseMetadata: {
        RequestId: expect.any(String),
        Action: 'DescribeTasks',
        Version: '2020-04-01',
        Service: 'ecs',
        Region: 'cn-beijing',
      },
      Result: {
        NextToken: '',
        Tasks: [
          {
            Id: 't-1',
            CreatedAt: time,
            UpdatedAt: time,
            EndAt: time,
            ResourceId: 'image-1',
            Type: 'CopyImage',
            Process: 100,
            Status: 'Succeeded',
            Note: 'as it is',
          },
        ],
      },
    });
  });

  test('pages by twenty', async () => {
    const { url } = await start(many(kind, 25, { createdAt: epoch }));
    const first = (await ask(url, {})).body.Result as { NextToken: string; Tasks: unknown[] };
    expect(first.Tasks).toHaveLength(20);
    const second = await ask(url, { NextToken: first.NextToken });
    expect(second.body.Result).toMatchObject({ NextToken: '' });
    expect((second.body.Result as { Tasks: unknown[] }).Tasks).toHaveLength(5);
  });

  test.each([
    [numbered('TaskIds', 101), 'LimitExceeded.MaximumTaskIds'],
    [numbered('ResourceIds', 101), 'LimitExceeded.MaximumResourceIds'],
    [{ MaxResults: '101' }, 'LimitExceeded.MaximumMaxResults'],
    [{ MaxResults: '0' }, 'LimitExceeded.MinimumMaxResults'],
  ])('refuses too much: %#', async (query, code) => {
    const { url } = await start([]);
    const { status, text } = await ask(url, query);
    expect(status).toBe(400);
    expect(text).toContain(`"Code":"${code}"`);
  });

  test('takes a hundred ids', async () => {
    const { url } = await start([]);
    expect((await ask(url, numbered('TaskIds', 100))).status).toBe(200);
  });
});
