import { describe, expect, test } from '@jest/globals';
import { CloudError } from '../src/errors.ts';
import type { Provider } from '../src/providers/provider.ts';
import { describeResults, lookUpLogs, lookUpReasons } from '../src/results.ts';
import type { Task } from '../src/task.ts';
import { connectToScript } from './support/connected.ts';
import {
  answer,
  hang,
  scriptedHttp,
  type TestWorld,
  testWorld,
  untouched,
} from './support/world.ts';

const tasksOf = (count: number, state: Task['state']): Task[] =>
  Array.from({ length: count }, (_, index) => ({ id: `t-${index}`, state, status: state }));

async function described(provider: Provider, tasks: readonly Task[], world: TestWorld) {
  const warnings: string[] = [];
  const warn = (text: string) => warnings.push(text);
  const found = await describeResults(provider, tasks, world.clock, warn, untouched());
  return { found, warnings };
}

describe('the images of many builds', () => {
  const kind = 'alibaba-cr-artifact-build';
  const bodies: Record<string, (query: URLSearchParams) => unknown> = {
    GetArtifactBuildTask: (query) => ({
      BuildTaskId: query.get('BuildTaskId'),
      TaskStatus: 'SUCCESS',
      TargetArtifact: {
        RepoId: `crr-${Number(query.get('BuildTaskId')?.slice(2)) % 3}`,
        Version: 'v1',
      },
    }),
    GetRepository: (query) => ({ RepoNamespaceName: 'shop', RepoName: query.get('RepoId') }),
    ListInstanceEndpoint: () => ({
      Endpoints: [{ EndpointType: 'internet', Enable: true, Domains: [{ Domain: 'r.example' }] }],
    }),
  };

  async function build(count: number, refuse: (action: string, nth: number) => boolean) {
    const asked: Record<string, number> = {};
    const http = scriptedHttp(({ url, headers }) => {
      const action = headers['x-acs-action'] ?? '';
      asked[action] = (asked[action] ?? 0) + 1;
      if (refuse(action, asked[action])) return answer({ Code: 'Throttling', Message: 'no' }, 400);
      return answer(bodies[action]?.(url.searchParams));
    });
    const world = testWorld(http);
    const provider = connectToScript(kind, world);
    const ids = Array.from({ length: count }, (_, index) => `t-${index}`);
    const tasks = await provider.ask(ids, untouched());
    return { asked, ...(await described(provider, tasks, world)) };
  }

  test('take a request an instance and one a repository', async () => {
    const { asked, found, warnings } = await build(300, () => false);
    expect(asked).toEqual({ GetArtifactBuildTask: 300, GetRepository: 3, ListInstanceEndpoint: 1 });
    expect(new Set(found.map(({ image }) => image))).toEqual(
      new Set(['r.example/shop/crr-0:v1', 'r.example/shop/crr-1:v1', 'r.example/shop/crr-2:v1']),
    );
    expect(warnings).toEqual([]);
  });

  test('are all found where the first requests are throttled', async () => {
    const { found, warnings } = await build(
      20,
      (action, nth) => action === 'GetRepository' && nth <= 4,
    );
    expect(found.filter(({ image }) => image)).toHaveLength(20);
    expect(warnings).toEqual([]);
  });

  test('that could not be looked up are counted in one warning', async () => {
    const { found, warnings } = await build(30, (action) => action === 'ListInstanceEndpoint');
    expect(found.map(({ state }) => state)).toEqual(Array(30).fill('succeeded'));
    expect(warnings).toEqual([
      expect.stringMatching(
        /^30 of 30 tasks that succeeded \(t-0, t-1, t-2, …\): `image` is empty: .*Throttling/,
      ),
    ]);
  });
});

describe('why tasks failed', () => {
  const failureReason: Provider['failureReason'] = async ({ id }) => {
    if (id === 't-1') throw new CloudError('no', { kind: 'permission' });
    return { message: `reason of ${id}`, errorCode: 'E' };
  };
  const ask: Provider['ask'] = async () => [];

  test('is looked up for all of them, and left out where it cannot be had', async () => {
    const tasks = [...tasksOf(3, 'failed'), { id: 'ok', state: 'succeeded', status: '' } as const];
    const { clock } = testWorld();
    const found = await lookUpReasons({ ask, failureReason }, tasks, clock, untouched());
    expect(found.map(({ message }) => message)).toEqual([
      'reason of t-0',
      undefined,
      'reason of t-2',
    ]);
  });

  test('keeps nobody waiting: what comes too late is left out', async () => {
    const { clock } = testWorld();
    const slow: Provider = { ask, failureReason: (_, signal) => hang(signal) };
    const begin = clock.now();
    expect(await lookUpReasons(slow, tasksOf(99, 'failed'), clock, untouched())).toHaveLength(99);
    expect(clock.now() - begin).toBe(15_000);
  });
});

describe('what a cloud says of a failure', () => {
  test('is no more than fits a screen, whatever the kind, and why it failed is at the end', async () => {
    const CommitPhaseInfos = Array.from({ length: 120 }, (_, index) => ({
      Phase: `Push${index + 1}`,
      Status: 'Failed',
    }));
    const entry = { TaskId: 't-0', TaskStatus: 'Failed', CommitPhaseInfos };
    const world = testWorld(scriptedHttp(answer({ CommitTasks: [entry] })));
    const provider = connectToScript('alibaba-eci-commit', world);
    const tasks = (await provider.ask(['t-0'], untouched())) as Task[];
    const [log] = await lookUpLogs(provider, tasks, world.clock, untouched());
    expect(log?.title).toBe('Phases, last 50 of 120 lines');
    expect([log?.lines.length, log?.lines.at(-1)]).toEqual([50, 'Push120  Failed']);
    // The output has them all.
    expect(tasks[0]?.phases).toHaveLength(120);
  });

  test('is whole where it is short, with its note', async () => {
    const provider: Provider = {
      ask: async () => [],
      failureLog: async () => ({ title: 'Log', lines: ['a', 'b'], note: 'More is elsewhere.' }),
    };
    const logs = await lookUpLogs(provider, tasksOf(1, 'failed'), testWorld().clock, untouched());
    expect(logs).toEqual([
      { id: 't-0', title: 'Log', lines: ['a', 'b'], note: 'More is elsewhere.' },
    ]);
  });
});
