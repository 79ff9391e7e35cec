import { expect, test } from '@jest/globals';
import type { Task } from '../../src/model/task.ts';
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
test('what an answer says again of a task is told by what is known of it', async () => {
  const [a, b] = tasks({ a: 'running', b: 'running' });
  const known = new Map(
    [a, b].map((task) => [task?.id ?? '', { ...task, requestId: 'r-1' } as Task]),
  );
  const ask: Provider['ask'] = async ([id]) =>
    tasks({ [String(id)]: id === 'b' ? 'succeeded' : 'running' }).map((task) => ({
      ...task,
      requestId: 'r-2',
    }));
  const asked = look(['a', 'b', 'c']);
  const { answers } = await take(asked, { ask }, 1, clock, () => late, untouched(), known);
  const said = answers.flatMap((answer) => ('ids' in answer ? answer.observations : []));
  expect(said.map(({ id, state, requestId }) => [id, state, requestId])).toEqual([
    ['a', 'running', 'r-1'],
    ['b', 'succeeded', 'r-2'],
    ['c', 'running', 'r-2'],
  ]);
  expect(said[0]).toBe(known.get('a'));
});
