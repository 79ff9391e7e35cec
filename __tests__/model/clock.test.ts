import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { raced, systemClock, within } from '../../src/model/clock.ts';
import { VirtualClock } from '../support/clock.ts';
import { hang, untouched } from '../support/world.ts';

const reason = new Error('stopped');

describe("the machine's clock", () => {
  test('tells the time and never steps back', () => {
    const times = Array.from({ length: 1_000 }, () => systemClock.now());
    expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(1_000);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('sleeps as long as it is told', async () => {
    const begin = performance.now();
    await systemClock.sleep(40, untouched());
    expect(performance.now() - begin).toBeGreaterThan(38);
  });

  test('never wakes before its time, though timers do', async () => {
    const early: number[] = [];
    const sleeps = Array.from({ length: 300 }, async (_, index) => {
      const ms = 1 + index / 7.3;
      const end = systemClock.now() + ms;
      await systemClock.sleep(ms);
      if (systemClock.now() < end) early.push(end - systemClock.now());
    });
    await Promise.all(sleeps);
    expect(early).toEqual([]);
  });

  test('does not take a sleep of months for none', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(90 * 86_400_000, controller.signal);
    const first = await Promise.race([sleeping, systemClock.sleep(20).then(() => 'still asleep')]);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(first).toBe('still asleep');
  });

  test('a sleep ends at once when its signal aborts, or has aborted', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toBe(reason);
  });

  test('a sleep that was cut off leaves no timer, which would keep the process', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
    const controller = new AbortController();
    const before = timers().length;
    const sleeping = systemClock.sleep(5_000, controller.signal);
    expect(timers()).toHaveLength(before + 1);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(timers()).toHaveLength(before);
  });

  test('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    await systemClock.sleep(1, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('within', () => {
  const late = () => new Error('too late');

  test('gives what the work gives, and leaves no timer', async () => {
    const clock = new VirtualClock();
    const work = async () => 'done';
    expect(await within(clock, 1_000, untouched(), late, work)).toBe('done');
    expect(clock.pending).toBe(0);
  });

  test('leaves no timer after work that fails', async () => {
    const clock = new VirtualClock();
    const work = () => Promise.reject(reason);
    await expect(within(clock, 1_000, untouched(), late, work)).rejects.toBe(reason);
    expect(clock.pending).toBe(0);
  });

  test('cuts work that takes too long, with a reason of its own', async () => {
    const clock = new VirtualClock();
    const begin = clock.now();
    await expect(within(clock, 1_000, untouched(), late, hang)).rejects.toThrow('too late');
    expect(clock.now() - begin).toBe(1_000);
  });

  test('cuts work when the outer signal aborts, with its reason', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    clock.sleep(10).then(() => controller.abort(reason));
    await expect(within(clock, 1_000, controller.signal, late, hang)).rejects.toBe(reason);
    expect(clock.pending).toBe(0);
  });
});

describe('work that minds no signal', () => {
  const late = () => new Error('too late');
  const deaf = () => new Promise<never>(() => undefined);

  test('is left behind when its time is up', async () => {
    const clock = new VirtualClock();
    const begin = clock.now();
    await expect(within(clock, 1_000, untouched(), late, deaf)).rejects.toThrow('too late');
    expect([clock.now() - begin, clock.pending]).toEqual([1_000, 0]);
  });

  test('is left behind when the outer signal aborts, or has aborted', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    clock.sleep(10).then(() => controller.abort(reason));
    await expect(within(clock, 1_000, controller.signal, late, deaf)).rejects.toBe(reason);
    await expect(within(clock, 1_000, controller.signal, late, deaf)).rejects.toBe(reason);
  });

  test('may fail later without harm, and leaves no listener', async () => {
    const controller = new AbortController();
    const { promise, reject } = Promise.withResolvers<never>();
    const racing = raced(promise, controller.signal);
    controller.abort(reason);
    await expect(racing).rejects.toBe(reason);
    // An unhandled rejection would fail this test's process.
    reject(new Error('nobody listens'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});

test('work that minds its signal has the last word: what it knows so far', async () => {
  const clock = new VirtualClock();
  const partly = async (signal: AbortSignal) => hang(signal).catch(async () => 'a part');
  const given = await within(clock, 1_000, untouched(), () => reason, partly);
  expect(given).toBe('a part');
});
