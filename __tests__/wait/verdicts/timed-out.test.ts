import { describe, expect, test } from '@jest/globals';
import { CloudError } from '../../../src/model/errors.ts';
import type { Task } from '../../../src/model/task.ts';
import type { Ending } from '../../../src/wait/outcome.ts';
import { conclude, ending, task } from '../../support/outcomes.ts';
import { cloudError } from '../../support/provider.ts';

const unseen = (id: string): Task => ({ id, state: 'unknown', status: '' });
const running = (id: string) => task(id, 'running', { progress: 0.5 });
const told = (tasks: readonly Task[], change: Partial<Ending> = {}) => {
  const { state, what, nextStep, decidedBy } = conclude(
    ending(tasks, { end: { by: 'timed-out' }, timeoutMs: 45_000, ...change }),
  );
  expect(state).toBe('timed-out');
  return { what, nextStep, by: decidedBy?.id };
};
const trouble = cloudError('transient');
const noAnswer = new CloudError('No answer.', { kind: 'transient' });

describe('a time-out', () => {
  test.each<[string, readonly Task[], Partial<Ending>, string]>([
    [
      'of a task that was seen',
      [running('a')],
      {},
      'a did not end within 45s. Last seen as RUNNING, 50 %.',
    ],
    [
      'of a task that was seen, in trouble at the end',
      [running('a')],
      { trouble },
      'a did not end within 45s. Last seen as RUNNING, 50 %. At the end there was no usable answer: The cloud says transient.',
    ],
    [
      'of some that were seen',
      [task('done', 'succeeded'), unseen('a'), running('b')],
      {},
      '2 of 3 tasks did not end within 45s. b was last seen as RUNNING, 50 %. No answer has mentioned a.',
    ],
    ['of a task that no answer mentioned', [unseen('a')], {}, 'No answer mentioned a within 45s.'],
    [
      'of many that no answer mentioned',
      ['a', 'b', 'c', 'd', 'e'].map(unseen),
      { trouble },
      'No answer mentioned a, b, c and 2 more within 45s. At the end there was no usable answer: The cloud says transient.',
    ],
    [
      'of a parent without a task',
      [],
      { parents: ['ip-1'] },
      'No answer mentioned a task of ip-1 within 45s.',
    ],
    [
      'without any answer',
      [unseen('a')],
      { hasAnswer: false, trouble },
      'There was no usable answer at all within 45s, so that nothing is known of a. The last try: The cloud says transient.',
    ],
    [
      'without any answer for a parent',
      [],
      { hasAnswer: false, trouble, parents: ['image-1', 'image-2'] },
      'There was no usable answer at all within 45s, so that nothing is known of a task of image-1 and image-2. The last try: The cloud says transient.',
    ],
  ])('%s says so', (_, tasks, change, what) => {
    expect(told(tasks, change).what).toBe(what);
  });

  test('is decided by the task that was seen', () => {
    expect(told([unseen('a'), running('b')]).by).toBe('b');
    expect(told([unseen('a')]).by).toBe('a');
  });

  test('has a next step of its own in each case; only of a task that runs it is more time', () => {
    const steps = [
      told([running('a')]).nextStep,
      told([unseen('a')]).nextStep,
      told([unseen('a')], { hasAnswer: false, trouble: noAnswer }).nextStep,
    ];
    expect(steps).toEqual([
      'It goes on in the cloud. Set a longer timeout if it usually takes so long.',
      'Check the id, the region and the account that the keys belong to.',
      "Check region, endpoint, and the runner's network and proxy. Look in the vendor's console for what became of it.",
    ]);
  });

  test.each<[CloudError, string]>([
    [cloudError('throttling'), 'what else asks so often'],
    [cloudError('transient'), 'The cloud itself was in trouble'],
    [new CloudError('x', { kind: 'transient', remedy: 'Do this.' }), 'Do this.'],
  ])('without any answer looks where the trouble came from: %s', (error, step) => {
    expect(told([unseen('a')], { hasAnswer: false, trouble: error }).nextStep).toContain(step);
  });
});
