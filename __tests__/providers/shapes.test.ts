import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import type { ApiCall, Call } from '../../src/clouds/cloud.ts';
import { CloudError } from '../../src/model/errors.ts';
import { getting } from '../../src/providers/getting.ts';
import { listing } from '../../src/providers/listing.ts';
import { untouched } from '../support/world.ts';

const Entry = z.looseObject({ id: z.string(), word: z.string(), of: z.optional(z.string()) });
type Entry = z.infer<typeof Entry>;

/** A call that answers with one body after the other, and what it was asked. */
function answering(...bodies: (object | Error)[]) {
  const asked: ApiCall[] = [];
  const call: Call = async (api) => {
    asked.push(api);
    const body = bodies[asked.length - 1] ?? {};
    if (body instanceof Error) throw body;
    return { body, requestId: `R-${asked.length}` };
  };
  return { call, asked, queries: () => asked.map(({ query }) => query) };
}

const observe = ({ id, word }: Entry, requestId: string) => ({
  id,
  state: 'running' as const,
  status: word,
  requestId,
});
const seen = (id: string, requestId: string) => observe({ id, word: 'R' }, requestId);
const entry = (id: string, of?: string) => ({ id, word: 'R', ...(of && { of }) });
const page = (next: string, ...entries: object[]) => ({ entries, next });

function lists(call: Call) {
  return listing(
    {
      action: 'List',
      method: 'GET',
      permission: 'x:List',
      query: { Most: '2' },
      byIds: (ids) => ({ Ids: ids.join() }),
      readPage: (body) => {
        const { entries, next } = body as ReturnType<typeof page>;
        return { entries, nextToken: next };
      },
      entry: Entry,
      id: 'id',
      observe,
    },
    call,
  );
}

describe('a kind that lists', () => {
  test('asks for all ids in one request, and for pages until each has been listed', async () => {
    const { call, asked, queries } = answering(page('2', entry('a')), page('3', entry('b')));
    expect(await lists(call).ask(['a', 'b'], untouched())).toEqual([
      seen('a', 'R-2'),
      seen('b', 'R-2'),
    ]);
    expect(queries()).toEqual([
      { Most: '2', Ids: 'a,b' },
      { Most: '2', Ids: 'a,b', NextToken: '2' },
    ]);
    expect(asked[0]).toMatchObject({ action: 'List', method: 'GET', permission: 'x:List' });
  });

  test('takes nothing from the entries of others, whatever is in them', async () => {
    const { call } = answering(page('', { id: 'z', word: 7 }, entry('a')));
    expect(await lists(call).ask(['a'], untouched())).toEqual([seen('a', 'R-1')]);
  });

  test.each<[string, object]>([
    ['an own entry that cannot be read', { id: 'a', word: 7 }],
    ['an entry of nobody', { word: 'R' }],
  ])('takes %s for no answer', async (_, odd) => {
    const { call } = answering(page('', odd));
    await expect(lists(call).ask(['a'], untouched())).rejects.toMatchObject({ kind: 'transient' });
  });

  test('reads every page of a parent, and of them what belongs to it', async () => {
    const bodies = [page('2', entry('a', 'p')), page('', entry('b', 'q'), entry('c', 'p'))];
    const { call, queries } = answering(...bodies);
    const of = { key: 'of', values: ['p'] } as const;
    expect(await lists(call).all({ Parent: 'p' }, untouched(), of)).toEqual({
      entries: [entry('a', 'p'), entry('c', 'p')],
      requestId: 'R-2',
    });
    expect(queries()[1]).toEqual({ Most: '2', Parent: 'p', NextToken: '2' });
    const all = await lists(answering(...bodies).call).all({}, untouched());
    expect(all.entries.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('reads one page where that is enough, and its own parameters come before the common ones', async () => {
    const { call, queries } = answering(page('2', entry('a')), page('', entry('b')));
    const { entries } = await lists(call).some({ Most: '1' }, untouched());
    expect([entries, queries()]).toEqual([[entry('a')], [{ Most: '1' }]]);
  });
});

describe('a kind that gets one', () => {
  const gone = new CloudError('gone', { kind: 'request', code: 'Gone' });
  const gets = (call: Call) =>
    getting(
      {
        request: (id) => ({ action: 'Get', method: 'GET', path: `/${id}`, permission: 'x:Get' }),
        answer: Entry,
        id: 'id',
        isUnknown: ({ code }) => code === 'Gone',
        observe,
      },
      call,
    );

  test('asks for each id, and leaves out what is not there or about another', async () => {
    const { call, asked } = answering(entry('a'), gone, entry('z'), entry('d'));
    const tasks = await gets(call).ask(['a', 'b', 'c', 'd'], untouched());
    expect(tasks).toEqual([seen('a', 'R-1'), seen('d', 'R-4')]);
    expect(asked.map(({ path }) => path)).toEqual(['/a', '/b', '/c', '/d']);
  });

  test.each<[string, Error | object]>([
    ['another refusal', new CloudError('no', { kind: 'permission', code: 'No' })],
    ['a fault that is none of the cloud', new TypeError('x')],
    ['an answer that cannot be read', { id: 'a', word: 7 }],
  ])('is ended by %s', async (_, body) => {
    const asking = gets(answering(body).call).ask(['a'], untouched());
    await expect(asking).rejects.toThrow(body instanceof Error ? body.message : /Get/);
  });
});
