import { describe, expect, test } from '@jest/globals';
import { InterruptedError } from '../../src/model/errors.ts';
import type { HttpRequest } from '../../src/model/world.ts';
import type { Reporter } from '../../src/wait/run.ts';
import { runBy } from '../support/hosts.ts';
import { GOOD } from '../support/inputs.ts';
import { type Act, answer, hang, testWorld, untouched } from '../support/world.ts';

/** What the cloud answers to an action; the last act of each is repeated. */
type Cloud = Record<string, readonly [Act, ...Act[]]>;

const CR = { ...GOOD, provider: 'alibaba-cr-artifact-build', 'instance-id': 'cri-1' };
const build = (TaskStatus: string, BuildTaskId = 'exec-1') =>
  answer({ BuildTaskId, TaskStatus, TargetArtifact: { RepoId: 'crr-1', Version: 'v1' } });
const IMAGE: Cloud = {
  GetRepository: [answer({ RepoNamespaceName: 'shop', RepoName: 'web' })],
  ListInstanceEndpoint: [
    answer({
      Endpoints: [{ EndpointType: 'internet', Enable: true, Domains: [{ Domain: 'cr.example' }] }],
    }),
  ],
};

async function runWith(cloud: Cloud, change = {}, interruptAfterMs?: number) {
  const actions: string[] = [];
  const world = testWorld(async (request: HttpRequest, signal) => {
    const action = request.headers['x-acs-action'] ?? '';
    const acts = cloud[action] ?? ['hang'];
    const act = acts[Math.min(actions.filter((past) => past === action).length, acts.length - 1)];
    actions.push(action);
    if (act === undefined || act === 'hang') return hang(signal);
    if (act instanceof Error) throw act;
    return typeof act === 'function' ? act(request) : act;
  });
  const told: string[] = [];
  const reporter: Omit<Reporter, 'hide'> = {
    snapshot: () => undefined,
    warning: (message, title) => told.push(`${title}: ${message}`),
    canceled: ({ taken, failed }) => told.push(`canceled ${taken}, not ${failed.length}`),
  };
  const controller = new AbortController();
  if (interruptAfterMs !== undefined) {
    const reason = new InterruptedError('SIGTERM');
    world.clock.sleep(interruptAfterMs).then(() => controller.abort(reason));
  }
  const signal = interruptAfterMs === undefined ? untouched() : controller.signal;
  const { outcome } = await runBy({ ...CR, ...change }, world, reporter, signal);
  return { outcome, actions, told };
}

describe('a wait', () => {
  test('that succeeds ends with the image, and counts every request', async () => {
    const busy = answer({ Code: 'ServiceUnavailable' }, 503);
    const GetArtifactBuildTask = [build('BUILDING'), busy, build('SUCCESS')] as const;
    const { outcome, actions, told } = await runWith({ ...IMAGE, GetArtifactBuildTask });
    expect(outcome).toMatchObject({
      state: 'succeeded',
      isOk: true,
      requestCount: 5,
      tasks: [{ image: 'cr.example/shop/web:v1' }],
    });
    expect([actions.length, told]).toEqual([5, []]);
    expect(outcome.durationMs).toBeGreaterThanOrEqual(1_800);
  });

  test('whose image look-up hangs succeeds all the same, with a warning', async () => {
    const { outcome, told } = await runWith({ GetArtifactBuildTask: [build('SUCCESS')] });
    expect(outcome).toMatchObject({ state: 'succeeded', isOk: true, durationMs: 15_000 });
    expect(told).toEqual(['Result not looked up: exec-1: no answer within 15 s.']);
  });

  test("that fails looks up no image, but the cloud's log", async () => {
    const log = { TotalCount: 1, BuildTaskLogs: [{ LineNumber: 1, Message: 'no gzip' }] };
    const { outcome, actions } = await runWith({
      GetArtifactBuildTask: [build('FAILED')],
      ListArtifactBuildTaskLog: [answer(log)],
    });
    expect(outcome).toMatchObject({ state: 'failed', requestCount: 2 });
    expect(outcome.failureLogs).toEqual([
      { id: 'exec-1', title: 'Build log, 1 line', lines: ['no gzip'] },
    ]);
    expect(actions).toEqual(['GetArtifactBuildTask', 'ListArtifactBuildTaskLog']);
  });

  test.each<[string, Act, string]>([
    [
      'is denied',
      answer({ Code: 'NoPermission', Message: 'no' }, 403),
      'Grant cr:ListArtifactBuildTaskLog',
    ],
    ['hangs', 'hang', 'no answer within 15 s'],
  ])('whose log %s fails for its own reason, with a note', async (_, act, note) => {
    const { outcome, told } = await runWith({
      GetArtifactBuildTask: [build('FAILED')],
      ListArtifactBuildTaskLog: [act],
    });
    expect([outcome.state, outcome.message, told]).toEqual([
      'failed',
      expect.stringContaining('exec-1 failed (FAILED)'),
      [],
    ]);
    expect(outcome.durationMs).toBeLessThanOrEqual(15_000);
    expect(outcome.failureLogs).toEqual([
      { id: 'exec-1', title: 'Log', lines: [], note: expect.stringContaining(note) },
    ]);
  });

  test('that an error ends never rejects, and tells all that was known', async () => {
    const denied = answer({ Code: 'NoPermission', Message: 'no' }, 403);
    const { outcome } = await runWith({ GetArtifactBuildTask: [build('BUILDING'), denied] });
    expect(outcome).toMatchObject({
      state: 'error',
      status: 'BUILDING',
      nextStep: expect.stringContaining('cr:GetArtifactBuildTask'),
      tasks: [{ id: 'exec-1', state: 'running' }],
    });
  });

  test('that has no answer at all still names its tasks', async () => {
    const { outcome } = await runWith({ GetArtifactBuildTask: [new Error('bug')] });
    expect(outcome).toMatchObject({ state: 'error', tasks: [{ id: 'exec-1' }] });
  });
});

test('of 99 tasks the reasons are asked for after the wait, four at a time, and cost no state', async () => {
  const ids = Array.from({ length: 99 }, (_, index) => `t-${index}`);
  const Task = ids.map((TaskId) => ({ TaskId, TaskStatus: 'Failed' }));
  const DescribeTasks = [answer({ TotalCount: 99, TaskSet: { Task } })] as const;
  const { outcome, actions } = await runWith(
    { DescribeTasks },
    { provider: 'alibaba-ecs-task', 'instance-id': '', 'task-id': ids.join(' '), timeout: '5s' },
  );
  expect(actions).toEqual(['DescribeTasks', ...Array(4).fill('DescribeTaskAttribute')]);
  expect(outcome).toMatchObject({ state: 'failed', durationMs: 15_000 });
  expect(outcome.tasks.map(({ status }) => status)).toEqual(Array(99).fill('Failed'));
});

test('of many failures ten logs are asked for, and the last one says so', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `exec-${index}`);
  const { outcome, actions } = await runWith(
    {
      GetArtifactBuildTask: [
        ({ url }) => build('FAILED', url.searchParams.get('BuildTaskId') ?? ''),
      ],
      ListArtifactBuildTaskLog: [answer({ TotalCount: 1, BuildTaskLogs: [{ Message: 'x' }] })],
    },
    { 'task-id': ids.join(' '), 'fail-fast': 'false' },
  );
  expect(actions.filter((action) => action.startsWith('List'))).toHaveLength(10);
  expect(outcome.failureLogs).toHaveLength(10);
  expect(outcome.failureLogs?.at(-1)?.note).toBe('The logs of 2 more tasks were not asked for.');
  expect(outcome.message).toContain('Its log ends with: x.');
});

test('a task that was found by its pipeline and ended before the wait is warned of', async () => {
  const execution = (Status: string, ModifiedTime: string) =>
    answer({
      ImagePipelineExecution: {
        ImagePipelineExecutionSet: [
          {
            ExecutionId: 'e-1',
            ImagePipelineId: 'ip-1',
            Status,
            CreationTime: '2026-01-01T00:00:00Z',
            ModifiedTime,
          },
        ],
      },
    });
  const pipeline = { ...GOOD, 'task-id': '', 'image-pipeline-id': 'ip-1' };
  const cloud: Cloud = {
    DescribeImagePipelineExecutions: [execution('FAILED', '2026-01-01T00:05:00Z')],
  };
  const { outcome, told } = await runWith(cloud, pipeline);
  expect([outcome.state, told]).toEqual([
    'failed',
    [
      expect.stringMatching(
        /^Ended before the wait: e-1 \(FAILED at 2026-01-01T00:05:00.*\) of ip-1/,
      ),
    ],
  ]);
});

describe('an interruption', () => {
  const two = { 'task-id': 'exec-1 exec-2', 'fail-fast': 'false' };
  const both: Cloud = {
    GetArtifactBuildTask: [
      ({ url }) => {
        const id = url.searchParams.get('BuildTaskId') ?? '';
        return build(id === 'exec-1' ? 'FAILED' : 'BUILDING', id);
      },
    ],
    CancelArtifactBuildTask: [answer({ Code: 'success', IsSuccess: true })],
  };

  test('leaves the tasks alone', async () => {
    const { outcome, actions, told } = await runWith(both, two, 1_000);
    expect([outcome.state, told]).toEqual(['interrupted', []]);
    expect(actions).not.toContain('CancelArtifactBuildTask');
  });

  test('cancels those that still run where it is asked to, and counts that', async () => {
    const { outcome, actions, told } = await runWith(
      both,
      { ...two, 'on-cancel': 'cancel' },
      1_000,
    );
    expect([outcome.state, told]).toEqual(['interrupted', ['canceled exec-2, not 0']]);
    expect(outcome.message).toContain('The cloud was asked to cancel exec-2.');
    expect(actions.filter((action) => action.startsWith('Cancel'))).toHaveLength(1);
    expect(outcome.requestCount).toBe(actions.length);
  });

  test('of a single look cancels nothing, whatever on-cancel says', async () => {
    const cloud = { ...both, GetArtifactBuildTask: ['hang'] as const };
    const change = { ...two, 'on-cancel': 'cancel', mode: 'check' };
    const { outcome, actions, told } = await runWith(cloud, change, 1_000);
    expect([outcome.state, told]).toEqual(['interrupted', []]);
    expect(outcome.message).toContain('(mode: check cancels nothing)');
    expect(new Set(actions)).toEqual(new Set(['GetArtifactBuildTask']));
  });

  test('with a cancel that hangs is over within five seconds', async () => {
    const cloud = { ...both, CancelArtifactBuildTask: ['hang'] as const };
    const { outcome, told } = await runWith(cloud, { ...two, 'on-cancel': 'cancel' }, 1_000);
    expect([outcome.durationMs, told]).toEqual([6_000, ['canceled , not 1']]);
  });
});
