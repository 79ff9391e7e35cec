import { expect, test } from '@jest/globals';
import { createPrinter, type Sink } from '../../src/hosts/printer.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';

/** As long as what is handed over at once. */
const line = (number: number) => `${number} ${'x'.repeat(16 * 1024)}\n`;

/** A reader that takes a line each time `pauseMs` has passed, and stops after `most` lines. */
function reader(clock: VirtualClock, pauseMs: number, most = Number.POSITIVE_INFINITY) {
  const taken: string[] = [];
  const sink: Sink = {
    on: () => undefined,
    write(text, done) {
      if (taken.length >= most) return;
      clock.sleep(pauseMs).then(() => {
        taken.push(text);
        done();
      });
    },
  };
  return { taken, sink };
}

async function drain(pauseMs: number, lines: number, most?: number) {
  const clock = new VirtualClock();
  const { taken, sink } = reader(clock, pauseMs, most);
  const printer = createPrinter(() => sink);
  for (let number = 0; number < lines; number += 1) printer.print(line(number));
  await printer.drained(clock);
  return { taken: taken.length, ms: clock.now() - EPOCH, order: taken };
}

test('a slow reader gets all, in order, for as long as it reads', async () => {
  const { taken, order } = await drain(4_000, 50);
  expect(taken).toBe(50);
  expect(order).toEqual(Array.from({ length: 50 }, (_, number) => line(number)));
});

test('one that stands still has five seconds', async () => {
  expect(await drain(10, 50, 20)).toMatchObject({ taken: 20, ms: 200 + 5_000 });
});

test('one that never ends has five minutes', async () => {
  expect((await drain(1_000, 5_000)).ms).toBe(5 * 60_000);
});

test('short lines go together, all of them', async () => {
  const clock = new VirtualClock();
  const { taken, sink } = reader(clock, 1);
  const printer = createPrinter(() => sink);
  const lines = Array.from({ length: 10_000 }, (_, number) => `${number}\n`);
  for (const text of lines) printer.print(text);
  await printer.drained(clock);
  expect(taken.join('')).toBe(lines.join(''));
  expect(taken.length).toBeLessThan(10);
});

test('nothing printed is nothing to wait for, and opens no stream', async () => {
  const printer = createPrinter(() => {
    throw new Error('opened');
  });
  await printer.drained(new VirtualClock());
});

const coded = (code: string) => Object.assign(new Error(`${code}: nothing more`), { code });

test('what a full disk does not take is lost, and can be told', async () => {
  const sink: Sink = {
    on: () => undefined,
    write: (_, done) => queueMicrotask(() => done(coded('ENOSPC'))),
  };
  const printer = createPrinter(() => sink);
  expect(printer.lost()).toBe('');
  for (const text of ['a', 'b']) printer.print(text);
  await printer.drained(new VirtualClock());
  expect(printer.lost()).toBe('ENOSPC: nothing more');
});

test.each(['its callback', 'an event'])(
  'a reader that is gone, by %s, is no error',
  async (how) => {
    const written: string[] = [];
    let onError = () => undefined as unknown;
    const sink: Sink = {
      on: (_, listener) => {
        onError = listener;
      },
      write(text, done) {
        written.push(text);
        queueMicrotask(() => (how === 'an event' ? onError() : done(coded('EPIPE'))));
      },
    };
    const printer = createPrinter(() => sink);
    for (const text of ['a', 'b', 'c']) printer.print(text);
    const clock = new VirtualClock();
    await printer.drained(clock);
    printer.print('d');
    expect([written, clock.now(), printer.lost()]).toEqual([['a'], EPOCH, '']);
  },
);
