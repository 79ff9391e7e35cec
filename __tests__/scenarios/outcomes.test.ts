import { describe, expect, test } from '@jest/globals';
import { kinds } from '../../emulator/index.ts';
import { runAction } from './support/action.ts';
import { cloudWith, facts, task, taskOf } from './support/cloud.ts';
import { left, tasksOf } from './support/expectations.ts';

const ecs = 'alibaba-ecs-image-pipeline';

describe('every kind of task', () => {
  test.concurrent.each(kinds)('%s runs and succeeds', async (kind) => {
    await using cloud = await cloudWith([taskOf(kind, 10)], { speed: 10 });
    const ran = await runAction(cloud.inputs(kind));
    expect(left(ran)).toMatchObject({
      code: 0,
      state: 'succeeded',
      status: facts[kind].success,
      'failed-task-ids': '',
    });
    expect(tasksOf(ran)).toMatchObject([{ id: 't-1', state: 'succeeded' }]);
    expect(Number(ran.outputs['request-count'])).toBe(cloud.requests.length);
  });

  test.concurrent.each(kinds)('%s fails, and says which task and why', async (kind) => {
    await using cloud = await cloudWith([task(kind, 'failed')]);
    const ran = left(await runAction(cloud.inputs(kind)));
    const status = facts[kind].failed;
    expect(ran).toMatchObject({ code: 1, state: 'failed', status, 'failed-task-ids': 't-1' });
    expect(ran.error).toContain(`t-1 failed (${status}`);
    expect(ran.error).toMatch(/Request id [\w-]{30,}\./);
  });

  test.concurrent.each(kinds)('%s without the permission names it', async (kind) => {
    const { permission } = facts[kind];
    await using cloud = await cloudWith([task(kind, 'running')], { denied: [permission] });
    const ran = left(await runAction(cloud.inputs(kind)));
    expect(ran).toMatchObject({ code: 1, state: 'error', 'request-count': '1' });
    expect(ran.error).toContain(`Grant ${permission} to`);
  });

  test.concurrent.each(kinds)('%s is not found: check mode says so at once', async (kind) => {
    await using cloud = await cloudWith([task(kind, 'running', { id: 'another' })]);
    const ran = left(await runAction(cloud.inputs(kind, { mode: 'check' })));
    expect(ran).toMatchObject({ code: 1, state: 'not-found', status: '', 'request-count': '1' });
  });

  test.concurrent.each(kinds)('%s vanishes after it was seen', async (kind) => {
    await using cloud = await cloudWith([task(kind, 'running')]);
    void cloud.after(facts[kind].action, 1, [task(kind, 'running', { vanishesAt: 0 })]);
    const ran = left(await runAction(cloud.inputs(kind)));
    expect(ran).toMatchObject({ code: 1, state: 'not-found', status: facts[kind].running });
    expect(ran.message).toContain('missing from 3 answers in a row');
  });

  test.concurrent.each(kinds)('%s still runs: check mode looks once and exits 0', async (kind) => {
    await using cloud = await cloudWith([task(kind, 'running')]);
    const ran = left(await runAction(cloud.inputs(kind, { mode: 'check' })));
    const status = facts[kind].running;
    expect(ran).toMatchObject({ code: 0, state: 'running', status, 'request-count': '1' });
  });

  test.concurrent.each(kinds)('%s does not end in time', async (kind) => {
    await using cloud = await cloudWith([task(kind, 'running')]);
    const ran = left(await runAction(cloud.inputs(kind, { timeout: '1s' })));
    expect(ran).toMatchObject({ code: 1, state: 'timed-out', status: facts[kind].running });
    expect(ran['failed-task-ids']).toBe('');
    // The second look is the one exactly at the deadline.
    expect(cloud.requests).toHaveLength(2);
  });
});

describe('every end', () => {
  test.concurrent('pending in check mode', async () => {
    await using cloud = await cloudWith([task(ecs, 'pending')]);
    const ran = left(await runAction(cloud.inputs(ecs, { mode: 'check' })));
    expect(ran).toMatchObject({ code: 0, state: 'pending', status: 'PREPARING' });
  });

  test.concurrent('canceled in the cloud by somebody', async () => {
    await using cloud = await cloudWith([task(ecs, { at: 0, status: 'CANCELLED' })]);
    const ran = left(await runAction(cloud.inputs(ecs)));
    expect(ran).toMatchObject({ code: 1, state: 'canceled', 'failed-task-ids': 't-1' });
  });

  const partial = { at: 0, status: 'PARTITION_SUCCESS', imageId: 'm-1' };

  test.concurrent('partial is a failure, but its image is there', async () => {
    await using cloud = await cloudWith([task(ecs, partial)]);
    const ran = left(await runAction(cloud.inputs(ecs)));
    expect(ran).toMatchObject({ code: 1, state: 'partial', 'image-id': 'm-1' });
    expect(ran.error).toContain('accept-partial: true');
  });

  test.concurrent('partial is a success where the user accepts it', async () => {
    await using cloud = await cloudWith([task(ecs, partial)]);
    const ran = left(await runAction(cloud.inputs(ecs, { 'accept-partial': 'true' })));
    expect(ran).toMatchObject({ code: 0, state: 'partial', 'image-id': 'm-1' });
    expect(ran['failed-task-ids']).toBe('');
  });

  test.concurrent('an image that failed its tests exists all the same', async () => {
    await using cloud = await cloudWith([
      task(ecs, { at: 0, status: 'TEST_FAILED', imageId: 'm-2' }),
    ]);
    const ran = left(await runAction(cloud.inputs(ecs)));
    expect(ran).toMatchObject({ code: 1, state: 'failed', status: 'TEST_FAILED' });
    expect(ran['image-id']).toBe('m-2');
  });

  test.concurrent('a word that no document mentions is no success', async () => {
    await using cloud = await cloudWith([
      task(ecs, { at: 0, status: 'SUCCESSFUL' }, { anyStatus: true }),
    ]);
    const ran = await runAction(cloud.inputs(ecs, { timeout: '1s' }));
    expect(left(ran)).toMatchObject({ code: 1, state: 'timed-out', status: 'SUCCESSFUL' });
    expect(ran.warnings).toEqual([expect.objectContaining({ title: 'Unknown status' })]);
  });

  test.concurrent('wrong keys end the wait at once', async () => {
    await using cloud = await cloudWith([task(ecs, 'success')]);
    const ran = left(await runAction(cloud.inputs(ecs, { 'access-key-secret': 'not-the-secret' })));
    expect(ran).toMatchObject({ code: 1, state: 'error', 'request-count': '1' });
    expect(ran.error).toContain('SignatureDoesNotMatch');
  });

  test.concurrent('no task of the pipeline has been listed', async () => {
    const other = task(ecs, 'success', { parent: 'ip-1', vanishesAt: 0 });
    await using cloud = await cloudWith([other]);
    const inputs = { 'task-id': '', 'image-pipeline-id': 'ip-1', mode: 'check' };
    const ran = left(await runAction(cloud.inputs(ecs, inputs)));
    expect(ran).toMatchObject({ code: 1, state: 'not-found' });
  });
});

describe('what a deploy needs', () => {
  test.concurrent('the id of a machine image', async () => {
    const done = { at: 0, status: 'SUCCESS', imageId: 'm-3' };
    await using cloud = await cloudWith([task(ecs, done)]);
    const ran = left(await runAction(cloud.inputs(ecs)));
    expect(ran).toMatchObject({ 'image-id': 'm-3', image: '', 'resource-ids': '' });
  });

  test.concurrent('the reference of an accelerated image', async () => {
    const kind = 'alibaba-cr-artifact-build';
    const done = { at: 0, status: 'SUCCESS', targetRepoId: 'crr-web', targetTag: 'v1_accelerated' };
    await using cloud = await cloudWith([task(kind, done)]);
    const ran = left(await runAction(cloud.inputs(kind)));
    expect(ran.image).toBe(
      'sample-registry.cn-hangzhou.cr.aliyuncs.com/emulated/web:v1_accelerated',
    );
  });

  test.concurrent('an image that cannot be looked up is a warning, and the task a success', async () => {
    const kind = 'alibaba-cr-artifact-build';
    await using cloud = await cloudWith([task(kind, 'success')], { denied: ['cr:GetRepository'] });
    const ran = await runAction(cloud.inputs(kind));
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded', image: '' });
    expect(ran.warnings[0]?.message).toContain('cr:GetRepository');
  });

  test.concurrent('the nodes of a cluster task, and partial where one of them failed', async () => {
    const kind = 'alibaba-ack-task';
    const resources = [
      { data: 'i-1', status: 'success' },
      { data: 'i-2', status: 'failed' },
    ];
    await using cloud = await cloudWith([task(kind, { at: 0, status: 'success', resources })]);
    const ran = left(await runAction(cloud.inputs(kind)));
    expect(ran).toMatchObject({ code: 1, state: 'partial', 'resource-ids': 'i-1' });
  });

  test.concurrent('the id of a Volcengine image', async () => {
    const kind = 'volcengine-ecs-task';
    await using cloud = await cloudWith([task(kind, 'success', { parent: 'image-1' })]);
    const ran = left(await runAction(cloud.inputs(kind)));
    expect(ran['image-id']).toBe('image-1');
  });

  test.concurrent('`tasks` is written as soon as the ids are known', async () => {
    await using cloud = await cloudWith([task(ecs, 'running')]);
    void cloud.after(facts[ecs].action, 1, [task(ecs, 'success')]);
    const ran = await runAction(cloud.inputs(ecs));
    const [first] = ran.writes;
    expect(first?.name).toBe('tasks');
    expect(JSON.parse(first?.value ?? '')).toMatchObject([{ id: 't-1', state: 'running' }]);
    expect(ran.writes.slice(1).map(({ name }) => name)).toContain('tasks');
  });

  test.concurrent('several tasks: fail-fast stops at the first that failed', async () => {
    const tasks = [task(ecs, 'running', { id: 'slow' }), task(ecs, 'failed', { id: 'bad' })];
    await using cloud = await cloudWith(tasks);
    const ran = left(await runAction(cloud.inputs(ecs, { 'task-id': 'slow, bad' })));
    expect(ran).toMatchObject({ code: 1, state: 'failed', 'failed-task-ids': 'bad' });
  });

  test.concurrent('several tasks: without fail-fast all are waited for, then it fails', async () => {
    const tasks = [taskOf(ecs, 10, { id: 'slow' }), task(ecs, 'failed', { id: 'bad' })];
    await using cloud = await cloudWith(tasks, { speed: 10 });
    const inputs = { 'task-id': 'slow bad', 'fail-fast': 'false' };
    const ran = await runAction(cloud.inputs(ecs, inputs));
    expect(left(ran)).toMatchObject({ code: 1, state: 'failed', 'failed-task-ids': 'bad' });
    expect(tasksOf(ran)).toMatchObject([{ state: 'succeeded' }, { state: 'failed' }]);
  });

  test.concurrent('a job summary, unless it is not wanted', async () => {
    await using cloud = await cloudWith([task(ecs, 'success')]);
    const wanted = await runAction(cloud.inputs(ecs));
    const unwanted = await runAction(cloud.inputs(ecs, { 'job-summary': 'false' }));
    expect(wanted.summary).toContain('succeeded');
    expect(unwanted.summary).toBe('');
  });
});
