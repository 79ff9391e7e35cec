import { describe, expect, test } from '@jest/globals';
import { EPOCH, VirtualClock } from './clock.ts';

describe('virtual time', () => {
  test('hours of sleep pass at once, in the order of their ends', async () => {
    const clock = new VirtualClock();
    const woken: [string, number][] = [];
    const wake = (name: string) => () => woken.push([name, clock.now() - EPOCH]);
    await Promise.all([
      clock.sleep(7_200_000).then(wake('late')),
      clock.sleep(3_600_000).then(wake('first')),
      clock.sleep(3_600_000).then(wake('second')),
    ]);
    expect(woken).toEqual([
      ['first', 3_600_000],
      ['second', 3_600_000],
      ['late', 7_200_000],
    ]);
  });

  test('a sleeper that is cut off leaves and time does not move for it', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const sleeping = clock.sleep(1_000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    expect([clock.pending, clock.now()]).toEqual([0, EPOCH]);
  });

  test('time stands still while real work goes on', async () => {
    const clock = new VirtualClock();
    const sleeping = clock.sleep(1_000).then(() => 'slept');
    const work = clock.hold(() => new Promise((resolve) => setTimeout(resolve, 30, 'worked')));
    expect(await Promise.race([sleeping, work])).toBe('worked');
    expect(await sleeping).toBe('slept');
  });
});
