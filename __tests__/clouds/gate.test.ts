import { expect, test } from '@jest/globals';
import { ceilingAt, MOST_A_SECOND } from '../../src/clouds/ceiling.ts';
import { createGate, type Urgency } from '../../src/clouds/gate.ts';
import { header, OK, refusal, startClient } from '../support/client.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';
import { untouched } from '../support/world.ts';

function start() {
  const clock = new VirtualClock();
  const gate = createGate(clock);
  const passed: [name: string, at: number][] = [];
  const pass = async (name: string, urgency: Urgency = 'look', signal = untouched()) => {
    await gate.pass(urgency, signal);
    passed.push([name, clock.now() - EPOCH]);
  };
  const many = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, nth) => pass(`${nth}`)));
  return { clock, gate, passed, pass, many };
}

test('a few requests pass as if there were no gate: nobody sleeps', async () => {
  const { clock, passed, many } = start();
  await many(MOST_A_SECOND);
  expect([clock.pending, new Set(passed.map(([, at]) => at))]).toEqual([0, new Set([0])]);
});

test('those that wait pass by urgency, then in the order in which they came', async () => {
  const { passed, pass, many, clock } = start();
  await many(MOST_A_SECOND);
  passed.length = 0;
  const order: Urgency[] = ['log', 'result', 'look', 'result', 'cancel', 'log', 'look'];
  await Promise.all(order.map((urgency, nth) => pass(`${urgency} ${nth}`, urgency)));
  expect(passed.map(([name]) => name)).toEqual([
    'cancel 4',
    'look 2',
    'look 6',
    'result 1',
    'result 3',
    'log 0',
    'log 5',
  ]);
  expect([passed[0]?.[1], clock.pending]).toEqual([1_000, 0]);
});

test('who gives up leaves the line to the others', async () => {
  const { passed, pass, many } = start();
  await many(MOST_A_SECOND);
  const controller = new AbortController();
  const left = pass('left', 'cancel', controller.signal).catch(({ message }) => message);
  const stays = pass('stays');
  controller.abort(new Error('given up'));
  expect(await left).toBe('given up');
  await stays;
  expect(passed.at(-1)).toEqual(['stays', 1_000]);
});

test('when the last of the line has given up, nobody sleeps, and the next is served as ever', async () => {
  const { passed, pass, many, clock } = start();
  await many(MOST_A_SECOND);
  const last = new AbortController();
  const alone = pass('alone', 'look', last.signal).catch(({ message }) => message);
  last.abort(new Error('given up too'));
  expect([await alone, clock.pending]).toEqual(['given up too', 0]);
  await pass('later');
  expect(passed.at(-1)?.[0]).toBe('later');
});

test('one that has given up before it came does not pass', async () => {
  const { gate } = start();
  await expect(gate.pass('look', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  expect(gate.ceiling.sent).toEqual([]);
});

test('each try of a request passes, and a refusal is told', async () => {
  const { ask, world, http, gate } = startClient([
    refusal('Throttling'),
    refusal('Throttling'),
    OK,
  ]);
  await ask();
  expect(gate.ceiling.sent.length).toBeGreaterThan(0);
  expect(ceilingAt(gate.ceiling, world.clock.now())).toBeLessThan(3);
  expect(header(http.requests, 'host')).toHaveLength(3);
});

test('trouble of another kind says nothing of the ceiling', async () => {
  const { ask, world, gate } = startClient([refusal('ServiceUnavailable'), OK]);
  await ask();
  expect(ceilingAt(gate.ceiling, world.clock.now())).toBe(MOST_A_SECOND);
});
