import { expect, test } from '@jest/globals';
import { InterruptedError } from '../../../src/model/errors.ts';
import type { Task } from '../../../src/model/task.ts';
import type { Ending } from '../../../src/wait/outcome.ts';
import { conclude, concludeError, ending, task } from '../../support/outcomes.ts';

const running = (...ids: string[]) => ids.map((id) => task(id, 'running'));
const unseen: Task = { id: 'a', state: 'unknown', status: '' };
const refused = (id: string) => ({ id, reason: 'no.' });
const CANCEL = { onCancel: 'cancel' } as const;

test.each<[string, readonly Task[], Partial<Ending>, string]>([
  ['left', running('a'), {}, 'a was left running in the cloud (on-cancel: leave).'],
  ['left, unseen', [unseen], {}, 'a was left as it is in the cloud (on-cancel: leave).'],
  [
    'left, many',
    [...running('a', 'b'), task('c', 'succeeded')],
    {},
    '2 of 3 tasks were left running in the cloud (on-cancel: leave).',
  ],
  ['not known yet', [], { parents: ['ip-1'] }, 'No task of ip-1 was known.'],
  [
    'not to be cancelled there',
    running('a'),
    CANCEL,
    'a was left running in the cloud (its cloud has no cancel API).',
  ],
  [
    'looked at only',
    running('a'),
    { ...CANCEL, mode: 'check' },
    'a was left running in the cloud (mode: check cancels nothing).',
  ],
  [
    'cancelled',
    running('a'),
    { ...CANCEL, cancellation: { taken: ['a'], failed: [] } },
    'The cloud was asked to cancel a.',
  ],
  [
    'cancelled, many',
    running('a', 'b', 'c', 'd'),
    { ...CANCEL, cancellation: { taken: ['a', 'b', 'c', 'd'], failed: [] } },
    'The cloud was asked to cancel all 4 tasks.',
  ],
  [
    'cancelled in part',
    running('a', 'b'),
    { ...CANCEL, cancellation: { taken: ['a'], failed: [refused('b')] } },
    'The cloud was asked to cancel a. The cloud has not taken the cancel of b, which the post step tries again.',
  ],
  [
    'not cancelled',
    running('a'),
    { ...CANCEL, cancellation: { taken: [], failed: [refused('a')] } },
    'The cloud has not taken the cancel of a, which the post step tries again.',
  ],
])('an interruption says what became of the tasks: %s', (_, tasks, change, fate) => {
  const end = { by: 'error', error: new InterruptedError('SIGINT') } as const;
  const { state, message } = conclude(ending(tasks, { end, ...change }));
  expect([state, message]).toEqual([
    'interrupted',
    `The runner sent SIGINT. The job was cancelled, or its time was up. ${fate}`,
  ]);
});

test('an interruption before any task was known is one all the same', () => {
  expect(concludeError(new InterruptedError('SIGTERM'))).toMatchObject({
    state: 'interrupted',
    message: 'The runner sent SIGTERM. The job was cancelled, or its time was up.',
  });
});
