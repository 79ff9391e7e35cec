import { afterEach, describe, expect, test } from '@jest/globals';
import type { Step } from '../../emulator/index.ts';
import type { TaskState } from '../../src/model/task.ts';
import { type ProviderName, providerNames } from '../../src/providers/index.ts';
import { closeStages, stage } from '../support/connected.ts';
import { CONTRACT } from '../support/contract.ts';
import { providers } from '../support/definitions.ts';
import { untouched } from '../support/world.ts';

const rows = Object.entries(CONTRACT).flatMap(([name, { states }]) =>
  Object.entries(states).flatMap(([state, words]) =>
    words.map((word) => [name as ProviderName, word, state as TaskState] as const),
  ),
);

afterEach(closeStages);

async function stateOf(name: ProviderName, step: Omit<Step, 'at'>) {
  const tasks = [{ kind: name, id: 't-1', anyStatus: true, steps: [{ at: 0, ...step }] }];
  const { provider } = await stage(name, { tasks });
  const [seen] = await provider.ask(['t-1'], untouched());
  return seen && [seen.status, seen.state];
}

describe('the state table, through the real answers', () => {
  test.each(rows)('%s: %s is %s', async (name, word, state) => {
    expect(await stateOf(name, { status: word })).toEqual([word, state]);
  });

  test.each(rows)('%s: %s in other letters is %s', async (name, word, state) => {
    for (const other of [word.toUpperCase(), word.toLowerCase()]) {
      expect(await stateOf(name, { status: other })).toEqual([other, state]);
    }
  });

  /** Letters, and those that look or fold like them. */
  const ALIKE = {
    s: 'ſ',
    ss: 'ß',
    fi: 'ﬁ',
    k: '\u212a',
    i: 'ı',
    u: 'ｕ',
    a: '\u0430',
    e: 'e\u0301',
  };

  test.each(rows)('%s: what only looks or folds like %s is another word', async (name, word) => {
    const alike = [
      ...Object.entries(ALIKE).map(([letters, other]) =>
        word.replaceAll(new RegExp(letters, 'gi'), other),
      ),
      ...[`${word}\u200b`, `\ufeff${word}`, `${word}\u0000`, ` ${word}`, `${word}\n`],
    ];
    for (const other of alike.filter((each) => each !== word)) {
      expect(await stateOf(name, { status: other })).toEqual([other, 'unknown']);
    }
  });

  test.each(providerNames)('%s has no word besides', (name) => {
    const expected = rows.filter(([of]) => of === name).map(([, word]) => word.toUpperCase());
    expect(Object.keys(providers[name].states).toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ['failed', 'partial'],
    ['fail', 'partial'],
    ['FAILED', 'partial'],
    ['success', 'succeeded'],
    ['initial', 'succeeded'],
  ])('alibaba-ack-task: success with a result that is %s is %s', async (status, state) => {
    const resources = [
      { data: 'i-1', status: 'success' },
      { data: 'i-2', status },
    ];
    expect(await stateOf('alibaba-ack-task', { status: 'success', resources })).toEqual([
      'success',
      state,
    ]);
  });

  test.each([['fail'], { status: 'fail' }, 7, true])(
    'alibaba-ack-task: a result whose status cannot be read (%j) is no success',
    async (status) => {
      const resources = [{ data: 'i-1', status }] as never;
      const seeing = stateOf('alibaba-ack-task', { status: 'success', resources });
      await expect(seeing).rejects.toMatchObject({ kind: 'transient' });
    },
  );

  test('alibaba-ack-task: a failed result of a task that runs decides nothing', async () => {
    const resources = [{ data: 'i-1', status: 'failed' }];
    const seen = await stateOf('alibaba-ack-task', { status: 'running', resources });
    expect(seen).toEqual(['running', 'running']);
  });
});
