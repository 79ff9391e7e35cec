import { describe, expect, test } from '@jest/globals';
import type { TaskScript } from '../../emulator/index.ts';
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
