import { afterEach, describe, expect, test } from '@jest/globals';
import type { FaultName, TaskScript } from '../../emulator/index.ts';
import { CloudError } from '../../src/model/errors.ts';
import { providerNames } from '../../src/providers/index.ts';
import { closeStages, connectToScript, stage } from '../support/connected.ts';
import { actionOf, CONTRACT, wordsOf } from '../support/contract.ts';
import { providers } from '../support/definitions.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

afterEach(closeStages);

describe.each(providerNames)('%s', (name) => {
  const contract = CONTRACT[name];
  const [running, done] = wordsOf(name);
  const task = (id: string, status: string, more: Partial<TaskScript> = {}): TaskScript => ({
    kind: name,
    id,
    steps: [{ at: 0, status }],
    ...more,
  });
  const underFault = async (fault: FaultName, ids = ['t-1']) => {
    const tasks = [task('t-1', running)];
    const { provider, emulator } = await stage(name, { tasks, faults: [{ fault }] });
    const asking = provider.ask(ids, untouched());
    return { asking, requests: emulator.requests };
  };

  test('asks for a full batch in one request, with the operation of the contract', async () => {
    const ids = Array.from({ length: contract.ids }, (_, index) => `t-${index}`);
    const tasks = ids.map((id) => task(id, running));
    const { provider, emulator } = await stage(name, { tasks });
    const seen = await provider.ask(ids, untouched());
    expect(providers[name].idsPerRequest).toBe(contract.ids);
    expect(seen.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(emulator.requests.map(({ action, method }) => [action, method])).toEqual([
      [actionOf(contract.permission), contract.method],
    ]);
  });

  test('tells of the tasks asked for and of no other', async () => {
    const tasks = [task('t-1', running), task('t-2', done)];
    const { provider } = await stage(name, { tasks });
    const seen = await provider.ask(['t-1'], untouched());
    expect(seen).toMatchObject([{ id: 't-1', state: 'running', status: running }]);
    expect(seen[0]?.requestId).toMatch(/\w{8}/);
  });

  test('says nothing of a task that the cloud does not know', async () => {
    const { provider } = await stage(name, { tasks: [task('t-1', done)] });
    expect(await provider.ask(['t-2'], untouched())).toEqual([]);
  });

  test("takes nothing from other tasks' entries", async () => {
    expect(await (await underFault('another-tasks-entry')).asking).toEqual([]);
    const besides = await (await underFault('extra-entries')).asking;
    expect(besides).toMatchObject([{ id: 't-1', state: 'running' }]);
  });

  const list = contract.entries[0].split('.');
  const wrapped = (entries: unknown[]) =>
    list.reduceRight<unknown>((held, key) => ({ [key]: held }), entries);
  const entryOf = (id: unknown) => ({ [contract.entries[1]]: id, [contract.entries[2]]: done });

  test.each([undefined, null, 7, '', ['t-1']])(
    'an entry that says %j of whose it is could be the one that matters',
    async (id) => {
      const body = list[0] === '' ? entryOf(id) : wrapped([entryOf('t-1'), entryOf(id)]);
      const provider = connectToScript(name, testWorld(scriptedHttp(answer(body as object))));
      await expect(provider.ask(['t-1'], untouched())).rejects.toMatchObject({ kind: 'transient' });
    },
  );

  test('hands on entries that disagree, or the one that does not say success', async () => {
    const seen = await (await underFault('entries-disagree')).asking;
    expect(seen.map(({ state }) => state)).toContain('running');
  });

  test('keeps a word that it does not know', async () => {
    const seen = await (await underFault('unknown-status')).asking;
    expect(seen).toMatchObject([{ state: 'unknown', status: 'EMULATED_NEW_STATUS' }]);
  });

  test.each(['constructor', '__proto__', 'SUCCESSFUL', 'SUCCESS '])(
    'never takes the odd word %j for success',
    async (word) => {
      const { provider } = await stage(name, { tasks: [task('t-1', word, { anyStatus: true })] });
      expect(await provider.ask(['t-1'], untouched())).toMatchObject([{ state: 'unknown' }]);
    },
  );

  test.each<FaultName>([
    ...(['malformed-json', 'truncated-json', 'json-null', 'json-array'] as const),
    ...(['html-200', 'empty-200', 'oversized-body', 'redirect', 'error-in-200'] as const),
    ...(['reset-inside-body', 'error-xml', 'bad-gateway-html'] as const),
  ])('%s is trouble that passes, not an answer', async (fault) => {
    const { asking, requests } = await underFault(fault);
    await expect(asking).rejects.toMatchObject({ name: 'CloudError', kind: 'transient' });
    expect(requests).toHaveLength(3);
  });

  test.each([{}, { Result: {} }, { Tasks: [] }, { CommitTasks: 'none' }, { task_id: 't-1' }])(
    'a body such as %j is never an answer that says success',
    async (body) => {
      const provider = connectToScript(name, testWorld(scriptedHttp(answer(body))));
      const asked = await provider.ask(['t-1'], untouched()).catch((error: unknown) => error);
      if (!Array.isArray(asked)) expect(asked).toMatchObject({ kind: 'transient' });
      else expect(asked).toEqual([]);
    },
  );

  test.each<FaultName>(['repeated-next-token', 'endless-pages'])(
    '%s comes to an end',
    async (fault) => {
      const { asking, requests } = await underFault(fault, ['t-unlisted']);
      if (contract.entries[0] !== '') {
        await expect(asking).rejects.toMatchObject({ kind: 'transient' });
      } else {
        expect(await asking).toEqual([]);
      }
      expect(requests.length).toBeLessThanOrEqual(100);
    },
  );

  test('does not read pages on when every id has been seen', async () => {
    const { asking, requests } = await underFault('endless-pages');
    expect((await asking).length).toBe(1);
    expect(requests).toHaveLength(1);
  });

  test('names the permission that is missing, once', async () => {
    const { asking, requests } = await underFault('access-denied');
    const error = await asking.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ kind: 'permission', status: 403 });
    expect((error as CloudError).remedy).toContain(contract.permission);
    expect(requests).toHaveLength(1);
  });

  test('an API that is not there is no task that is not there', async () => {
    const { asking } = await underFault('unknown-api');
    await expect(asking).rejects.toMatchObject({ kind: 'request' });
  });

  test('an abort ends it at once, with its reason', async () => {
    const reason = new Error('SIGTERM');
    const { provider, emulator } = await stage(name, {});
    await expect(provider.ask(['t-1'], AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(emulator.requests).toEqual([]);
  });
});
