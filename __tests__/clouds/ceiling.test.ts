import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type Ceiling,
  ceilingAt,
  LEAST_A_SECOND,
  MOST_A_SECOND,
  type Pass,
  readyAt,
  refused,
  roomIn,
  sentAt,
  timeFor,
  UNREFUSED,
} from '../../src/clouds/ceiling.ts';

/** Sends as many as there are, each as soon as it may be, and says when. */
function sendAll(count: number, from: Ceiling, begin: number) {
  let ceiling = from;
  let now = begin;
  const passes: Pass[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    now = readyAt(ceiling, now);
    const sent = sentAt(ceiling, now);
    ({ ceiling } = sent);
    passes.push(sent.pass);
  }
  return { ceiling, passes, times: passes.map(({ at }) => at), last: now };
}

/** The most that any second holds, wherever it begins. */
const busiest = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

const fallen = (perSecond: number, since = 0): Ceiling => ({ perSecond, since, sent: [] });

describe('where nothing was refused', () => {
  test('twenty requests are not held back at all, and the next waits for the second to be over', () => {
    const { times } = sendAll(21, UNREFUSED, 5_000);
    expect(times).toEqual([...Array(20).fill(5_000), 6_000]);
  });

  test('a thousand are no burst: fifty seconds', () => {
    const { times, last } = sendAll(1_000, UNREFUSED, 0);
    expect(busiest(times)).toBe(MOST_A_SECOND);
    expect(last).toBe(49_000);
  });
});

describe('a refusal', () => {
  test('lets the ceiling fall from the rate that was really sent', () => {
    const { ceiling, passes } = sendAll(10, UNREFUSED, 1_000);
    const after = refused(ceiling, passes[9] as Pass, 1_100);
    expect(after).toMatchObject({ perSecond: 7, since: 1_100 });
  });

  test('of a request in the midst of others counts those that were sent until its answer came', () => {
    const { ceiling, passes } = sendAll(10, UNREFUSED, 1_000);
    expect(refused(ceiling, passes[0] as Pass, 1_100).perSecond).toBe(7);
  });

  test('of what was sent before it fell is the same refusal', () => {
    const { ceiling, passes } = sendAll(10, UNREFUSED, 1_000);
    const once = refused(ceiling, passes[0] as Pass, 1_100);
    expect(refused(once, passes[9] as Pass, 1_200)).toBe(once);
  });

  test('never leaves less than two a second', () => {
    const { ceiling, passes } = sendAll(1, UNREFUSED, 1_000);
    expect(refused(ceiling, passes[0] as Pass, 1_100).perSecond).toBe(LEAST_A_SECOND);
  });

  test('spreads what is sent afterwards evenly', () => {
    const { times } = sendAll(4, fallen(4), 1);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(gaps.every((gap) => gap > 230 && gap <= 250)).toBe(true);
  });
});

test('it comes back with time, whatever is sent: from the lowest to the highest in five minutes', () => {
  const low = fallen(LEAST_A_SECOND);
  const [at0, at150, at300, later] = [0, 150_000, 300_000, 1e9].map((at) => ceilingAt(low, at));
  expect([at0, at150, at300, later]).toEqual([2, 11, 20, 20]);
});

test('by a clock that is behind, no time has passed, and what is yet to be sent holds nothing back', () => {
  const stored: Ceiling = { perSecond: 3, since: 60_000, sent: [60_000, 60_100] };
  expect(ceilingAt(stored, 0)).toBe(3);
  expect(readyAt(stored, 0)).toBe(0);
});

test('what there is room for, and how long it takes', () => {
  expect([roomIn(5_000, UNREFUSED, 0), roomIn(100, fallen(2), 0)]).toEqual([100, 1]);
  expect([19, 20, 1_000].map((count) => timeFor(count, UNREFUSED, 0))).toEqual([0, 1_000, 50_000]);
});

describe('against a cloud that takes so many a second', () => {
  // Of a quota below the lowest ceiling, more is refused: delays between looks see to that.
  const quota = fc.integer({ min: 4, max: 40 });
  const latency = fc.integer({ min: 1, max: 400 });
  const count = fc.integer({ min: 1, max: 400 });

  /** Repeats what is refused a second later, until all have been taken. */
  function share(most: number, latencyMs: number, all: number) {
    let ceiling = UNREFUSED;
    let now = 10_000;
    const taken: number[] = [];
    const times: number[] = [];
    const tops: number[] = [];
    const answers: { at: number; pass: Pass; isTaken: boolean }[] = [];
    let open = all;
    while (taken.length < all) {
      const next = readyAt(ceiling, now);
      const [answer] = answers;
      if (open > 0 && (!answer || next <= answer.at)) {
        now = next;
        const sent = sentAt(ceiling, now);
        ({ ceiling } = sent);
        const isTaken = taken.filter((at) => at > now - 1_000).length < most;
        if (isTaken) taken.push(now);
        else open += 1;
        open -= 1;
        times.push(now);
        tops.push(ceilingAt(ceiling, now));
        answers.push({ at: now + latencyMs, pass: sent.pass, isTaken });
      } else if (answer) {
        answers.shift();
        now = Math.max(now, answer.at);
        if (!answer.isTaken) ceiling = refused(ceiling, answer.pass, now);
      }
    }
    return { taken, times, tops };
  }

  test('none is lost, no second holds more than the ceiling there was, and few are refused', () => {
    fc.assert(
      fc.property(quota, latency, count, (most, latencyMs, all) => {
        const { taken, times, tops } = share(most, latencyMs, all);
        expect(taken).toHaveLength(all);
        for (const [index, at] of times.entries()) {
          // What is a second ago to the last bit counts to either.
          const isWithin = (other: number) => other > at - 1_000 + 1e-6;
          const inSecond = times.filter((other, nth) => nth <= index && isWithin(other));
          expect(inSecond.length).toBeLessThanOrEqual(Math.ceil(tops[index] ?? 0));
        }
        // The first second is spent on finding out; afterwards one in some twenty.
        expect(times.length - taken.length).toBeLessThanOrEqual(40 + all / 5);
      }),
      { numRuns: 60 },
    );
  });
});
