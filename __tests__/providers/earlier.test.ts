import { afterEach, expect, test } from '@jest/globals';
import type { Kind, TaskScript } from '../../emulator/index.ts';
import { durationsOf } from '../../src/polling/earlier-tasks.ts';
import { closeStages, stage } from '../support/connected.ts';
import { untouched } from '../support/world.ts';

afterEach(closeStages);

const runningOf = (kind: Kind) => (kind.startsWith('volc') ? 'Running' : 'BUILDING');
const ended = (
  kind: Kind,
  id: string,
  status: string,
  seconds: number,
  parent = 'p-1',
): TaskScript => ({
  kind,
  id,
  parent,
  type: 'CopyImage',
  createdAt: Date.parse('2026-01-01T00:00:00Z'),
  steps: [
    { at: 0, status: runningOf(kind) },
    { at: seconds, status },
  ],
});
const running = (kind: Kind): TaskScript => ({
  kind,
  id: 'now',
  parent: 'p-1',
  type: 'CopyImage',
  steps: [{ at: 0, status: runningOf(kind) }],
});

test.each([
  ['alibaba-ecs-image-pipeline', 'SUCCESS', 'FAILED'],
  ['volcengine-ecs-task', 'Succeeded', 'Failed'],
] as const)(
  '%s tells in one request how long earlier tasks of its origin took',
  async (kind, good, bad) => {
    const tasks = [
      ended(kind, 'a', good, 300),
      ended(kind, 'b', good, 420),
      ended(kind, 'failed', bad, 10),
      ended(kind, 'other', good, 5, 'p-2'),
      running(kind),
    ];
    const { provider, emulator } = await stage(kind, { tasks });
    const [task] = await provider.ask(['now'], untouched());
    const sent = emulator.requests.length;
    const earlier = (task && (await provider.earlierTasks?.(task, untouched()))) ?? [];
    expect(durationsOf(earlier).toSorted()).toEqual([300_000, 420_000]);
    expect(emulator.requests.length - sent).toBe(1);
  },
);

test.each(['alibaba-ecs-image-pipeline', 'volcengine-ecs-task'] as const)(
  '%s asks nothing of a task that it has not seen',
  async (kind) => {
    const { provider, emulator } = await stage(kind, {});
    const unseen = { id: 'x', state: 'unknown', status: '' } as const;
    expect(await provider.earlierTasks?.(unseen, untouched())).toEqual([]);
    expect(emulator.requests).toHaveLength(0);
  },
);
