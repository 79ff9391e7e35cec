import { describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/clouds/cloud.ts';
import { fixedCredentials, renewingCredentials } from '../../src/clouds/credentials.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';
import { untouched } from '../support/world.ts';

const MINUTE = 60_000;

/** Credentials that live `lifeMs`, numbered in the order in which they were fetched. */
function start(lifeMs: number | undefined) {
  const clock = new VirtualClock();
  let count = 0;
  const source = renewingCredentials(clock, async (): Promise<Credentials> => {
    count += 1;
    const expiresAt = lifeMs === undefined ? {} : { expiresAt: clock.now() + lifeMs };
    return { accessKeyId: `id-${count}`, accessKeySecret: 's', ...expiresAt };
  });
  const idAt = async (ms: number) => {
    clock.advance(EPOCH + ms - clock.now());
    return (await source.current(untouched())).accessKeyId;
  };
  return { source, idAt, count: () => count };
}

test('keys that were given stay and cannot be renewed', async () => {
  const keys = { accessKeyId: 'id', accessKeySecret: 's' };
  const source = fixedCredentials(keys);
  expect([await source.current(untouched()), source.renew()]).toEqual([keys, false]);
});

describe('renewal', () => {
  test.each([
    ['an hour: five minutes before their end', 60 * MINUTE, 55 * MINUTE],
    ['ten minutes: when a fifth is left', 10 * MINUTE, 8 * MINUTE],
  ])('of credentials that live %s', async (_, life, renewAt) => {
    const { idAt } = start(life);
    const ids = [await idAt(0), await idAt(renewAt - 1), await idAt(renewAt)];
    expect(ids).toEqual(['id-1', 'id-1', 'id-2']);
  });

  test('is never needed by those without an end', async () => {
    const { idAt } = start(undefined);
    expect([await idAt(0), await idAt(1e12)]).toEqual(['id-1', 'id-1']);
  });

  test('comes at once where the cloud calls them expired', async () => {
    const { source, idAt } = start(60 * MINUTE);
    await idAt(0);
    expect(source.renew()).toBe(true);
    expect(await idAt(1)).toBe('id-2');
  });
});

describe('an exchange', () => {
  test('is shared by all who need it at the same time', async () => {
    const { source, count } = start(60 * MINUTE);
    const all = await Promise.all([1, 2, 3].map(() => source.current(untouched())));
    expect(count()).toBe(1);
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
  });

  test('that failed is not kept: who asks next tries again', async () => {
    let count = 0;
    const source = renewingCredentials(new VirtualClock(), async () => {
      count += 1;
      if (count === 1) throw new Error('down');
      return { accessKeyId: 'id', accessKeySecret: 's' };
    });
    await expect(source.current(untouched())).rejects.toThrow('down');
    expect((await source.current(untouched())).accessKeyId).toBe('id');
  });

  test("that its asker has given up is nobody else's: a cancel after an interruption gets keys", async () => {
    let count = 0;
    const source = renewingCredentials(new VirtualClock(), async () => {
      count += 1;
      // The first one minds no signal and never ends.
      if (count === 1) return new Promise(() => undefined);
      return { accessKeyId: `id-${count}`, accessKeySecret: 's' };
    });
    const controller = new AbortController();
    const reason = new Error('SIGTERM');
    const asking = source.current(controller.signal);
    controller.abort(reason);
    await expect(asking).rejects.toBe(reason);
    expect((await source.current(untouched())).accessKeyId).toBe('id-2');
  });
});
