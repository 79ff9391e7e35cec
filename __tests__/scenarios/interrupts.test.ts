import { describe, expect, test } from '@jest/globals';
import { type FaultRule, type Kind, kinds } from '../../emulator/index.ts';
import { CANCELABLE_KINDS } from '../support/contract.ts';
import { runPost, startAction } from './support/action.ts';
import { type Cloud, cancelActionOf, cloudWith, facts, task } from './support/cloud.ts';
import { left, tasksOf } from './support/expectations.ts';
import { roleInputs, runnerTokens } from './support/roles.ts';
import { muteHost } from './support/silent-hosts.ts';

const ecs = 'alibaba-ecs-image-pipeline';
const anyKind = 'alibaba-eci-commit';
const hang = (action: string): FaultRule => ({ fault: 'hang', action });

/** Interrupts a wait with `on-cancel: cancel` once every task has been seen. */
async function interruptCancel(cloud: Cloud, kind: Kind, more = {}) {
  const inputs = cloud.inputs(kind, { 'on-cancel': 'cancel', ...more });
  const running = startAction(inputs);
  await running.line(/t-1 +running/);
  const main = await running.interrupt('SIGTERM');
  return { inputs, main };
}

describe('within two seconds, with all outputs and no error', () => {
  test.concurrent.each(['SIGTERM', 'SIGINT'] as const)('%s during a sleep', async (signal) => {
    await using cloud = await cloudWith([task(anyKind, 'running')]);
    const running = startAction(cloud.inputs(anyKind, { 'poll-interval': '20s' }));
    await running.line(/t-1 +running/);
    const ran = await running.interrupt(signal);
    expect(ran.answeredMs).toBeLessThan(2_000);
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted', status: 'Running' });
    expect(ran.outputs.message).toContain(signal);
    expect(tasksOf(ran)).toMatchObject([{ id: 't-1', state: 'running' }]);
    expect(ran.summary).toContain('interrupted');
  });

  test.concurrent.each(kinds)('SIGTERM while a request for %s hangs', async (kind) => {
    const { action } = facts[kind];
    await using cloud = await cloudWith([task(kind, 'running')], { faults: [hang(action)] });
    const running = startAction(cloud.inputs(kind));
    await cloud.request(action);
    const ran = await running.interrupt('SIGTERM');
    expect(ran.answeredMs).toBeLessThan(2_000);
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted', status: '' });
    expect(tasksOf(ran)).toMatchObject([{ id: 't-1', state: 'unknown' }]);
    expect(ran.summary).toContain('interrupted');
  });

  const exchanges = (['alibaba-eci-commit', 'volcengine-ecs-task'] as const).flatMap((kind) =>
    ['AssumeRoleWithOIDC', 'GetIDToken'].map((action) => [kind, action] as const),
  );
  test.concurrent.each(exchanges)('SIGTERM while %s hangs in %s', async (kind, action) => {
    await using cloud = await cloudWith([task(kind, 'running')], { faults: [hang(action)] });
    const running = startAction(
      cloud.inputs(kind, roleInputs(cloud.url, kind)),
      runnerTokens(cloud),
    );
    await cloud.request(action);
    const ran = await running.interrupt('SIGTERM');
    expect(ran.answeredMs).toBeLessThan(2_000);
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(ran.summary).toContain('interrupted');
  });

  test.concurrent('SIGTERM while the image of a task that has succeeded is looked up', async () => {
    const kind = 'alibaba-cr-artifact-build';
    await using cloud = await cloudWith([task(kind, 'success')], {
      faults: [hang('GetRepository')],
    });
    const running = startAction(cloud.inputs(kind));
    await cloud.request('GetRepository');
    const ran = await running.interrupt('SIGTERM');
    expect(ran.answeredMs).toBeLessThan(2_000);
    expect(left(ran).image).toBe('');
    expect(tasksOf(ran)).toMatchObject([{ id: 't-1', state: 'succeeded' }]);
  });

  test.concurrent('SIGINT while GitHub is silent to the check run of a wait that is over', async () => {
    await using cloud = await cloudWith([task(anyKind, 'success')]);
    await using github = await muteHost();
    const env = { GITHUB_API_URL: `http://${github.host}`, GITHUB_REPOSITORY: 'octo/shop' };
    const running = startAction(cloud.inputs(anyKind, { 'github-token': 'ghs_a-token' }), env);
    await running.line(/^succeeded: t-1/);
    const ran = await running.interrupt('SIGINT');
    expect(ran.answeredMs).toBeLessThan(2_000);
    // The wait was over, and all is told of it.
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  });

  test.concurrent('two signals, as a runner sends them, are one interruption', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')], {
      faults: [hang('CancelImagePipelineExecution')],
    });
    const running = startAction(cloud.inputs(ecs, { 'on-cancel': 'cancel' }));
    await running.line(/t-1 +running/);
    const first = running.interrupt('SIGINT');
    await cloud.request('CancelImagePipelineExecution');
    const ran = await running.interrupt('SIGTERM');
    expect((await first).answeredMs).toBeLessThan(7_000);
    expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
  });
});

describe('on-cancel', () => {
  test.concurrent.each(CANCELABLE_KINDS)('cancel ends %s in the cloud, once', async (kind) => {
    await using cloud = await cloudWith([task(kind, 'running')]);
    const { inputs, main } = await interruptCancel(cloud, kind);
    expect(main.answeredMs).toBeLessThan(2_000);
    expect(left(main)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(cloud.of(cancelActionOf(kind))).toHaveLength(1);
    expect(main.stdout).toContain('t-1: the cloud was asked to cancel it');
    const before = cloud.requests.length;
    expect(Number(main.outputs['request-count'])).toBe(before);
    expect(await runPost(inputs, main)).toMatchObject({ code: 0, errors: [], warnings: [] });
    expect(cloud.requests).toHaveLength(before);
  });

  test.concurrent('leave sends nothing, neither at once nor in post', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')]);
    const inputs = cloud.inputs(ecs, { timeout: '4s' });
    const running = startAction(inputs);
    await running.line(/t-1 +running/);
    const main = await running.interrupt('SIGTERM');
    const before = cloud.requests.length;
    const post = await runPost(inputs, main);
    expect(post).toMatchObject({ code: 0, errors: [], writes: [] });
    expect(cloud.requests).toHaveLength(before);
  });

  test.concurrent('a task that has ended is left alone', async () => {
    const tasks = [task(ecs, 'running'), task(ecs, 'success', { id: 't-2' })];
    await using cloud = await cloudWith(tasks);
    await interruptCancel(cloud, ecs, { 'task-id': 't-1,t-2' });
    const cancels = cloud.of('CancelImagePipelineExecution');
    expect(cancels.map(({ query }) => query.ExecutionId)).toEqual(['t-1']);
  });

  test.concurrent.each(CANCELABLE_KINDS)('where %s hangs in it, post repeats it', async (kind) => {
    const action = cancelActionOf(kind);
    await using cloud = await cloudWith([task(kind, 'running')], { faults: [hang(action)] });
    const { inputs, main } = await interruptCancel(cloud, kind);
    expect(main.answeredMs).toBeLessThan(7_000);
    expect(left(main)).toMatchObject({ code: 1, state: 'interrupted' });
    cloud.setFaults([]);
    // A request that hangs has been carried out in this emulator: here it is to have been lost.
    cloud.addTask(task(kind, 'running'));
    expect(await runPost(inputs, main)).toMatchObject({ code: 0, errors: [] });
    expect(cloud.of(action).map(({ status }) => status)).toEqual([0, expect.any(Number)]);
    expect(cloud.of(action)[1]?.status).toBeLessThan(300);
  });

  test.concurrent('where it got through but its answer did not, post sends no second', async () => {
    const action = 'CancelImagePipelineExecution';
    await using cloud = await cloudWith([task(ecs, 'running')], { faults: [hang(action)] });
    const { inputs, main } = await interruptCancel(cloud, ecs);
    // The emulator goes from CANCELLING to CANCELLED within a second.
    expect((await runPost(inputs, main)).stdout).toContain('t-1 has ended as CANCELLED');
    expect(cloud.of(action)).toHaveLength(1);
  });

  test.concurrent.each(CANCELABLE_KINDS)('where %s refuses it, post repeats it', async (kind) => {
    const action = cancelActionOf(kind);
    const faults = [{ fault: 'access-denied', action, count: 1 } as const];
    await using cloud = await cloudWith([task(kind, 'running')], { faults });
    const { inputs, main } = await interruptCancel(cloud, kind);
    expect(left(main)).toMatchObject({ code: 1, state: 'interrupted' });
    expect(main.stdout).toContain('post step tries again');
    expect((await runPost(inputs, main)).code).toBe(0);
    expect(cloud.of(action).map(({ status }) => status)).toEqual([403, expect.any(Number)]);
    expect(cloud.of(action)[1]?.status).toBeLessThan(300);
  });

  test.concurrent('without keys to cancel with, post gets some and does it', async () => {
    const faults = [hang('AssumeRoleWithOIDC')];
    await using cloud = await cloudWith([task(ecs, 'running')], { faults });
    const inputs = cloud.inputs(ecs, { ...roleInputs(cloud.url, ecs), 'on-cancel': 'cancel' });
    const running = startAction(inputs, runnerTokens(cloud));
    await cloud.request('AssumeRoleWithOIDC');
    const main = await running.interrupt('SIGTERM');
    expect(main.answeredMs).toBeLessThan(7_000);
    expect(left(main)).toMatchObject({ code: 1, state: 'interrupted' });
    cloud.setFaults([]);
    const post = await runPost(inputs, main, runnerTokens(cloud));
    expect(post).toMatchObject({ code: 0, errors: [] });
    expect(cloud.of('CancelImagePipelineExecution')).toHaveLength(1);
    expect(post.stdout).toMatch(/^::add-mask::emulator-temporary-secret/m);
  });

  test.concurrent('of several, one that cannot be looked at keeps no other from it', async () => {
    const kind = 'alibaba-ack-task';
    const faults = [{ fault: 'access-denied', action: 'CancelTask' } as const];
    const tasks = [task(kind, 'running'), task(kind, 'running', { id: 't-2' })];
    await using cloud = await cloudWith(tasks, { faults });
    const { inputs, main } = await interruptCancel(cloud, kind, { 'task-id': 't-1 t-2' });
    cloud.setFaults([{ fault: 'access-denied', action: 'DescribeTaskInfo', count: 1 }]);
    const before = cloud.of('CancelTask').length;
    expect(await runPost(inputs, main)).toMatchObject({ code: 0, errors: [] });
    expect(
      cloud
        .of('CancelTask')
        .slice(before)
        .map(({ path }) => path),
    ).toContain('/tasks/t-2/cancel');
  });

  test.concurrent('post leaves a task alone that has ended meanwhile', async () => {
    const faults = [{ fault: 'access-denied', action: 'CancelImagePipelineExecution' } as const];
    await using cloud = await cloudWith([task(ecs, 'running')], { faults });
    const { inputs, main } = await interruptCancel(cloud, ecs);
    cloud.addTask(task(ecs, 'success'));
    const post = await runPost(inputs, main);
    expect(post).toMatchObject({ code: 0, errors: [] });
    expect(post.stdout).toContain('t-1 has ended as SUCCESS');
    expect(cloud.of('CancelImagePipelineExecution')).toHaveLength(1);
  });

  test.concurrent.each([
    ['is under way already', 'CANCELLING', 'is being cancelled already; nothing to cancel', 1],
    ['comes too late', 'DISTRIBUTING', 'is not to be cancelled any more', 2],
  ] as const)('post warns of nothing where the cancel %s', async (_, word, said, cancels) => {
    const faults = [{ fault: 'access-denied', action: 'CancelImagePipelineExecution' } as const];
    await using cloud = await cloudWith([task(ecs, 'running')], { faults });
    const { inputs, main } = await interruptCancel(cloud, ecs);
    cloud.setFaults([]);
    cloud.addTask(task(ecs, { at: 0, status: word }));
    const post = await runPost(inputs, main);
    expect(post).toMatchObject({ code: 0, errors: [], warnings: [], stderr: '' });
    expect(post.stdout).toContain(`t-1 ${said}`);
    expect(cloud.of('CancelImagePipelineExecution')).toHaveLength(cancels);
  });

  test.concurrent('post takes over thousands of ids, more than a variable could hold as JSON', async () => {
    const kind = 'alibaba-ecs-task';
    const { action } = facts[kind];
    const ids = Array.from(
      { length: 6_000 },
      (_, index) => `t-bp1${String(index).padStart(15, '0')}`,
    );
    const tasks = ids.map((id, index) => task(kind, index % 2_000 ? 'success' : 'running', { id }));
    await using cloud = await cloudWith(tasks, { faults: [hang(action)] });
    const inputs = cloud.inputs(kind, { 'on-cancel': 'cancel', 'task-id': ids.join(' ') });
    const running = startAction(inputs);
    await cloud.request(action);
    const main = await running.interrupt('SIGKILL');
    cloud.setFaults([]);
    const post = await runPost(inputs, main);
    expect(post).toMatchObject({ code: 0, errors: [], warnings: [], stderr: '' });
    expect(
      cloud
        .of('CancelTask')
        .map(({ query }) => query.TaskId)
        .sort(),
    ).toEqual(ids.filter((_, index) => index % 2_000 === 0));
  });

  test.concurrent('post exits 0 where the cloud refuses again, and says so', async () => {
    const faults = [{ fault: 'access-denied', action: 'CancelImagePipelineExecution' } as const];
    await using cloud = await cloudWith([task(ecs, 'running')], { faults });
    const { inputs, main } = await interruptCancel(cloud, ecs);
    const post = await runPost(inputs, main);
    expect(post).toMatchObject({ code: 0, errors: [], writes: [] });
    expect(post.stdout).toContain('t-1 could not be cancelled');
  });

  test.concurrent('post exits 0 where no cloud answers at all', async () => {
    const cloud = await cloudWith([task(ecs, 'running')], {
      faults: [{ fault: 'access-denied', action: 'CancelImagePipelineExecution' }],
    });
    const { inputs, main } = await interruptCancel(cloud, ecs);
    await cloud.close();
    const post = await runPost(inputs, main);
    expect(post).toMatchObject({ code: 0, errors: [] });
    expect(post.warnings).toHaveLength(1);
  });

  test.concurrent('post does the whole of it where the main step was killed', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')]);
    const inputs = cloud.inputs(ecs, { 'on-cancel': 'cancel' });
    const running = startAction(inputs);
    await running.line(/t-1 +running/);
    const main = await running.interrupt('SIGKILL');
    expect((await runPost(inputs, main)).code).toBe(0);
    expect(cloud.of('CancelImagePipelineExecution')).toHaveLength(1);
  });

  test.concurrent.each(['alibaba-eci-commit', 'volcengine-ecs-task'] as const)(
    'cancel is a warning for %s, which has no cancel API',
    async (kind) => {
      await using cloud = await cloudWith([task(kind, 'running')]);
      const running = startAction(cloud.inputs(kind, { 'on-cancel': 'cancel' }));
      await running.line(/t-1 +running/);
      const ran = await running.interrupt('SIGTERM');
      expect(left(ran)).toMatchObject({ code: 1, state: 'interrupted' });
      expect(ran.warnings[0]?.message).toContain('has no cancel API');
      expect(new Set(cloud.actions)).toEqual(new Set([facts[kind].action]));
    },
  );
});

describe('post has nothing to do', () => {
  test.concurrent('after a wait that ended by itself', async () => {
    await using cloud = await cloudWith([task(ecs, 'success')]);
    const inputs = cloud.inputs(ecs, { 'on-cancel': 'cancel' });
    const main = await startAction(inputs).done;
    const before = cloud.requests.length;
    expect(await runPost(inputs, main)).toMatchObject({ code: 0, writes: [], stdout: '' });
    expect(cloud.requests).toHaveLength(before);
  });

  test.concurrent('after a single look, which cancels nothing', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')]);
    const inputs = cloud.inputs(ecs, { 'on-cancel': 'cancel', mode: 'check' });
    const main = await startAction(inputs).done;
    expect(main).toMatchObject({ code: 0, state: {} });
    const before = cloud.requests.length;
    expect(await runPost(inputs, main)).toMatchObject({ code: 0, writes: [], stdout: '' });
    expect(cloud.requests).toHaveLength(before);
  });

  test.concurrent('after a single look that was killed', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')], {
      faults: [hang(facts[ecs].action)],
    });
    const inputs = cloud.inputs(ecs, { 'on-cancel': 'cancel', mode: 'check' });
    const running = startAction(inputs);
    await cloud.request(facts[ecs].action);
    expect((await running.interrupt('SIGKILL')).state).toEqual({});
  });

  test.concurrent.each(['{"t-1"', '["t-1"]', '[1,null]', 't-1 $(id)'])(
    'with what the main step left, which is broken: %j',
    async (broken) => {
      await using cloud = await cloudWith([task(ecs, 'running')]);
      const inputs = cloud.inputs(ecs, { 'on-cancel': 'cancel' });
      const ended = await startAction({ ...inputs, mode: 'check' }).done;
      const main = { ...ended, state: { 'owed-cancels': broken } };
      const before = cloud.requests.length;
      const post = await runPost(inputs, main);
      expect(post).toMatchObject({ code: 0, errors: [], stderr: '' });
      expect(post.warnings).toEqual([
        { title: 'Not cancelled', message: expect.stringContaining('cannot be read') },
      ]);
      expect(cloud.requests).toHaveLength(before);
    },
  );

  test.concurrent('after inputs that were wrong', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')]);
    const inputs = cloud.inputs(ecs, { timeout: '5' });
    const main = await startAction(inputs).done;
    expect(await runPost(inputs, main)).toMatchObject({ code: 0, errors: [], writes: [] });
  });

  test.concurrent('where the main step was killed before its first word', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')], {
      faults: [hang(facts[ecs].action)],
    });
    const inputs = cloud.inputs(ecs, { timeout: '2s' });
    const running = startAction(inputs);
    await cloud.request(facts[ecs].action);
    const main = await running.interrupt('SIGKILL');
    cloud.setFaults([]);
    const before = cloud.requests.length;
    expect(await runPost(inputs, main)).toMatchObject({ code: 0, errors: [], writes: [] });
    expect(cloud.requests).toHaveLength(before);
  });
});
