import { describe, expect, test } from '@jest/globals';
import { header, OK, refusal, startClient as start } from '../support/client.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';
import { answer } from '../support/world.ts';

describe('the pause that a server asks for', () => {
  test.each([
    ['x-acs-retry-after', '3000', 3_000],
    ['retry-after', '3', 3_000],
    ['retry-after', new Date(EPOCH + 4_000).toUTCString(), 4_000],
  ])('%s: %s is kept', async (name, value, expected) => {
    const { ask, elapsed } = start([refusal('Throttling', { [name]: value }), OK]);
    await ask();
    expect(elapsed()).toBe(expected);
  });

  test.each(['0', '-5', 'soon', '', 'Infinity', '+275760-09-13T00:00:00.000Z', '1 Jan 9999'])(
    '%j says nothing',
    async (value) => {
      const { ask, elapsed } = start([refusal('Throttling', { 'retry-after': value }), OK]);
      await ask();
      expect(elapsed()).toBeLessThanOrEqual(500);
    },
  );

  test('in milliseconds wins over the one in seconds', async () => {
    const headers = { 'x-acs-retry-after': '2000', 'retry-after': '4' };
    const { ask, elapsed } = start([refusal('Throttling', headers), OK]);
    await ask();
    expect(elapsed()).toBe(2_000);
  });

  test.each([
    [refusal('Throttling', { 'x-acs-retry-after': '60000' })],
    [answer('busy', 503, { 'retry-after': '60' })],
    [refusal('Throttling', { 'retry-after': '60' })],
  ])('is handed up at once where it is long', async (act) => {
    const { failure, elapsed, http } = start([act]);
    expect((await failure()).retryAfterMs).toBe(60_000);
    expect([elapsed(), http.requests.length]).toEqual([0, 1]);
  });
});

test('a pause of thousands of years is handed up as it is: the deadline ends it', async () => {
  const { failure, elapsed } = start([refusal('Throttling', { 'retry-after': '1e12' })]);
  expect((await failure()).retryAfterMs).toBe(1e15);
  expect(elapsed()).toBe(0);
});

describe('a clock that is wrong', () => {
  const ahead = EPOCH + 20 * 60_000;
  const skewed = refusal('InvalidTimeStamp.Expired', { date: new Date(ahead).toUTCString() });

  test("is corrected from the server's Date, for all later requests", async () => {
    const { ask, http } = start([skewed, OK]);
    await ask();
    await ask();
    expect(header(http.requests, 'x-acs-date')).toEqual([
      '2026-11-22T04:00:00Z',
      '2026-11-22T04:20:00Z',
      '2026-11-22T04:20:00Z',
    ]);
  });

  test.each([
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    '9999-12-31',
    'now',
  ])('is not corrected by a Date that makes no sense: %s', async (date) => {
    const { ask, http } = start([refusal('InvalidTimeStamp.Expired', { date }), OK]);
    await ask();
    await ask();
    expect(new Set(header(http.requests, 'x-acs-date'))).toEqual(new Set(['2026-11-22T04:00:00Z']));
  });

  test('is corrected though it shows 1970, as a board without a battery does', async () => {
    const { ask, http, world } = start([skewed, OK]);
    Object.assign(world, { clock: new VirtualClock(0) });
    await ask();
    expect(header(http.requests, 'x-acs-date')).toEqual([
      '1970-01-01T00:00:00Z',
      '2026-11-22T04:20:00Z',
    ]);
  });

  test('dates the end of a pause by the server, not by itself', async () => {
    const headers = { 'retry-after': new Date(ahead + 4_000).toUTCString() };
    const { ask, elapsed } = start([skewed, OK, refusal('Throttling', headers), OK]);
    await ask();
    await ask();
    expect(elapsed()).toBe(4_000);
  });
});

test('a nonce that was used is replaced, at once', async () => {
  const { ask, http, elapsed } = start([refusal('SignatureNonceUsed'), OK]);
  await ask();
  expect(new Set(header(http.requests, 'x-acs-signature-nonce')).size).toBe(2);
  expect(elapsed()).toBe(0);
});
