import { describe, expect, test } from '@jest/globals';
import { checkInputs } from '../../src/inputs/inputs.ts';
import { InputError } from '../../src/model/errors.ts';
import type { KindInput } from '../../src/providers/kind-inputs.ts';
import { providers } from '../support/definitions.ts';
import { asOnGitHub } from '../support/hosts.ts';
import { GOOD } from '../support/inputs.ts';

const TEXTS = { description: 'x.', chinese: '。', note: 'x.' };
const CLUSTER: KindInput = { ...TEXTS, name: 'cluster-id', reads: 'id', isRequired: true };
const POOL: KindInput = { ...TEXTS, name: 'pool-id', isParent: true, reads: 'ids' };
const WORD = { pattern: /^[a-z]+$/, form: 'a small word' };
const TYPE: KindInput = { ...TEXTS, name: 'type', reads: WORD, isOfParent: true };

/** Reads the inputs of a kind that declares `inputs`, and is no other kind's. */
function read(inputs: readonly KindInput[], change: Record<string, string>) {
  const texts: Record<string, string> = { ...GOOD, 'task-id': '', ...change };
  const definition = { ...providers['alibaba-ecs-image-pipeline'], inputs };
  try {
    const { inputs: read } = checkInputs(
      (name) => texts[name] ?? '',
      {},
      () => false,
      definition,
    );
    return asOnGitHub({ ...read, definition });
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ input }) => input);
    throw error;
  }
}

describe('what a kind declares', () => {
  const all = [CLUSTER, POOL, TYPE];

  test('is read as it says: one id, several, a word', () => {
    const given = { 'cluster-id': 'c-1', 'pool-id': 'p-1, p-2', type: 'scale' };
    expect(read(all, given)).toMatchObject({
      taskIds: [],
      parents: ['p-1', 'p-2'],
      given: { 'cluster-id': 'c-1', type: 'scale' },
      warnings: [],
    });
  });

  test.each<[string, Record<string, string>]>([
    ['cluster-id', { 'cluster-id': '' }],
    ['cluster-id', { 'cluster-id': 'c-1 c-2' }],
    ['pool-id', { 'pool-id': '<p>' }],
    ['type', { type: 'Scale' }],
    ['task-id', { 'pool-id': '' }],
  ])('is a problem of %s where it is %j', (input, change) => {
    const good = { 'cluster-id': 'c-1', 'pool-id': 'p-1', type: 'scale' };
    expect(read(all, { ...good, ...change })).toEqual([input]);
  });

  test('takes one parent only, where one request asks for no more', () => {
    const single: KindInput = { ...POOL, reads: 'id' };
    expect(read([single], { 'pool-id': 'p-1' })).toMatchObject({ parents: ['p-1'] });
    expect(read([single], { 'pool-id': 'p-1 p-2' })).toEqual(['pool-id']);
  });

  test('has no use beside an id where it stands in for one, or chooses among the tasks of what does', () => {
    const given = { 'task-id': 't-1', 'cluster-id': 'c-1', 'pool-id': 'p-1', type: 'scale' };
    expect(read(all, given)).toMatchObject({
      taskIds: ['t-1'],
      parents: [],
      given: { 'cluster-id': 'c-1' },
      warnings: [
        '`pool-id` is not used, because `task-id` is given.',
        '`type` is not used: it chooses among the tasks of `pool-id` only.',
      ],
    });
  });
});
