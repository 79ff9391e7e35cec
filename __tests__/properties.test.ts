import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { REQUEST_TIMEOUT_MS } from '../src/clouds/client.ts';
import { CloudError } from '../src/model/errors.ts';
import type { Observation, TaskState } from '../src/model/task.ts';
import { outputNames, outputsOf } from '../src/render/outputs.ts';
import { conclude } from './support/outcomes.ts';
import type { Answer } from './support/provider.ts';
import { cloudError } from './support/provider.ts';
import { type Watched, watchScript } from './support/watching.ts';

const STATES: readonly TaskState[] = [
  ...(['pending', 'running', 'succeeded', 'partial', 'failed', 'canceled', 'unknown'] as const),
];

/** What the cloud says of one task in one answer: states of its entries; none is an answer without it. */
const mention = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<TaskState[]>(['running'], ['succeeded'], ['pending']) },
  { weight: 2, arbitrary: fc.constantFrom(...STATES).map((state) => [state]) },
  { weight: 1, arbitrary: fc.constant<TaskState[]>([]) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...STATES), { maxLength: 3 }) },
);

/** One answer: what it says of each task, whether strangers are in it, or what kept it away. */
const round = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      tasks: fc.array(mention, { minLength: 5, maxLength: 5 }),
      strangers: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant('hang' as const) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('transient' as const, 'throttling' as const),
        fc.option(fc.integer({ min: 1, max: 400_000 }), { nil: undefined }),
      )
      .map(([kind, pause]) => cloudError(kind, pause)),
  },
);

const timeline = fc.record({
  count: fc.integer({ min: 1, max: 5 }),
  rounds: fc.array(round, { minLength: 1, maxLength: 12 }),
  idsPerRequest: fc.constantFrom(1, 2, 10),
  timeoutMs: fc.integer({ min: 1_000, max: 900_000 }),
  pollIntervalMs: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 5_000, max: 200_000 })),
  failFast: fc.boolean(),
  acceptPartial: fc.boolean(),
  mode: fc.constantFrom('wait' as const, 'wait' as const, 'check' as const),
});
type Timeline = typeof timeline extends fc.Arbitrary<infer T> ? T : never;

interface Played extends Watched {
  /** The last word on each id, as the cloud gave it: the states of its entries. */
  lastWords: Map<string, TaskState[]>;
  ids: string[];
}

/** Lets a timeline pass: each request gets the next answer, the last one for good. */
async function play(plan: Timeline): Promise<Played> {
  const ids = Array.from({ length: plan.count }, (_, index) => `t-${index}`);
  const lastWords = new Map<string, TaskState[]>();
  let requests = 0;
  const script = (_: number, asked: readonly string[]): Answer => {
    const now = plan.rounds[Math.min(requests, plan.rounds.length - 1)] ?? 'hang';
    requests += 1;
    if (now === 'hang' || now instanceof CloudError) return now;
    const entries = asked.flatMap((id): Observation[] => {
      const states = now.tasks[ids.indexOf(id)] ?? [];
      lastWords.set(id, states);
      return states.map((state) => ({ id, state, status: state }));
    });
    const stranger: Observation = { id: 'stranger', state: 'succeeded', status: 'succeeded' };
    return now.strangers ? [stranger, ...entries, stranger] : entries;
  };
  return { ...(await watchScript(script, { ...plan, ids })), lastWords, ids };
}

function outcomeOf({ count: _, ...plan }: Timeline, { end, thrown, last, endedAt, asked }: Played) {
  return conclude({
    ...plan,
    tasks: last?.tasks ?? [],
    end: end === undefined ? { by: 'error', error: thrown } : { by: end },
    hasAnswer: last?.hasAnswer ?? false,
    trouble: last?.trouble?.error,
    onCancel: 'leave',
    durationMs: endedAt,
    requestCount: asked.length,
  });
}

const runs = { seed: 20_261_122, numRuns: 500 };
const always = (claim: (plan: Timeline, played: Played) => void) =>
  fc.assert(
    fc.asyncProperty(timeline, async (plan) => claim(plan, await play(plan))),
    runs,
  );

test('success is only what every task said of itself, in the last word on it', async () => {
  let successes = 0;
  await always((plan, played) => {
    const { state, isOk } = outcomeOf(plan, played);
    if (!isOk || state === 'running' || state === 'pending') return;
    successes += 1;
    const allowed = plan.acceptPartial ? ['succeeded', 'partial'] : ['succeeded'];
    for (const id of played.ids) {
      const states = [...new Set(played.lastWords.get(id))];
      expect([id, states.length]).toEqual([id, 1]);
      expect(allowed).toContain(states[0]);
      if (state === 'succeeded') expect(states).toEqual(['succeeded']);
    }
  });
  // A claim about successes says nothing where there are none.
  expect(successes).toBeGreaterThan(20);
});

test('a task that still runs is an exit 0 in check mode alone', async () => {
  await always((plan, played) => {
    const { state, isOk } = outcomeOf(plan, played);
    if (state === 'running' || state === 'pending')
      expect([isOk, plan.mode]).toEqual([true, 'check']);
  });
});

test('the wait ends in time, and nothing is asked after its deadline or its end', async () => {
  await always(({ mode, timeoutMs }, { endedAt, times, asked }) => {
    const deadline = mode === 'check' ? 0 : timeoutMs;
    expect(endedAt).toBeLessThanOrEqual(deadline + REQUEST_TIMEOUT_MS);
    expect(Math.max(...times)).toBeLessThanOrEqual(Math.min(deadline, endedAt));
    expect(asked.length).toBeGreaterThan(0);
  });
});

test('a wait that runs into its deadline has looked exactly then', async () => {
  let timeouts = 0;
  await always(({ timeoutMs }, { end, times }) => {
    if (end !== 'timed-out') return;
    timeouts += 1;
    expect(times.at(-1)).toBe(timeoutMs);
  });
  expect(timeouts).toBeGreaterThan(20);
});

test('only ids that were asked for are told of, each once, and what has ended stays so', async () => {
  await always((_, { snapshots, ids }) => {
    const ended = new Map<string, string>();
    for (const { tasks } of snapshots) {
      expect(tasks.map(({ id }) => id)).toEqual(ids);
      for (const { id, state } of tasks) {
        expect(ended.get(id) ?? state).toBe(state);
        if (['succeeded', 'partial', 'failed', 'canceled', 'not-found'].includes(state)) {
          ended.set(id, state);
        }
      }
    }
  });
});

test('outputs are complete, whatever happens', async () => {
  await always((plan, played) => {
    const outputs = outputsOf(outcomeOf(plan, played), plan.acceptPartial);
    expect(Object.keys(outputs)).toEqual([...outputNames]);
    expect(JSON.parse(outputs.tasks)).toHaveLength(plan.count);
    expect(outputs.state).not.toBe('');
    expect(outputs.message).not.toBe('');
  });
});
