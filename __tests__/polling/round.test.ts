import { expect, test } from '@jest/globals';
import { type Look, take } from '../../src/polling/round.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { cloudError, tasks } from '../support/provider.ts';
import { hang, testWorld, untouched } from '../support/world.ts';

const look = (ids: readonly string[], parents: readonly string[] = []): Look => ({
  ids,
  parents,
  isLast: false,
  isStoppedByThrottling: true,
  isGraceOver: false,
  limitMs: 5_000,
});
const { clock } = testWorld();
const late = new Error('late');
const takeOf = (provider: Provider, asked: Look) =>
  take(asked, provider, 1, clock, () => late, untouched());

test('what has come counts when the time is over, and what comes later does not', async () => {
  const answers: ((said: []) => void)[] = [];
  const deaf = new Promise<[]>((resolve) => answers.push(resolve));
  const ask: Provider['ask'] = ([id]) =>
    id === 'a' ? Promise.resolve(tasks({ a: 'failed' })) : deaf;
  const round = await takeOf({ ask }, look(['a', 'b'], ['p']));
  expect(round.errors).toEqual([late]);
  expect(round.unanswered).toEqual(['b']);
  answers[0]?.([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(round.answers).toEqual([
    { ids: ['a'], observations: tasks({ a: 'failed' }) },
    { parents: [{ id: 'p', tasks: [] }] },
  ]);
});

test('a request that minds its signal has a last word', async () => {
  const ask: Provider['ask'] = async ([id], signal) =>
    id === 'a' ? Promise.reject(cloudError('transient')) : hang(signal);
  const { errors, unanswered } = await takeOf({ ask }, look(['a', 'b']));
  expect([errors, unanswered]).toEqual([
    [cloudError('transient'), late],
    ['a', 'b'],
  ]);
});

test('why a parent has no task comes with the answer', async () => {
  const find = async () =>
    new Map([
      ['p', { tasks: tasks({ a: 'running' }) }],
      ['q', { tasks: [], whyNone: 'why q' }],
    ]);
  const provider = { ask: async () => [], find };
  const { answers } = await take(
    look([], ['p', 'q']),
    provider,
    10,
    clock,
    () => late,
    untouched(),
  );
  expect(answers).toEqual([
    {
      parents: [
        { id: 'p', tasks: tasks({ a: 'running' }) },
        { id: 'q', tasks: [], why: 'why q' },
      ],
    },
  ]);
});

test.each([
  [true, undefined, ['a']],
  [false, undefined, ['a', 'b', 'c']],
  [false, 20_000, ['a']],
])(
  'where a throttled request stops a round (%s, asked to wait %s ms), the rest is left',
  async (...of) => {
    const [isStoppedByThrottling, retryAfterMs, sent] = of;
    const asked: string[] = [];
    const ask: Provider['ask'] = async ([id = '']) => {
      asked.push(id);
      throw cloudError('throttling', retryAfterMs);
    };
    const round = await takeOf({ ask }, { ...look(['a', 'b', 'c']), isStoppedByThrottling });
    expect([asked, round.unanswered]).toEqual([sent, ['a', 'b', 'c']]);
  },
);
