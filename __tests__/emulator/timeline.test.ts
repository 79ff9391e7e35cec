import { describe, expect, test } from '@jest/globals';
import { sampleTasks, type TaskScript } from '../../emulator/index.ts';
import { volcengine } from './calls.ts';
import { standingEmulator } from './standing.ts';

const start = standingEmulator();

describe('a timeline', () => {
  const task: TaskScript = {
    kind: 'volcengine-ecs-task',
    id: 't-1',
    listedAfter: 5,
    vanishesAt: 60,
    region: 'cn-beijing',
    steps: [
      { at: 10, status: 'Running', progress: 30 },
      { at: 30, status: 'Succeeded' },
    ],
  };
  const states = async (url: string, rest: object) => {
    const { body } = await volcengine(url, { 'TaskIds.1': 't-1' }, rest);
    return (body.Result as { Tasks: { Status: string }[] }).Tasks.map((each) => each.Status);
  };

  test('is listed late, runs, ends and vanishes', async () => {
    const { url, clock, at } = await start([task]);
    const seen = [];
    for (clock.seconds of [0, 4.9, 5, 29, 30, 59, 60]) {
      seen.push((await states(url, at()))[0] ?? 'none');
    }
    expect(seen).toEqual(['none', 'none', 'Running', 'Running', 'Succeeded', 'Succeeded', 'none']);
  });

  test('runs faster with speed, with its times in real time', async () => {
    const { url, clock, at } = await start([task], { speed: 10 });
    clock.seconds = 3;
    const { body } = await volcengine(url, {}, at());
    expect(body.Result).toMatchObject({
      Tasks: [{ Status: 'Succeeded', EndAt: '2026-11-22T12:00:03+08:00' }],
    });
  });

  test('is known in its own region only', async () => {
    const { url, clock, at } = await start([task]);
    clock.seconds = 10;
    expect(await states(url, { ...at(), region: 'cn-shanghai' })).toEqual([]);
  });
});

describe('a sample', () => {
  const wordsOf = async (url: string, query: Record<string, string>, rest: object) => {
    const { body } = await volcengine(url, query, rest);
    const { Tasks } = body.Result as { Tasks: { Id: string; Status: string; CreatedAt: string }[] };
    return Object.fromEntries(Tasks.map((task) => [task.Id, `${task.Status} ${task.CreatedAt}`]));
  };
  const noon = (time: string) => `2026-11-22T12:${time}+08:00`;

  test.each([
    ['its id', { 'TaskIds.1': 't-volc-ok' }],
    ['its parent', { 'ResourceIds.1': 'image-sample-ok' }],
  ])('begins when it is first asked for by %s', async (_, query) => {
    const { url, clock, at } = await start(sampleTasks());
    clock.seconds = 600;
    expect(await wordsOf(url, query, at())).toEqual({ 't-volc-ok': `Pending ${noon('10:00')}` });
    clock.seconds = 620;
    expect(await wordsOf(url, query, at())).toEqual({ 't-volc-ok': `Running ${noon('10:00')}` });
    clock.seconds = 626;
    expect(await wordsOf(url, query, at())).toEqual({ 't-volc-ok': `Succeeded ${noon('10:00')}` });
  });

  test('does not begin because another one is asked for, or all are listed', async () => {
    const { url, clock, at } = await start(sampleTasks());
    clock.seconds = 60;
    await wordsOf(url, { 'TaskIds.1': 't-volc-ok' }, at());
    clock.seconds = 120;
    expect(await wordsOf(url, {}, at())).toEqual({
      't-volc-ok': `Succeeded ${noon('01:00')}`,
      't-volc-fails': `Pending ${noon('02:00')}`,
    });
    clock.seconds = 180;
    expect(await wordsOf(url, { 'TaskIds.1': 't-volc-fails' }, at())).toEqual({
      't-volc-fails': `Pending ${noon('03:00')}`,
    });
  });

  test('does not begin by a request that is refused', async () => {
    const { url, clock, at } = await start(sampleTasks(), {
      faults: [{ fault: 'throttled', count: 1 }],
    });
    await volcengine(url, { 'TaskIds.1': 't-volc-ok' }, at());
    clock.seconds = 60;
    expect(await wordsOf(url, { 'TaskIds.1': 't-volc-ok' }, at())).toEqual({
      't-volc-ok': `Pending ${noon('01:00')}`,
    });
  });
});
