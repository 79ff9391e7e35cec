import { describe, expect, test } from '@jest/globals';
import { CloudError, InputError, InterruptedError } from '../../src/model/errors.ts';
import type { Task } from '../../src/model/task.ts';
import type { Ending, OutcomeState } from '../../src/wait/outcome.ts';
import { conclude, concludeError, ending, task } from '../support/outcomes.ts';

type States = readonly Task['state'][];
const of = (states: States, change: Partial<Ending> = {}) =>
  conclude(
    ending(
      states.map((state, index) => task(`t-${index}`, state)),
      change,
    ),
  );
const LOOKED: Partial<Ending> = { end: { by: 'looked' } };
const TIMED_OUT: Partial<Ending> = { end: { by: 'timed-out' } };

describe('state, exit and the task that decides', () => {
  test.each<[States, Partial<Ending>, OutcomeState, boolean, string]>([
    [['succeeded'], {}, 'succeeded', true, 'SUCCEEDED'],
    [['succeeded', 'succeeded'], {}, 'succeeded', true, 'SUCCEEDED'],
    [['failed'], {}, 'failed', false, 'FAILED'],
    [['canceled'], {}, 'canceled', false, 'CANCELED'],
    [['not-found'], {}, 'not-found', false, 'NOT-FOUND'],
    [['partial'], {}, 'partial', false, 'PARTIAL'],
    [['partial'], { acceptPartial: true }, 'partial', true, 'PARTIAL'],
    [['succeeded', 'partial'], { acceptPartial: true }, 'partial', true, 'PARTIAL'],
    [['partial', 'failed'], { acceptPartial: true }, 'failed', false, 'FAILED'],
    [['partial', 'not-found', 'canceled', 'failed'], {}, 'failed', false, 'FAILED'],
    [['partial', 'not-found', 'canceled'], {}, 'canceled', false, 'CANCELED'],
    [['partial', 'not-found'], {}, 'not-found', false, 'NOT-FOUND'],
    [['succeeded', 'failed'], {}, 'failed', false, 'FAILED'],
    [['running', 'failed'], {}, 'failed', false, 'FAILED'],
    [['running'], TIMED_OUT, 'timed-out', false, 'RUNNING'],
    [['succeeded', 'unknown'], TIMED_OUT, 'timed-out', false, 'UNKNOWN'],
    [['unknown'], TIMED_OUT, 'timed-out', false, 'UNKNOWN'],
    [['failed', 'running'], TIMED_OUT, 'failed', false, 'FAILED'],
    [[], TIMED_OUT, 'timed-out', false, ''],
    [['running'], LOOKED, 'running', true, 'RUNNING'],
    [['unknown'], LOOKED, 'running', true, 'UNKNOWN'],
    [['pending'], LOOKED, 'pending', true, 'PENDING'],
    [['pending', 'running'], LOOKED, 'running', true, 'PENDING'],
    [['succeeded', 'pending'], LOOKED, 'pending', true, 'PENDING'],
    [['running', 'failed'], LOOKED, 'failed', false, 'FAILED'],
    [['partial', 'running'], LOOKED, 'partial', false, 'PARTIAL'],
    [['succeeded'], LOOKED, 'succeeded', true, 'SUCCEEDED'],
  ])('%j, %j', (states, change, state, isOk, status) => {
    expect(of(states, change)).toMatchObject({ state, isOk, status });
  });

  test('no task at all is never success', () => {
    for (const change of [{}, LOOKED, TIMED_OUT]) expect(of([], change).isOk).toBe(false);
  });

  test('a wait that was to end only when all is decided is no success while a task runs', () => {
    for (const states of [['running'], ['succeeded', 'unknown']] as States[]) {
      expect(of(states).state).not.toBe('succeeded');
    }
  });
});

describe('an error', () => {
  const by = (error: unknown): Partial<Ending> => ({ end: { by: 'error', error } });

  test('ends as error with what the cloud said and what to do', () => {
    const error = new CloudError('DoIt answered 403 NoPermission: no', {
      kind: 'permission',
      requestId: 'R-1',
      remedy: 'Grant p:DoIt.',
    });
    expect(of(['running'], by(error))).toMatchObject({
      state: 'error',
      isOk: false,
      status: 'RUNNING',
      message: 'DoIt answered 403 NoPermission: no. Request id R-1.',
      nextStep: 'Grant p:DoIt.',
    });
  });

  test('wins over tasks that all have succeeded', () => {
    expect(of(['succeeded'], by(new Error('bug')))).toMatchObject({ state: 'error', isOk: false });
  });

  test('that is an interruption ends as interrupted', () => {
    expect(of(['running'], by(new InterruptedError('SIGTERM')))).toMatchObject({
      state: 'interrupted',
      isOk: false,
      status: 'RUNNING',
      decidedBy: { id: 't-0' },
    });
  });

  test('of inputs says all that is wrong in one line', () => {
    const problems = ['One.', 'Two.'].map((message) => ({ input: 'x', message }));
    const { state, message } = concludeError(new InputError(problems));
    expect([state, message]).toEqual(['error', 'One. Two.']);
  });

  test.each([undefined, null, 'text', 7])('may even be %j', (thrown) => {
    expect(concludeError(thrown)).toMatchObject({ state: 'error', isOk: false });
  });
});

describe('the parts', () => {
  test('are those of the task that decided, though the id of another begins with its id', () => {
    const failed = (id: string) =>
      task(id, 'failed', { errorCode: `E-${id}`, requestId: `R-${id}`, message: `why ${id}` });
    const tasks = [task('t-1', 'canceled', { requestId: 'R-t-1' }), failed('t-10'), failed('t-1')];
    expect(conclude(ending(tasks))).toMatchObject({
      decidedBy: { id: 't-10' },
      what: 't-10 failed (FAILED). why t-10. 3 of 3 tasks did not succeed.',
      facts: [
        { name: 'Error code', value: 'E-t-10' },
        { name: 'Request id', value: 'R-t-10' },
      ],
    });
  });

  test('make the message, in whole sentences', () => {
    const message = 'disk full';
    const {
      what,
      facts,
      message: all,
    } = conclude(ending([task('t-0', 'failed', { message, errorCode: 'E.1' })]));
    expect([what, facts]).toEqual([
      't-0 failed (FAILED). disk full.',
      [{ name: 'Error code', value: 'E.1' }],
    ]);
    expect(all).toBe('t-0 failed (FAILED). disk full. Error code E.1.');
  });

  test('end the message whatever a cloud has to say before', () => {
    const long = 'x'.repeat(100_000);
    const failed = task('t-0', 'failed', { message: long, errorCode: long, requestId: 'R-1' });
    const { message, what } = conclude(ending([failed]));
    expect(message.length).toBeLessThan(2_000);
    expect(message).toMatch(/^t-0 failed \(FAILED\)\. x+… Error code x+… Request id R-1\.$/);
    expect(what.length).toBeGreaterThan(100_000);
  });

  test('of an error have no task, but its request id and remedy', () => {
    const error = new CloudError('no', { kind: 'request', requestId: 'R-1', remedy: 'Do.' });
    const outcome = of(['running'], { end: { by: 'error', error } });
    expect(outcome).toMatchObject({ what: 'no.', facts: [{ value: 'R-1' }], nextStep: 'Do.' });
    expect(outcome.decidedBy).toBeUndefined();
  });
});

describe('the message', () => {
  test('of a failure has id, word, reason, code and request id', () => {
    const failed = task('t-0', 'failed', {
      status: 'TEST_FAILED',
      message: 'no disk',
      errorCode: 'E.1',
      requestId: 'R-1',
    });
    expect(conclude(ending([failed, task('t-1', 'running')])).message).toBe(
      't-0 failed (TEST_FAILED). no disk. 1 still ran (fail-fast). Error code E.1. Request id R-1.',
    );
  });

  test('of several failures counts them', () => {
    expect(of(['failed', 'canceled', 'succeeded']).message).toContain('2 of 3 tasks');
  });

  test('of success says how long it took', () => {
    expect(of(['succeeded']).message).toBe('t-0 succeeded after 1m 5s.');
    // How long it took is not known of what had ended before, nor from a single look.
    expect(of(['succeeded'], { durationMs: 400 }).message).toBe('t-0 succeeded.');
    expect(of(['succeeded'], { mode: 'check' }).message).toBe('t-0 succeeded.');
    expect(of(['succeeded', 'succeeded']).message).toContain('All 2 tasks succeeded');
  });

  test('a next step is there for every end that fails, and for none that does not', () => {
    for (const state of ['failed', 'canceled', 'not-found', 'partial'] as const) {
      expect(of([state]).nextStep).not.toBe('');
    }
    expect(of(['running'], TIMED_OUT).nextStep).not.toBe('');
    expect(of(['succeeded']).nextStep).toBe('');
  });
});
