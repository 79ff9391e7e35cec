import { expect, test } from '@jest/globals';
import { createGate, type Urgency } from '../../src/clouds/gate.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { cancelOwed } from '../../src/wait/owed-cancels.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';
import { providers } from '../support/definitions.ts';
import { tasks } from '../support/provider.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `t-${index}`);

/** Repeats the cancels of so many builds, which are looked at one by one. */
async function start(count: number, change: (clock: VirtualClock) => Partial<Provider>) {
  const clock = new VirtualClock();
  const canceled: [id: string, at: number][] = [];
  const provider: Provider = {
    ask: async ([id = '']) => tasks({ [id]: 'running' }),
    cancel: async (id) => void canceled.push([id, clock.now() - EPOCH]),
    ...change(clock),
  };
  const definition = providers['alibaba-cr-artifact-build'];
  const said = await cancelOwed({ definition }, idsOf(count), { provider }, clock);
  return { said, canceled, elapsed: clock.now() - EPOCH };
}

test('of a thousand, each is cancelled as soon as it was looked at', async () => {
  const sent: [Urgency, number][] = [];
  const { said } = await start(1_000, (clock) => {
    const gate = createGate(clock);
    const pass = async (urgency: Urgency, signal: AbortSignal) => {
      await gate.pass(urgency, signal);
      sent.push([urgency, clock.now() - EPOCH]);
    };
    return {
      async ask([id = ''], signal) {
        await pass('look', signal);
        return tasks({ [id]: 'running' });
      },
      cancel: (_, signal) => pass('cancel', signal),
    };
  });
  const by = (ms: number) => sent.filter(([urgency, at]) => urgency === 'cancel' && at <= ms);
  expect(by(10_000).length).toBeGreaterThan(90);
  expect([by(120_000).length, said.warnings]).toEqual([1_000, []]);
});

test('a cloud that answers no look, nor minds a signal, hears of the cancels', async () => {
  const { said, canceled, elapsed } = await start(9, () => ({ ask: () => new Promise(() => {}) }));
  expect(canceled.map(([id]) => id).sort()).toEqual(idsOf(9));
  expect(elapsed).toBe(60_000);
  expect(said.warnings).toEqual([]);
  expect(said.lines).toContain('t-0 could not be looked at: no answer in time.');
});

test('two minutes are all there is, whatever hangs', async () => {
  const never = () => new Promise<never>(() => {});
  const { said, elapsed } = await start(9, () => ({ ask: never, cancel: never }));
  expect([elapsed, said.warnings.length]).toEqual([120_000, 9]);
});
