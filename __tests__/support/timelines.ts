import * as fc from 'fast-check';
import type { Observation, TaskState } from '../../src/model/task.ts';
import { cloudError, type Script } from './provider.ts';

/** Random timelines of a wait: what is asked for, and what the cloud says. */

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
export const round = fc.oneof(
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

/** What a user asks for, and what comes of each request. */
export const timeline = fc.record({
  count: fc.integer({ min: 1, max: 5 }),
  rounds: fc.array(round, { minLength: 1, maxLength: 12 }),
  idsPerRequest: fc.constantFrom(1, 2, 10),
  timeoutMs: fc.integer({ min: 1_000, max: 900_000 }),
  pollIntervalMs: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 5_000, max: 200_000 })),
  failFast: fc.boolean(),
  acceptPartial: fc.boolean(),
  mode: fc.constantFrom('wait' as const, 'wait' as const, 'check' as const),
});
export type Timeline = typeof timeline extends fc.Arbitrary<infer T> ? T : never;

/** The ids that are asked for. */
export function idsOf({ count }: Pick<Timeline, 'count'>): string[] {
  return Array.from({ length: count }, (_, index) => `t-${index}`);
}

/** Lets a timeline pass: each request gets the next answer, the last one for good; `hear` is told what it says of each id. */
export function scriptOf(
  { rounds }: Pick<Timeline, 'rounds'>,
  hear: (id: string, states: TaskState[]) => void = () => undefined,
): Script {
  let requests = 0;
  return (_, asked) => {
    const now = rounds[Math.min(requests, rounds.length - 1)] ?? 'hang';
    requests += 1;
    if (now === 'hang' || now instanceof Error) return now;
    const entries = asked.flatMap((id): Observation[] => {
      const [number] = /\d+$/.exec(id) ?? [];
      const states = now.tasks[Number(number)] ?? [];
      hear(id, states);
      return states.map((state) => observed(id, state));
    });
    const stranger: Observation = { id: 'stranger', state: 'succeeded', status: 'succeeded' };
    return now.strangers ? [stranger, ...entries, stranger] : entries;
  };
}

/** Of a task by its own id, or of the one task of a parent, which is named after it: `p-1` has `of-p-1`. */
function observed(id: string, state: TaskState): Observation {
  if (!id.startsWith('p-')) return { id, state, status: state };
  return { id: `of-${id}`, state, status: state, phase: id };
}
