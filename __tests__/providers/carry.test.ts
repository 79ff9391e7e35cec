import { afterEach, describe, expect, test } from '@jest/globals';
import type { Kind, Step, TaskScript } from '../../emulator/index.ts';
import type { Task } from '../../src/model/task.ts';
import type { Answer } from '../../src/polling/round.ts';
import { begin, tasksOf } from '../../src/polling/state.ts';
import { enter, type Tracked } from '../../src/polling/tracker.ts';
import { guarded } from '../../src/providers/guarded.ts';
import { providerNames } from '../../src/providers/index.ts';
import { tasksJson } from '../../src/render/outputs.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { closeStages, connectTo, stage } from '../support/connected.ts';
import { wordFor } from '../support/contract.ts';
import { taskSaying } from '../support/recordings.ts';
import { OPTIONS } from '../support/watching.ts';
import { untouched } from '../support/world.ts';

afterEach(closeStages);

/** A task as it comes back from where it was stored, and a provider that has never seen it. */
async function restored(kind: Kind, script: Partial<TaskScript>, others: TaskScript[] = []) {
  const task = { kind, id: 't-1', steps: [], ...script };
  const { provider, emulator, world } = await stage(kind, { tasks: [task, ...others] });
  const [seen] = await provider.ask(['t-1'], untouched());
  if (!seen) throw new Error('the task is not listed');
  const stored: Task = JSON.parse(JSON.stringify(seen));
  return { seen, stored, fresh: connectTo(kind, world, emulator.url) };
}

const at = (step: Omit<Step, 'at'>) => [{ at: 0, ...step }];

describe('a provider that has seen nothing', () => {
  test.each(providerNames)('%s: what it is told of a task is plain JSON', async (kind) => {
    const script = taskSaying(kind, 't-1', wordFor(kind, 'failed'));
    const { seen, stored } = await restored(kind, script);
    expect(stored).toEqual(seen);
  });

  test('ACK has the reasons of a failure', async () => {
    const failure = { status: 'fail', errorCode: 'E1', errorInfo: 'no quota' };
    const { stored, fresh } = await restored('alibaba-ack-task', { steps: at(failure) });
    const log = await fresh.failureLog?.(stored, untouched());
    expect(log?.lines).toContain('error: E1: no quota');
  });

  test('an image pipeline has the reasons of a failure', async () => {
    const failure = { status: 'FAILED', errorCode: 'E1', errorInfo: 'no disk' };
    const { stored, fresh } = await restored('alibaba-ecs-image-pipeline', { steps: at(failure) });
    const log = await fresh.failureLog?.(stored, untouched());
    expect(log?.lines).toEqual(['ErrorCode: E1', 'ErrorInfo: no disk']);
  });

  test('Container Registry has the image of a build', async () => {
    const built = { status: 'SUCCESS', targetRepoId: 'crr-web', targetTag: 'v1' };
    const { stored, fresh } = await restored('alibaba-cr-artifact-build', { steps: at(built) });
    const result = await fresh.describeResult?.(stored, untouched());
    expect(result).toEqual({ image: expect.stringMatching(/\/emulated\/web:v1$/) });
  });

  test.each<[Kind, string, string]>([
    ['alibaba-ecs-image-pipeline', 'BUILDING', 'SUCCESS'],
    ['volcengine-ecs-task', 'Running', 'Succeeded'],
  ])('%s has earlier tasks of the same origin', async (kind, running, good) => {
    const common = { kind, parent: 'p-1', type: 'CopyImage' };
    const earlier = { ...common, id: 'before', steps: at({ status: good }) };
    const script = { ...common, steps: at({ status: running }) };
    const { stored, fresh } = await restored(kind, script, [earlier]);
    const found = await fresh.earlierTasks?.(stored, untouched());
    expect(found?.map(({ id }) => id)).toContain('before');
  });

  test.each(providerNames)('%s makes do with a carry that is not its own', async (kind) => {
    const { stored, fresh } = await restored(
      kind,
      taskSaying(kind, 't-1', wordFor(kind, 'failed')),
    );
    for (const carry of [undefined, null, 7, 'x', [7], { pipeline: 7 }, { RepoId: [] }]) {
      const task = { ...stored, carry } as Task;
      await fresh.failureLog?.(task, untouched());
      await fresh.earlierTasks?.(task, untouched());
      await fresh.describeResult?.(task, untouched());
    }
  });
});

describe('what a task carries', () => {
  const task: Task = { id: 'a', state: 'running', status: 'R', carry: { origin: 'p-1' } };

  test('is in no output', () => {
    expect(tasksJson([task])).toBe('[{"id":"a","state":"running","status":"R"}]');
  });

  test('has no secret', async () => {
    const { hide } = createSecrets(['top-secret-value']);
    const ask = async () => [
      { id: 'a', state: 'running' as const, status: 'R', carry: ['why: top-secret-value'] },
    ];
    const [seen] = await guarded({ ask }, hide).ask(['a'], untouched());
    expect(seen?.carry).toEqual(['why: ***']);
  });

  test('stays with the task, like its address, until an answer has another', () => {
    let tracked: Tracked = begin({ ...OPTIONS, ids: [], parents: ['p-1'] }, 0);
    const say = (answer: Answer) => {
      tracked = enter(tracked, [answer], false);
    };
    const says = (more: object) => ({ id: 'a', state: 'running' as const, status: 'R', ...more });
    const known = () => tasksOf(tracked).map(({ carry, consoleUrl }) => [carry, consoleUrl]);
    const first = says({ carry: ['one'], consoleUrl: 'https://console.example/p-1' });
    say({ parents: [{ id: 'p-1', tasks: [first] }] });
    say({ ids: ['a'], observations: [says({})] });
    expect(known()).toEqual([[['one'], 'https://console.example/p-1']]);
    say({ ids: ['a'], observations: [says({ carry: ['two'] })] });
    say({ ids: ['a'], observations: [] });
    expect(known()).toEqual([[['two'], 'https://console.example/p-1']]);
  });
});
