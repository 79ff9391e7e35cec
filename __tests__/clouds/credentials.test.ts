import { describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/clouds/cloud.ts';
import { fixedCredentials, renewingCredentials } from '../../src/clouds/credentials.ts';
import { CloudError } from '../../src/model/errors.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';
import { hang, untouched } from '../support/world.ts';

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
  expect([await source.current(untouched()), source.renew(keys)]).toEqual([keys, false]);
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
    expect(source.renew(await source.current(untouched()))).toBe(true);
    expect(await idAt(1)).toBe('id-2');
  });

  test('comes once where many requests see the same keys expired, however late', async () => {
    const { source, idAt, count } = start(60 * MINUTE);
    const first = await source.current(untouched());
    for (let request = 0; request < 4; request += 1) {
      expect(source.renew(first)).toBe(true);
      expect(await idAt(request)).toBe('id-2');
    }
    expect(count()).toBe(2);
  });
});

/** Keys of an hour whose every renewal ends as `renewal` says, by its number. */
function startWith(renewal: (nth: number, signal: AbortSignal) => Promise<Credentials>) {
  const clock = new VirtualClock();
  let exchanges = 0;
  const source = renewingCredentials(clock, async (signal) => {
    exchanges += 1;
    if (exchanges > 1) return renewal(exchanges - 1, signal);
    return { accessKeyId: 'good', accessKeySecret: 's', expiresAt: EPOCH + 60 * MINUTE };
  });
  const get = async () => (await source.current(untouched())).accessKeyId;
  const at = (minutes: number) => {
    clock.advance(EPOCH + minutes * MINUTE - clock.now());
    return get();
  };
  return { source, clock, at, get, exchanges: () => exchanges };
}

describe('a renewal that fails while the keys are good', () => {
  const refused = new CloudError('401', { kind: 'credential' });
  const fail = () => Promise.reject(refused);

  test.each(['credential', 'permission', 'request', 'transient'] as const)(
    'costs nothing, whatever is wrong: %s',
    async (kind) => {
      const { at } = startWith(() => Promise.reject(new CloudError('no', { kind })));
      expect([await at(0), await at(55.4), await at(59.9)]).toEqual(['good', 'good', 'good']);
    },
  );

  test('is tried again when half of the rest is over, not by each request', async () => {
    const { at, exchanges } = startWith(fail);
    const counts: number[] = [];
    for (const minutes of [0, 55, 55.1, 57.4, 57.5, 57.6, 58.7, 58.8]) {
      await at(minutes);
      counts.push(exchanges());
    }
    expect(counts).toEqual([1, 2, 2, 2, 3, 3, 3, 4]);
  });

  test('decides once they have ended', async () => {
    const { at } = startWith(fail);
    await at(0);
    await at(59);
    await expect(at(60)).rejects.toBe(refused);
  });

  test('decides once the cloud has called them expired', async () => {
    const { source, at, get } = startWith(fail);
    await at(0);
    await at(56);
    source.renew(await source.current(untouched()));
    await expect(get()).rejects.toBe(refused);
  });

  test('and then works gives the new keys to all', async () => {
    const { at } = startWith(async (nth) => {
      if (nth === 1) throw refused;
      return { accessKeyId: 'new', accessKeySecret: 's', expiresAt: EPOCH + 120 * MINUTE };
    });
    expect([await at(0), await at(55), await at(58), await at(90)]).toEqual([
      'good',
      'good',
      'new',
      'new',
    ]);
  });

  test('or hangs keeps nobody waiting for longer than five seconds', async () => {
    const { at, clock } = startWith((_, signal) => hang(signal));
    await at(0);
    expect(await at(55)).toBe('good');
    expect(clock.now() - EPOCH).toBe(55 * MINUTE + 5_000);
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

  test('goes on for the others when one of them gives up', async () => {
    const { signals, source, clock } = slowly();
    const reason = new Error('too late');
    const early = new AbortController();
    clock.sleep(100).then(() => early.abort(reason));
    const [first, second] = await Promise.allSettled([
      source.current(early.signal),
      source.current(untouched()),
    ]);
    expect([first, second]).toMatchObject([{ reason }, { value: { accessKeyId: 'id' } }]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test('ends when nobody waits for it any more, and who asks next begins another', async () => {
    const { signals, source, clock } = slowly();
    const early = new AbortController();
    clock.sleep(100).then(() => early.abort(new Error('too late')));
    await expect(source.current(early.signal)).rejects.toThrow('too late');
    expect((await source.current(untouched())).accessKeyId).toBe('id');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
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

/** A source whose exchanges take a second, and the signals that they were given. */
function slowly() {
  const clock = new VirtualClock();
  const signals: AbortSignal[] = [];
  const source = renewingCredentials(clock, async (signal) => {
    signals.push(signal);
    await clock.sleep(1_000, signal);
    return { accessKeyId: 'id', accessKeySecret: 's' };
  });
  return { clock, signals, source };
}
