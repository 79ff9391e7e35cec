import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../src/providers/provider.ts';
import { CANCEL_BUDGET_MS, cancelTasks } from '../../src/wait/cancel.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';
import { hang } from '../support/world.ts';

const start = async (ids: readonly string[], cancel: Provider['cancel']) => {
  const clock = new VirtualClock();
  const provider: Provider = { ask: async () => [], ...(cancel && { cancel }) };
  const result = await cancelTasks(provider, ids, clock);
  return { result, elapsed: clock.now() - EPOCH };
};

describe('cancels', () => {
  test('are taken or not, each for itself', async () => {
    const { result } = await start(['a', 'b', 'c'], async (id) => {
      if (id === 'b') throw new Error('too late');
    });
    expect(result).toEqual({ taken: ['a', 'c'], failed: [{ id: 'b', reason: 'too late.' }] });
  });

  test('that hang are given up after five seconds, those that wait behind them too', async () => {
    const ids = Array.from({ length: 6 }, (_, index) => `t-${index}`);
    const sent: string[] = [];
    const { result, elapsed } = await start(ids, (id, signal) => {
      sent.push(id);
      return hang(signal);
    });
    expect([elapsed, CANCEL_BUDGET_MS, sent.length]).toEqual([5_000, 5_000, 4]);
    expect(result.failed.map(({ id }) => id)).toEqual(ids);
    expect(result.failed[0]?.reason).toBe('no answer within 5 s.');
  });

  test('that mind no signal are given up as well', async () => {
    const { result, elapsed } = await start(['a'], () => new Promise(() => undefined));
    expect([elapsed, result.failed]).toEqual([
      5_000,
      [{ id: 'a', reason: 'no answer within 5 s.' }],
    ]);
  });
});
