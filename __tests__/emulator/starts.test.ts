import { describe, expect, test } from '@jest/globals';
import { kinds, startsOf } from '../../emulator/kinds.ts';
import { CONTRACT } from '../support/contract.ts';
import { alibaba, volcengine } from './calls.ts';
import { send } from './client.ts';
import { container, starting } from './starting.ts';

const at = starting();
const { ecs, commit, scale, images } = at;

const commitState = async (id: unknown) => {
  const query = { 'TaskId.1': String(id) };
  const { body } = await alibaba(at.emulator.url, 'eci', 'DescribeCommitContainerTask', query, {
    date: at.date(),
  });
  return (body.CommitTasks as { TaskStatus: string }[] | undefined)?.[0]?.TaskStatus;
};

test.each(kinds)('%s is started by the calls of its contract', (kind) => {
  expect(startsOf(kind)).toEqual(CONTRACT[kind].starts ?? []);
});

describe('how a started task goes', () => {
  test('is as the sample that works out, from the call on', async () => {
    const { body } = await commit(container);
    expect(await commitState(body.TaskId)).toBe('Running');
    at.seconds = 24;
    expect(await commitState(body.TaskId)).toBe('Succeeded');
  });

  test('is as another sample where a text of the call has its ending', async () => {
    const { body } = await commit({ ...container, 'Image.Tag': 'v1-fails' });
    at.seconds = 20;
    expect(await commitState(body.TaskId)).toBe('Failed');
  });

  test('is as a rule says, for as many tasks as it says', async () => {
    at.emulator.setStarts([
      { kind: 'alibaba-ack-task', ending: 'fails' },
      { kind: 'alibaba-eci-commit', ending: 'fails', seconds: 5, count: 1 },
    ]);
    const [first, second] = [await commit(container), await commit(container)];
    at.seconds = 5;
    expect(await commitState(first.body.TaskId)).toBe('Failed');
    expect(await commitState(second.body.TaskId)).toBe('Running');
  });

  test('is not as a rule whose ending its kind does not know', async () => {
    at.emulator.setStarts([{ ending: 'partial', count: 1 }, { ending: 'fails' }]);
    const { body } = await commit(container);
    at.seconds = 20;
    expect(await commitState(body.TaskId)).toBe('Failed');
  });

  test('is as the steps of a rule, which a request can set', async () => {
    const rule = {
      kind: 'alibaba-eci-commit',
      steps: [
        { at: 0, status: 'Running' },
        { at: 100, status: 'Succeeded' },
      ],
    };
    const set = await send(at.emulator.url, {
      method: 'PUT',
      path: '/_emulator/starts',
      body: JSON.stringify([rule]),
    });
    expect(set).toMatchObject({ status: 200, body: { starts: [rule] } });
    const { body } = await commit(container);
    at.seconds = 99;
    expect(await commitState(body.TaskId)).toBe('Running');
    at.seconds = 100;
    expect(await commitState(body.TaskId)).toBe('Succeeded');
  });

  test.each([
    [{ kind: 'x' }, 'kind is one of'],
    [{ ending: 'badly' }, 'ending is one of ok, fails, partial'],
    [{ kind: 'alibaba-eci-commit', ending: 'partial' }, 'ending is one of ok, fails'],
    [{ seconds: 0 }, 'seconds is a number over 0'],
    [{ count: 1.5 }, 'count is a whole number over 0'],
    [{ steps: [{ at: 0, status: 'Running' }] }, 'steps need a kind'],
    [
      { kind: 'alibaba-eci-commit', steps: [{ at: 0, status: 'Suceeded' }] },
      'Did you mean Succeeded?',
    ],
  ])('is no rule: %j', async (rule, message) => {
    const body = JSON.stringify(rule);
    const answer = await send(at.emulator.url, { method: 'PUT', path: '/_emulator/starts', body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
  });
});

test('a fault strikes what waits; a call that starts a task, only where it is named', async () => {
  at.emulator.setFaults([{ fault: 'throttled-429' }]);
  const { status, body } = await commit(container);
  expect(status).toBe(200);
  expect(await commitState(body.TaskId)).toBeUndefined();
  at.emulator.setFaults([{ fault: 'throttled-429', action: 'CommitContainer' }]);
  expect((await commit(container)).status).toBe(429);
});

test('a sample is still there by its id after a task of the same parent was started', async () => {
  const { body } = await commit({ ...container, ContainerGroupId: 'eci-sample' });
  const query = { ContainerGroupId: 'eci-sample' };
  const listed = await alibaba(at.emulator.url, 'eci', 'DescribeCommitContainerTask', query, {
    date: at.date(),
  });
  expect(listed.body.CommitTasks).toMatchObject([{ TaskId: body.TaskId }]);
  expect(await commitState('t-eci-ok')).toBe('Running');
});

describe('an image pipeline', () => {
  const start = (query: Record<string, string>) => ecs('StartImagePipelineExecution', query);
  const executions = async (pipeline: string) => {
    const query = { ImagePipelineId: pipeline };
    const { body } = await ecs('DescribeImagePipelineExecutions', query);
    return (body.ImagePipelineExecution as { ImagePipelineExecutionSet: object[] })
      .ImagePipelineExecutionSet;
  };

  test('has one execution at a time, and the sample of the pipeline is not in its way', async () => {
    const { body } = await start({ ImagePipelineId: 'ip-sample' });
    expect(await executions('ip-sample')).toMatchObject([{ ExecutionId: body.ExecutionId }]);
    expect(await start({ ImagePipelineId: 'ip-sample' })).toMatchObject({
      status: 403,
      body: { Code: 'InvalidImagePipeline.HasRunningExecution' },
    });
    at.seconds = 25;
    expect((await start({ ImagePipelineId: 'ip-sample' })).status).toBe(200);
  });

  test('makes a new image each time, which is there afterwards', async () => {
    const imageOf = async () => {
      await start({ ImagePipelineId: 'ip-1' });
      at.seconds += 25;
      const done = (await executions('ip-1')) as { ImageId: string; CreationTime: string }[];
      return done.toSorted((a, b) => a.CreationTime.localeCompare(b.CreationTime)).at(-1)?.ImageId;
    };
    const [first, second] = [await imageOf(), await imageOf()];
    expect(first).toMatch(/^m-\w+$/);
    expect(second).not.toBe(first);
    const { body } = await ecs('DescribeImages', { ImageId: String(second) });
    expect(body.TotalCount).toBe(1);
  });

  test('is started once by one token', async () => {
    const query = { ImagePipelineId: 'ip-1', ClientToken: 'once' };
    const [first, second] = [await start(query), await start(query)];
    expect(second.body.ExecutionId).toBe(first.body.ExecutionId);
    expect(await executions('ip-1')).toHaveLength(1);
  });

  test('is known in the region of its start alone', async () => {
    await start({ ImagePipelineId: 'ip-1' });
    const query = { ImagePipelineId: 'ip-1', RegionId: 'cn-beijing' };
    expect((await ecs('DescribeImagePipelineExecutions', query)).body.TotalCount).toBe(0);
  });
});

test('nodes that are added are as many as were asked for', async () => {
  const { body } = await scale('np-1', '{"count": 2}');
  expect(body).toEqual({ task_id: expect.stringMatching(/^T-\w+$/) });
  at.seconds = 24;
  const path = `/tasks/${body.task_id}`;
  const task = await alibaba(
    at.emulator.url,
    'cs',
    'DescribeTaskInfo',
    {},
    { path, date: at.date() },
  );
  expect(task.body).toMatchObject({
    state: 'success',
    cluster_id: 'c-1',
    task_result: [{ status: 'success' }, { status: 'success' }],
  });
});

test.each([
  ['CreateImage', { InstanceId: 'i-1' }],
  ['ImportImage', { Url: 'https://bucket.example/image.qcow2' }],
  ['CopyImage', { ImageId: 'image-1', DestinationRegion: 'cn-shanghai' }],
])('%s of Volcengine gives an image, and the task is found by it', async (action, query) => {
  const { body } = await images(action, { ImageName: 'web', ...query });
  const { ImageId } = body.Result as { ImageId: string };
  expect(body.Result).toEqual({ ImageId: expect.stringMatching(/^image-\w+$/) });
  const found = await volcengine(
    at.emulator.url,
    { 'ResourceIds.1': ImageId },
    { date: at.date() },
  );
  expect(found.body.Result).toMatchObject({
    Tasks: [{ ResourceId: ImageId, Type: action, Status: 'Pending' }],
  });
});

test('ExportImage of Volcengine gives the task', async () => {
  const query = { ImageId: 'image-1', TOSBucket: 'bucket', TOSPrefix: 'web' };
  const { TaskId } = (await images('ExportImage', query)).body.Result as { TaskId: string };
  const found = await volcengine(at.emulator.url, { 'TaskIds.1': TaskId }, { date: at.date() });
  expect(found.body.Result).toMatchObject({ Tasks: [{ Id: TaskId, Type: 'ExportImage' }] });
});
