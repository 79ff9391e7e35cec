import { describe, expect, test } from '@jest/globals';
import { CloudError, InterruptedError } from '../../src/model/errors.ts';
import type { Observation, Task } from '../../src/model/task.ts';
import { guarded } from '../../src/providers/guarded.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { untouched } from '../support/world.ts';

const SECRET = 's3cret/of+mine';
const { hide } = createSecrets([SECRET]);
const running = (more: Partial<Observation> = {}): Observation => ({
  id: 't-1',
  state: 'running',
  status: 'Running',
  ...more,
});
const TASK: Task = { id: 't-1', state: 'failed', status: 'Failed' };
const asking = async (seen: Observation) =>
  (await guarded({ ask: async () => [seen] }, hide).ask(['t-1'], untouched()))[0];

describe('of a secret in an answer', () => {
  test('every field of a task is told without it', async () => {
    const seen = running({
      status: SECRET,
      phase: encodeURIComponent(SECRET),
      message: `no: ${SECRET}`,
      errorCode: SECRET,
      requestId: SECRET,
      consoleUrl: `https://console.example/${encodeURIComponent(SECRET)}`,
      imageId: SECRET,
      image: `r.example/${SECRET}:v1`,
      resourceIds: ['i-1', SECRET],
      phases: [{ name: SECRET, status: SECRET, message: SECRET }],
      progress: 0.5,
    });
    expect(await asking(seen)).toEqual({
      id: 't-1',
      state: 'running',
      status: '***',
      phase: '***',
      message: 'no: ***',
      errorCode: '***',
      requestId: '***',
      consoleUrl: 'https://console.example/***',
      resourceIds: ['i-1'],
      phases: [{ name: '***', status: '***', message: '***' }],
      progress: 0.5,
    });
  });

  test('a task that has none is the very same', async () => {
    const seen = running({ imageId: 'm-1', resourceIds: ['i-1'], carry: { a: [1] } });
    expect(await asking(seen)).toBe(seen);
  });

  test('the id stays that was asked for, since the answer is looked for by it', async () => {
    const { hide: hideId } = createSecrets(['t-12345']);
    const provider = guarded({ ask: async () => [running({ id: 't-12345' })] }, hideId);
    expect((await provider.ask(['t-12345'], untouched()))[0]?.id).toBe('t-12345');
  });

  test('nothing that any method gives or throws has it', async () => {
    const failing = async () => {
      throw new CloudError(`no: ${SECRET}`, { kind: 'permission', remedy: SECRET, code: SECRET });
    };
    const giving: Required<Provider> = {
      ask: async () => [running({ message: SECRET })],
      find: async () =>
        new Map([['p', { tasks: [running({ message: SECRET })], whyNone: SECRET }]]),
      earlierTasks: async () => [running({ message: SECRET })],
      cancel: async () => undefined,
      failureReason: async () => ({ message: SECRET }),
      describeResult: async () => ({ warning: SECRET }),
      failureLog: async () => ({ title: SECRET, lines: [`x ${SECRET}`], note: SECRET }),
    };
    const throwing = Object.fromEntries(Object.keys(giving).map((name) => [name, failing]));
    const signal = untouched();
    for (const provider of [giving, throwing as unknown as Required<Provider>]) {
      const safe = guarded(provider, hide) as Required<Provider>;
      const all = await Promise.allSettled([
        safe.ask(['t-1'], signal),
        safe.find(['p'], signal).then((found) => [...found]),
        safe.earlierTasks(TASK, signal),
        safe.cancel('t-1', signal),
        safe.failureReason(TASK, signal),
        safe.describeResult(TASK, signal),
        safe.failureLog(TASK, signal),
      ]);
      expect(all.map(({ status }) => status)).toEqual(
        all.map(() => (provider === giving ? 'fulfilled' : 'rejected')),
      );
      const text = JSON.stringify(all, (_, value) =>
        value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
      );
      expect(text).not.toContain(SECRET);
      expect(text).toContain('***');
    }
  });

  test.each([SECRET, 't-1 t-2', 't-1\nstate=succeeded', '', '-rf', '$(id)'])(
    'a task that is listed by the id %j is no answer',
    async (id) => {
      const find = async () => new Map([['p', { tasks: [running({ id })] }]]);
      const error = await guarded({ ask: async () => [], find }, hide)
        .find?.(['p'], untouched())
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'CloudError', kind: 'transient' });
    },
  );

  test("an interruption stays the signal's own reason", async () => {
    const reason = new InterruptedError('SIGTERM');
    const ask = () => Promise.reject(reason);
    await expect(guarded({ ask }, hide).ask(['t-1'], untouched())).rejects.toBe(reason);
  });

  test('what a provider cannot do it still cannot', () => {
    expect(Object.keys(guarded({ ask: async () => [] }, hide))).toEqual(['ask']);
  });
});

describe('what a script takes is one line of sensible characters', () => {
  const fine = [
    'm-bp67acfmxazb4p',
    'r.example:5000/shop/web:1.4_x',
    'r.example/a@sha256:0f',
    'i-1',
  ];
  const strange = [
    'm-1\nstate=succeeded',
    'm-1, m-2',
    '$(reboot)',
    '-rf',
    '; rm -rf /',
    '`id`',
    'm 1',
    'm\u200b1',
    '',
    '::error::x',
    'a'.repeat(501),
  ];

  test.each(fine)('%s is', async (text) => {
    const seen = running({ imageId: text, image: text, resourceIds: [text] });
    expect(await asking(seen)).toEqual(seen);
  });

  test.each(strange)('%j is left out', async (text) => {
    const seen = running({ imageId: text, image: text, resourceIds: ['i-1', text] });
    expect(await asking(seen)).toEqual(running({ resourceIds: ['i-1'] }));
  });

  test.each(strange)('%j as the image of a look-up is a warning', async (text) => {
    const describeResult = async () => ({ image: text });
    const provider = guarded({ ask: async () => [], describeResult }, hide);
    expect(await provider.describeResult?.(TASK, untouched())).toEqual({
      warning: expect.stringContaining('`image` is empty'),
    });
  });
});
