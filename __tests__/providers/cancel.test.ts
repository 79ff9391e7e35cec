import { afterEach, describe, expect, test } from '@jest/globals';
import type { Kind } from '../../emulator/index.ts';
import { providerNames, providers } from '../../src/providers/index.ts';
import { closeStages, stage } from '../support/connected.ts';
import { untouched } from '../support/world.ts';

afterEach(closeStages);

const CANCELS: readonly [kind: Kind, action: string, running: string, path: string][] = [
  ['alibaba-cr-artifact-build', 'CancelArtifactBuildTask', 'BUILDING', '/'],
  ['alibaba-ecs-image-pipeline', 'CancelImagePipelineExecution', 'BUILDING', '/'],
  ['alibaba-ack-task', 'CancelTask', 'running', '/tasks/t-1/cancel'],
];

describe.each(CANCELS)('%s', (kind, action, running, path) => {
  const tasks = [{ kind, id: 't-1', steps: [{ at: 0, status: running }] }];

  test('is cancelled by one POST, after which the cloud says so', async () => {
    const { provider, emulator, world } = await stage(kind, { tasks });
    await provider.cancel?.('t-1', untouched());
    expect(emulator.requests).toMatchObject([{ action, method: 'POST', path }]);
    world.clock.advance(2_000);
    expect(await provider.ask(['t-1'], untouched())).toMatchObject([{ state: 'canceled' }]);
  });

  test('names the permission that is missing', async () => {
    const permission = providers[kind].permissions.cancel ?? '';
    const { provider } = await stage(kind, { tasks, denied: [permission] });
    expect(permission).toMatch(new RegExp(`:${action}$`));
    await expect(provider.cancel?.('t-1', untouched())).rejects.toMatchObject({
      kind: 'permission',
      remedy: expect.stringContaining(permission),
    });
  });

  test('of a task that has ended is refused', async () => {
    const ended = [{ kind, id: 't-1', steps: [{ at: 0, status: 'FAILED' }] }];
    const { provider } = await stage(kind, { tasks: ended });
    await expect(provider.cancel?.('t-1', untouched())).rejects.toMatchObject({ kind: 'request' });
  });
});

test('the others have no cancel, and say so', async () => {
  const withCancel = CANCELS.map(([kind]) => kind as string);
  for (const name of providerNames) {
    const { provider } = await stage(name, {});
    const has = [provider.cancel !== undefined, providers[name].permissions.cancel !== undefined];
    expect([name, ...has]).toEqual([name, withCancel.includes(name), withCancel.includes(name)]);
  }
});
