import { afterAll, describe, expect, test } from '@jest/globals';
import { startAction } from './support/action.ts';
import { makeCertificates } from './support/certificates.ts';
import { left } from './support/expectations.ts';
import { type Phase, phases } from './support/phases.ts';

const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());

/** What the promise allows beyond the deadline: the last look. */
const LAST_LOOK_MS = 10_000;

/** A process starts and ends in a tenth of a second; ten of them at once on a busy machine take seconds, which are not its own. */
const PROCESS_MS = 5_000;

/** Starts a step, and gives it once it is in its phase. */
async function stepIn(phase: Phase, more: Record<string, string>) {
  const stuck = await phase.arrange(certificates);
  const running = startAction({ ...stuck.inputs, ...more }, stuck.env);
  return {
    running,
    reached: () => running.line(/Waiting at most/).then(() => stuck.reached),
    [Symbol.asyncDispose]: () => stuck[Symbol.asyncDispose](),
  };
}

const cases = phases.map((phase) => [phase.name, phase] as const);

// One block, since tests of one block run at the same time.
describe('kept in time is', () => {
  test.concurrent.each(cases)('a deadline in %s: within ten seconds', async (_, phase) => {
    await using step = await stepIn(phase, { timeout: '3s' });
    const ran = await step.running.done;
    expect(left(ran)).toMatchObject({ code: 1, state: 'timed-out' });
    // By its own clock, and by that of whoever waits for it.
    expect(Number(ran.outputs['duration-seconds'])).toBeLessThanOrEqual(
      (3_000 + LAST_LOOK_MS) / 1_000,
    );
    expect(ran.durationMs).toBeLessThan(3_000 + LAST_LOOK_MS + PROCESS_MS);
    expect(ran.summary).not.toBe('');
  });

  test.concurrent.each(cases)('SIGINT in %s: within two seconds', async (_, phase) => {
    await using step = await stepIn(phase, {});
    await step.reached();
    const ran = await step.running.interrupt('SIGINT');
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(ran.answeredMs).toBeLessThan(2_000);
    expect(ran.summary).toContain('interrupted');
  });

  test.concurrent.each(cases)('on-cancel: cancel in %s: within seven', async (_, phase) => {
    await using step = await stepIn(phase, { 'on-cancel': 'cancel' });
    await step.reached();
    const first = step.running.interrupt('SIGINT');
    setTimeout(() => step.running.interrupt('SIGTERM'), 1_000);
    const ran = await first;
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(ran.answeredMs).toBeLessThan(7_000);
    const isTaken = ran.stdout.includes('t-1: the cloud was asked to cancel it');
    expect(ran.state['owed-cancels']).toBe(isTaken ? '' : 't-1');
  });

  test.concurrent.each(cases.filter(([, { isGivenUp }]) => isGivenUp))(
    'check mode in %s: an error at once, with the region',
    async (_, phase) => {
      await using step = await stepIn(phase, { mode: 'check' });
      const { state, error } = left(await step.running.done);
      expect(state).toBe('error');
      expect(error).toContain('has never answered. Its region is cn-hangzhou');
    },
  );
});
