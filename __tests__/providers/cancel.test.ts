import { afterEach, describe, expect, test } from '@jest/globals';
import { providerNames } from '../../src/providers/index.ts';
import { closeStages, stage } from '../support/connected.ts';
import { actionOf, CANCELABLE_KINDS, CONTRACT, wordsOf } from '../support/contract.ts';
import { providers } from '../support/definitions.ts';
import { untouched } from '../support/world.ts';

afterEach(closeStages);

describe.each(CANCELABLE_KINDS)('%s', (kind) => {
  const { permission = '', path } = CONTRACT[kind].cancel ?? {};
  const action = actionOf(permission);
  const [running] = wordsOf(kind);
  const tasks = [{ kind, id: 't-1', steps: [{ at: 0, status: running }] }];

  test('is cancelled by one POST, after which the cloud says so', async () => {
    const { provider, emulator, world } = await stage(kind, { tasks });
    await provider.cancel?.('t-1', untouched());
    expect(emulator.requests).toMatchObject([{ action, method: 'POST', path }]);
    world.clock.advance(2_000);
    expect(await provider.ask(['t-1'], untouched())).toMatchObject([{ state: 'canceled' }]);
  });

  test('names the permission that is missing', async () => {
    const { provider } = await stage(kind, { tasks, denied: [permission] });
    expect(providers[kind].permissions.cancel).toBe(permission);
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
  for (const name of providerNames) {
    const { provider } = await stage(name, {});
    const has = [provider.cancel !== undefined, providers[name].permissions.cancel !== undefined];
    expect([name, ...has]).toEqual([
      name,
      CANCELABLE_KINDS.includes(name),
      CANCELABLE_KINDS.includes(name),
    ]);
  }
});
