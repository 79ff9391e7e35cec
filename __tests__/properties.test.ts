import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { REQUEST_TIMEOUT_MS } from '../src/clouds/client.ts';
import type { TaskState } from '../src/model/task.ts';
import { outputNames, outputsOf } from '../src/render/outputs.ts';
import { conclude } from './support/outcomes.ts';
import { idsOf, scriptOf, type Timeline, timeline } from './support/timelines.ts';
import { type Watched, watchScript } from './support/watching.ts';

interface Played extends Watched {
  /** The last word on each id, as the cloud gave it: the states of its entries. */
  lastWords: Map<string, TaskState[]>;
  ids: string[];
}

/** Lets a timeline pass: each request gets the next answer, the last one for good. */
async function play(plan: Timeline): Promise<Played> {
  const ids = idsOf(plan);
  const lastWords = new Map<string, TaskState[]>();
  const script = scriptOf(plan, (id, states) => lastWords.set(id, states));
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
