import { describe, expect, test } from '@jest/globals';
import type { TaskScript } from '../../../emulator/index.ts';
import { alibaba } from '../calls.ts';
import { many, standingEmulator } from '../standing.ts';

const start = standingEmulator();

describe('ECS', () => {
  const kind = 'alibaba-ecs-image-pipeline';
  const ask = (url: string, query: Record<string, string>, rest: object) =>
    alibaba(url, 'ecs', 'DescribeImagePipelineExecutions', query, rest);
  const task: TaskScript = {
    kind,
    id: 'exec-1',
    parent: 'ip-1',
    steps: [
      { at: 0, status: 'BUILDING' },
      { at: 20, status: 'TEST_FAILED', imageId: 'm-1', errorCode: 'Test', errorInfo: 'exit 1' },
    ],
  };

  test('answers in its shape', async () => {
    const { url, clock, at } = await start([task]);
    clock.seconds = 20;
    const { body } = await ask(url, { ExecutionId: 'exec-1' }, at());
    expect(body).toMatchObject({ TotalCount: 1, MaxResults: 50, NextToken: '' });
    expect(body.ImagePipelineExecution).toEqual({
      ImagePipelineExecutionSet: [
        {
          CreationTime: '2026-11-22T04:00:00Z',
          ModifiedTime: '2026-11-22T04:00:20Z',
          ImagePipelineId: 'ip-1',
          ExecutionId: 'exec-1',
          Status: 'TEST_FAILED',
          ImageId: 'm-1',
          Message: '',
          ErrorCode: 'Test',
          ErrorInfo: 'exit 1',
          ResourceGroupId: 'rg-emulated',
          Tags: { Tag: [] },
        },
      ],
    });
    const images = await alibaba(url, 'ecs', 'DescribeImages', { ImageId: 'm-1' }, at());
    expect(images.body).toMatchObject({
      TotalCount: 1,
      Images: { Image: [{ ImageId: 'm-1', Status: 'Available' }] },
    });
  });

  test.each([
    [{}, 400, 'MissingParameter.ImagePipelineId'],
    [{ ImagePipelineId: 'ip-none' }, 404, 'InvalidImagePipeline.NotFound'],
    [{ ExecutionId: 'exec-1', Status: 'DONE' }, 400, 'InvalidParameter.Status'],
    [{ ExecutionId: 'exec-1', NextToken: 'x' }, 403, 'Invalid.NextToken'],
    [{ ExecutionId: 'exec-1', MaxResults: '501' }, 400, 'InvalidParameter.MaxResults'],
  ])('refuses %j', async (query, status, code) => {
    const { url, at } = await start([task]);
    const answer = await ask(url, query, at());
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
  });

  test('finds nothing for an unknown execution', async () => {
    const { url, at } = await start([task]);
    const { status, body } = await ask(url, { ExecutionId: 'none' }, at());
    expect([status, body.TotalCount]).toEqual([200, 0]);
  });

  test('cancels early, by way of CANCELLING', async () => {
    const { url, clock, at } = await start([task]);
    const cancel = (id: string) =>
      alibaba(url, 'ecs', 'CancelImagePipelineExecution', { ExecutionId: id }, at());
    const status = async () => (await ask(url, { ExecutionId: 'exec-1' }, at())).text;
    expect((await cancel('none')).body.Code).toBe('InvalidImagePipelineExecution.NotFound');
    expect((await cancel('exec-1')).status).toBe(200);
    expect(await status()).toContain('"CANCELLING"');
    clock.seconds = 1;
    expect(await status()).toContain('"CANCELLED"');
    expect((await cancel('exec-1')).body.Code).toBe('InvalidStatus.ImagePipelineExecution');
  });

  test('puts the newest execution neither first nor last', async () => {
    const { url, clock, at } = await start(many(kind, 5, { parent: 'ip-1' }));
    clock.seconds = 10;
    const { text } = await ask(url, { ImagePipelineId: 'ip-1' }, at());
    expect(text.match(/t-\d/g)).toEqual(['t-0', 't-1', 't-4', 't-2', 't-3']);
  });
});
