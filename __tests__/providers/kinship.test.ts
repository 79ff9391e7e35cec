import { describe, expect, test } from '@jest/globals';
import { CONTRACT } from '../support/contract.ts';
import { family, PARENT_KINDS, playLive, type Scene, wordFor } from '../support/recordings.ts';

type Entry = Record<string, unknown>;
type ParentKind = (typeof PARENT_KINDS)[number];

/** What an entry calls its parent and its creation time. A commit task of ECI says nothing of its container group. */
const NAMES: Record<ParentKind, { parent?: string; created: string }> = {
  'alibaba-eci-commit': { created: 'TaskCreationTime' },
  'alibaba-ecs-image-pipeline': { parent: 'ImagePipelineId', created: 'CreationTime' },
  'volcengine-ecs-task': { parent: 'ResourceId', created: 'CreatedAt' },
};

/** The answer with its list of entries changed. */
function withEntries(
  kind: ParentKind,
  text: string,
  change: (entries: Entry[]) => Entry[],
): string {
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
      const isByParent = /(ContainerGroupId|ImagePipelineId|ResourceIds\.1)=m-1/.test(question);
      if (!isByParent) return response;
      return { ...response, body: withEntries(scene.kind as ParentKind, response.body, change) };
    },
    { mode },
  );
  expect(crashes).toEqual([]);
  return { state: outcome.state, ids: outcome.tasks.map(({ id }) => id) };
}

const MODES = ['check', 'wait'] as const;
const cases = (kinds: readonly ParentKind[]) =>
  kinds.flatMap((kind) =>
    MODES.flatMap((mode) =>
      (['as listed', 'turned round'] as const).map((order) => ({ kind, mode, order })),
    ),
  );
const inOrder = (order: string, entries: Entry[]) =>
  order === 'as listed' ? entries : entries.toReversed();

/** What a wait comes to that cannot tell which task is meant, or which word holds. */
const UNDECIDED = ['error', 'timed-out', 'running', 'not-found'];

const withParents = PARENT_KINDS.filter((kind) => NAMES[kind].parent);

describe("another parent's tasks", () => {
  test.each(cases(withParents))('are passed over: $kind, $mode, $order', async (of) => {
    const { kind, mode, order } = of;
    const { parent = '' } = NAMES[kind];
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
      const { parent = '' } = NAMES[kind];
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
    const { created } = NAMES[kind];
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
