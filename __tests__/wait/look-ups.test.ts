import { describe, expect, test } from '@jest/globals';
import { CloudError } from '../../src/model/errors.ts';
import type { Task } from '../../src/model/task.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { describeResults, lookUpLogs, lookUpReasons } from '../../src/wait/look-ups.ts';
import { connectToScript } from '../support/connected.ts';
import {
  answer,
  hang,
  scriptedHttp,
  type TestWorld,
  testWorld,
  untouched,
} from '../support/world.ts';

const tasksOf = (count: number, state: Task['state']): Task[] =>
  Array.from({ length: count }, (_, index) => ({ id: `t-${index}`, state, status: state }));

async function described(
  provider: Provider,
  tasks: readonly Task[],
  { clock }: TestWorld,
  leftMs = 3_600_000,
) {
  const warnings: string[] = [];
  const warn = (text: string) => warnings.push(text);
  const deadline = clock.now() + leftMs;
  const found = await describeResults(provider, tasks, clock, deadline, warn, untouched());
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
    const { asked, found, warnings } = await build(1_000, () => false);
    expect(asked).toEqual({
      GetArtifactBuildTask: 1_000,
      GetRepository: 3,
      ListInstanceEndpoint: 1,
    });
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

  test('are asked for again where it was trouble that passes, once for all that shared it', async () => {
    const { asked, found, warnings } = await build(
      20,
      (action, nth) => action === 'ListInstanceEndpoint' && nth <= 3,
    );
    expect(asked).toMatchObject({ GetRepository: 3, ListInstanceEndpoint: 4 });
    expect(found.map(({ image }) => Boolean(image))).toEqual(Array(20).fill(true));
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

test.each([
  [2, ['t-0: reason 0', 't-1: reason 1']],
  [
    1_000,
    [
      '1000 of 1000 tasks that succeeded (t-0, t-1, t-2, …): reason 0 (999 of them for other reasons)',
    ],
  ],
])(
  'of %d results that are missing for reasons of their own, few are named and many counted',
  async (...of) => {
    const [count, expected] = of;
    const ask: Provider['ask'] = async () => [];
    const describeResult: Provider['describeResult'] = async ({ id }) => ({
      warning: `reason ${id.slice(2)}`,
    });
    const { warnings } = await described(
      { ask, describeResult },
      tasksOf(count, 'succeeded'),
      testWorld(),
    );
    expect(warnings).toEqual(expected);
  },
);

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
});

describe('when the time of look-ups is over', () => {
  const SECONDS = 1_000;
  const world = () => testWorld();
  /** Answers four in two seconds, deaf to the signal or not, until the time is over. */
  function slow<T>({ clock }: TestWorld, isDeaf: boolean, found: T) {
    const begun: string[] = [];
    return {
      begun,
      lookUp: async ({ id }: Task, signal: AbortSignal) => {
        begun.push(id);
        await clock.sleep(2 * SECONDS, isDeaf ? undefined : signal);
        return found;
      },
    };
  }
  const ask: Provider['ask'] = async () => [];

  test.each([false, true])('the reasons found by then are kept (deaf: %s)', async (isDeaf) => {
    const here = world();
    const { lookUp, begun } = slow(here, isDeaf, { message: 'found' });
    const begin = here.clock.now();
    const provider = { ask, failureReason: lookUp };
    const found = await lookUpReasons(provider, tasksOf(99, 'failed'), here.clock, untouched());
    expect(here.clock.now() - begin).toBe(15 * SECONDS);
    expect(found.map(({ message }) => message)).toEqual([
      ...Array(28).fill('found'),
      ...Array(71).fill(undefined),
    ]);
    expect(found.every(({ state }) => state === 'failed')).toBe(true);
    // Those that are under way when the time is over are the last ones that were asked for.
    expect(begun).toHaveLength(32);
  });

  test.each([false, true])(
    'so are the results, the others told in one (deaf: %s)',
    async (isDeaf) => {
      const here = world();
      const { lookUp } = slow(here, isDeaf, { image: 'r.example/a:1' });
      const provider = { ask, describeResult: lookUp };
      const { found, warnings } = await described(provider, tasksOf(40, 'succeeded'), here, 0);
      expect(found.filter(({ image }) => image)).toHaveLength(28);
      expect(found.every(({ state }) => state === 'succeeded')).toBe(true);
      expect(warnings).toEqual([
        '12 of 40 tasks that succeeded (t-28, t-29, t-30, …): no time was left before the deadline.',
      ]);
    },
  );

  test('results are looked up on until the deadline, for as long as answers come', async () => {
    const here = world();
    const { lookUp } = slow(here, false, { image: 'r.example/a:1' });
    const provider = { ask, describeResult: lookUp };
    const { found, warnings } = await described(provider, tasksOf(400, 'succeeded'), here);
    expect([found.filter(({ image }) => image).length, warnings]).toEqual([400, []]);
    const cut = await described(provider, tasksOf(400, 'succeeded'), here, 60 * SECONDS);
    expect(cut.found.filter(({ image }) => image)).toHaveLength(116);
  });

  test('fifteen seconds of silence end them, however many answers there were', async () => {
    const here = world();
    const { lookUp } = slow(here, false, { image: 'r.example/a:1' });
    const describeResult: Provider['describeResult'] = (task, signal) =>
      Number(task.id.slice(2)) < 40 ? lookUp(task, signal) : hang(signal);
    const begin = here.clock.now();
    const { warnings } = await described({ ask, describeResult }, tasksOf(50, 'succeeded'), here);
    expect(here.clock.now() - begin).toBe(35 * SECONDS);
    expect(warnings).toEqual([expect.stringMatching(/^10 of 50 .*: no answer within 15 s\.$/)]);
  });

  test.each([
    ['throttling', 75],
    ['transient', 15],
  ] as const)('%s that stays ends them after %d s, and is what is told', async (kind, seconds) => {
    const here = world();
    const begin = here.clock.now();
    const describeResult: Provider['describeResult'] = async () => {
      throw new CloudError('The cloud says no.', { kind });
    };
    const { warnings } = await described({ ask, describeResult }, tasksOf(5, 'succeeded'), here);
    expect(here.clock.now() - begin).toBe(seconds * SECONDS);
    expect(warnings).toEqual([
      '5 of 5 tasks that succeeded (t-0, t-1, t-2, …): The cloud says no.',
    ]);
  });

  test.each([false, true])(
    'so are the logs, with a note of the others (deaf: %s)',
    async (isDeaf) => {
      const here = world();
      const fast = { title: 'Log', lines: ['a line'] };
      const failureLog: Provider['failureLog'] = ({ id }, signal) =>
        id === 't-1' ? hang(isDeaf ? untouched() : signal) : Promise.resolve(fast);
      const logs = await lookUpLogs(
        { ask, failureLog },
        tasksOf(3, 'failed'),
        here.clock,
        untouched(),
      );
      expect(logs).toEqual([
        { id: 't-0', ...fast },
        { id: 't-1', title: 'Log', lines: [], note: 'no answer within 15 s.' },
        { id: 't-2', ...fast },
      ]);
    },
  );

  test('an interruption keeps what was found too', async () => {
    const here = world();
    const { lookUp } = slow(here, false, { message: 'found' });
    const controller = new AbortController();
    here.clock.sleep(5 * SECONDS).then(() => controller.abort(new Error('SIGTERM')));
    const provider = { ask, failureReason: lookUp };
    const { clock } = here;
    const found = await lookUpReasons(provider, tasksOf(20, 'failed'), clock, controller.signal);
    expect(found.filter(({ message }) => message)).toHaveLength(8);
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
