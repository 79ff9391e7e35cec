import { describe, expect, test } from '@jest/globals';
import { CloudError } from '../../src/model/errors.ts';
import { type Answer, cloudError, tasks } from '../support/provider.ts';
import { watchScript } from '../support/watching.ts';

const unreachable = (host = 'cloud.example') =>
  new CloudError(`No answer from ${host}`, {
    kind: 'transient',
    unreachable: host,
    remedy: 'do it',
  });

describe('a host that cannot be reached', () => {
  test('is trouble for a minute, then the end of the wait', async () => {
    const { snapshots, thrown, endedAt, times } = await watchScript([unreachable()]);
    expect(snapshots[0]?.trouble?.isNew).toBe(true);
    expect(snapshots.at(-1)?.trouble).toBeUndefined();
    expect(thrown).toMatchObject({
      kind: 'request',
      unreachable: 'cloud.example',
      remedy: 'do it',
    });
    expect(times.filter((at) => at < 60_000).length).toBe(times.length - 1);
    expect(endedAt).toBeGreaterThanOrEqual(60_000);
    expect(endedAt).toBeLessThan(120_000);
  });

  test('ends check mode at once', async () => {
    const { thrown, times } = await watchScript([unreachable()], { mode: 'check' });
    expect(thrown).toMatchObject({ kind: 'request', unreachable: 'cloud.example' });
    expect(times).toEqual([0]);
  });

  test('within the minute is nothing but trouble', async () => {
    const script = (at: number): Answer =>
      at < 50_000 ? unreachable() : tasks({ a: 'succeeded' });
    const { end } = await watchScript(script);
    expect(end).toBe('decided');
  });

  test('until a deadline that comes first is a time-out', async () => {
    const { end, thrown } = await watchScript([unreachable()], { timeoutMs: 30_000 });
    expect([end, thrown]).toEqual(['timed-out', undefined]);
  });

  test('has a minute of its own, whatever trouble was before', async () => {
    const script = (at: number): Answer => (at < 300_000 ? cloudError('transient') : unreachable());
    const { endedAt } = await watchScript(script);
    expect(endedAt).toBeGreaterThanOrEqual(360_000);
  });

  test('and another one have a minute each', async () => {
    const script = (at: number): Answer =>
      at < 40_000 ? unreachable('sts.example') : unreachable('cloud.example');
    const { endedAt, thrown } = await watchScript(script);
    expect(thrown).toMatchObject({ unreachable: 'cloud.example' });
    expect(endedAt).toBeGreaterThanOrEqual(100_000);
  });

  test('is told once more what is known of the tasks', async () => {
    const script = (at: number): Answer => (at === 0 ? tasks({ a: 'running' }) : unreachable());
    const { last } = await watchScript(script);
    expect(last?.tasks).toMatchObject([{ id: 'a', state: 'running' }]);
  });
});
