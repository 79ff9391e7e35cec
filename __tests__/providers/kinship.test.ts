import { describe, expect, test } from '@jest/globals';
import type { Kind } from '../../emulator/index.ts';
import { CONTRACT, PARENT_KINDS, wordFor } from '../support/contract.ts';
import { family, playLive, type Scene } from '../support/recordings.ts';

type Entry = Record<string, unknown>;
/** The answer with its list of entries changed. */
function withEntries(kind: Kind, text: string, change: (entries: Entry[]) => Entry[]): string {
  const body = JSON.parse(text) as Entry;
  const names = CONTRACT[kind].entries[0].split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce((held, name) => held[name] as Entry, body);
  holder[last] = change(holder[last] as Entry[]);
  return JSON.stringify(body);
}

/** A wait by parent, of which the look-up by parent alone is answered otherwise. */
async function find(
  scene: Scene,
  mode: 'check' | 'wait',
  change: (entries: Entry[]) => Entry[],
): Promise<{ state: string; ids: string[] }> {
  const { outcome, crashes } = await playLive(
    scene,
    (question, response) => {
      const isByParent = question.includes(`${CONTRACT[scene.kind].parent?.param}=m-1`);
      if (!isByParent) return response;
      return { ...response, body: withEntries(scene.kind, response.body, change) };
    },
    { mode },
  );
  expect(crashes).toEqual([]);
  return { state: outcome.state, ids: outcome.tasks.map(({ id }) => id) };
}

const MODES = ['check', 'wait'] as const;
const cases = (kinds: readonly Kind[]) =>
  kinds.flatMap((kind) =>
    MODES.flatMap((mode) =>
      (['as listed', 'turned round'] as const).map((order) => ({ kind, mode, order })),
    ),
  );
const inOrder = (order: string, entries: Entry[]) =>
  order === 'as listed' ? entries : entries.toReversed();

/** What a wait comes to that cannot tell which task is meant, or which word holds. */
const UNDECIDED = ['error', 'timed-out', 'running', 'not-found'];

const withParents = PARENT_KINDS.filter((kind) => CONTRACT[kind].parent?.field);

describe("another parent's tasks", () => {
  test.each(cases(withParents))('are passed over: $kind, $mode, $order', async (of) => {
    const { kind, mode, order } = of;
    const { field: parent = '' } = CONTRACT[kind].parent ?? {};
    const [, id, word] = CONTRACT[kind].entries;
    // The newest task, and the only one that has succeeded.
    const found = await find(family(kind, 'running', 'succeeded'), mode, (entries) =>
      inOrder(
        order,
        entries.map((entry) => (entry[id] === 't-2' ? { ...entry, [parent]: 'm-9' } : entry)),
      ),
    );
    expect(found.ids).toEqual(['t-1']);
    expect(['running', 'timed-out']).toContain(found.state);
    const alone = await find(family(kind, 'succeeded'), mode, (entries) =>
      entries.map((entry) => ({ ...entry, [parent]: 'm-9', [word]: wordFor(kind, 'succeeded') })),
    );
    expect(alone.ids).not.toContain('t-1');
    expect(alone.state).toBe('not-found');
  });

  test.each(cases(withParents))(
    'are not guessed at where one does not say whose it is: $kind, $mode, $order',
    async ({ kind, mode, order }) => {
      const { field: parent = '' } = CONTRACT[kind].parent ?? {};
      for (const value of [undefined, null, 7, '', ['m-1'], {}]) {
        const { state } = await find(family(kind, 'running', 'succeeded'), mode, (entries) =>
          inOrder(
            order,
            entries.map((entry, index) => (index === 0 ? { ...entry, [parent]: value } : entry)),
          ),
        );
        expect([value, state]).toEqual([value, mode === 'check' ? 'error' : 'timed-out']);
      }
    },
  );
});

test.each(cases(withParents))(
  'two tasks of the same second are not told apart: $kind, $mode, $order',
  async ({ kind, mode, order }) => {
    const { created = '' } = CONTRACT[kind].parent ?? {};
    const found = await find(family(kind, 'succeeded', 'running'), mode, (entries) =>
      inOrder(
        order,
        entries.map((entry) => ({ ...entry, [created]: '2026-11-21T00:00:00Z' })),
      ),
    );
    expect(found).toEqual({ state: mode === 'check' ? 'error' : 'timed-out', ids: [] });
  },
);

test.each(cases(PARENT_KINDS))(
  'a task that is there twice, with other words, is no success: $kind, $mode, $order',
  async ({ kind, mode, order }) => {
    const [, , word] = CONTRACT[kind].entries;
    for (const other of ['failed', 'running'] as const) {
      // What is asked for by its id then is the task that runs.
      const scene = family(kind, 'running');
      const { state } = await find(scene, mode, ([entry = {}]) =>
        inOrder(order, [
          { ...entry, [word]: wordFor(kind, 'succeeded') },
          { ...entry, [word]: wordFor(kind, other) },
        ]),
      );
      expect(UNDECIDED).toContain(state);
    }
  },
);

test.each(cases(PARENT_KINDS))(
  'a list whose end is not known decides nothing: $kind, $mode, $order',
  async ({ kind, mode }) => {
    const scene = family(kind, 'succeeded');
    for (const token of [7, {}, [], true]) {
      const { outcome } = await playLive(
        scene,
        (_, response) => ({
          ...response,
          body: response.body.replace('"NextToken":""', `"NextToken":${JSON.stringify(token)}`),
        }),
        { mode },
      );
      expect(outcome.state).toBe(mode === 'check' ? 'error' : 'timed-out');
    }
  },
);

test.each(PARENT_KINDS)(
  'a page token that is null, absent or empty ends the list: %s',
  async (kind) => {
    for (const token of [null, undefined, '']) {
      let count = 0;
      const { outcome } = await playLive(family(kind, 'succeeded'), (_, response) => {
        const body = JSON.parse(response.body, (name, value) => {
          count += Number(name === 'NextToken');
          return name === 'NextToken' ? token : value;
        });
        return { ...response, body: JSON.stringify(body) };
      });
      expect([token, outcome.state, count > 0]).toEqual([token, 'succeeded', true]);
    }
  },
);
