import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { etaOf } from '../../src/polling/eta.ts';
import type { Runner } from '../../src/polling/hypotheses.ts';

const TYPICAL = { typicalMs: 600_000 };
const at = (minutes: number, count = 1): Runner[] =>
  Array.from({ length: count }, () => ({ ageMs: minutes * 60_000, advance: null }));

describe('how long it still takes', () => {
  test('is a range about what is known, and longer where that may be wrong', () => {
    const { likelyMs = 0, atMostMs = 0 } = etaOf(at(0), TYPICAL) ?? {};
    expect(likelyMs / 600_000).toBeCloseTo(1, 0);
    expect(atMostMs).toBeGreaterThan(2 * likelyMs);
    expect(atMostMs).toBeLessThan(4 * likelyMs);
  });

  test('is that of the slowest: of more tasks it is longer, of tasks that are alike not by much', () => {
    const one = etaOf(at(1), TYPICAL);
    const fifty = etaOf(at(1, 50), TYPICAL);
    const ratio = (fifty?.likelyMs ?? 0) / (one?.likelyMs ?? 1);
    expect(ratio).toBeGreaterThan(1.3);
    expect(ratio).toBeLessThan(3);
  });

  test('grows with each moment that a task outlives', () => {
    const total = (minutes: number) =>
      minutes * 60_000 + (etaOf(at(minutes), TYPICAL)?.likelyMs ?? 0);
    expect(total(5)).toBeGreaterThan(total(0));
    expect(total(20)).toBeGreaterThan(total(5));
  });

  test('learns from those that have ended, of earlier waits and of this one', () => {
    const slow = etaOf(at(20), { ...TYPICAL, earlierMs: Array(10).fill(1_500_000) });
    expect(slow?.likelyMs).toBeGreaterThan(4 * 60_000);
    expect(slow?.likelyMs).toBeLessThan(7 * 60_000);
    expect(slow?.atMostMs).toBeLessThan(20 * 60_000);
  });

  test('goes by what a task reports of itself', () => {
    const advance = { share: 0.5, totalMs: 1_200_000, doubt: 0.1 };
    const runner = { ageMs: 600_000, advance };
    const { likelyMs = 0 } = etaOf([runner], TYPICAL) ?? {};
    expect(likelyMs / 600_000).toBeCloseTo(1, 0);
    const doubted = { ...runner, advance: { ...advance, totalMs: 660_000, doubt: 2 } };
    expect(etaOf([doubted], TYPICAL)).toEqual(etaOf(at(10), TYPICAL));
  });

  test('is not told where nothing fits any more, nor of no task', () => {
    expect(etaOf(at(30), TYPICAL)).toBeDefined();
    expect(etaOf(at(600), TYPICAL)).toBeUndefined();
    expect(etaOf([], TYPICAL)).toBeUndefined();
  });

  test('is a pair of times that can be told, whatever is known', () => {
    const ms = fc.integer({ min: 0, max: 30 * 86_400_000 });
    const advance = fc.option(
      fc.record({
        share: fc.constant(0.5),
        totalMs: fc.integer({ min: 1, max: 1e10 }),
        doubt: fc.double({ min: 0, max: 5, noNaN: true }),
      }),
    );
    const runners = fc.array(fc.record({ ageMs: ms, advance }), { minLength: 1, maxLength: 5 });
    const knowledge = fc.record({
      typicalMs: fc.integer({ min: 1_000, max: 1e9 }),
      expectedMs: fc.option(fc.integer({ min: 1_000, max: 1e9 }), { nil: undefined }),
      earlierMs: fc.array(fc.integer({ min: 1, max: 2e9 }), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(runners, knowledge, (tasks, known) => {
        const eta = etaOf(tasks, known);
        if (!eta) return;
        expect(eta.likelyMs).toBeGreaterThan(0);
        expect(eta.atMostMs).toBeGreaterThanOrEqual(eta.likelyMs);
        expect(Number.isFinite(eta.atMostMs)).toBe(true);
      }),
    );
  });
});
