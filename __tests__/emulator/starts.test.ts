import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Emulator, sampleTasks, startEmulator } from '../../emulator/index.ts';
import { kinds, serviceOf, startsOf } from '../../emulator/kinds.ts';
import { alibaba, volcengine } from './calls.ts';
import { send, signAlibaba, signVolcengine } from './client.ts';

let emulator: Emulator;
let seconds = 0;
beforeEach(async () => {
  seconds = 0;
  const epoch = Date.parse('2026-11-22T04:00:00Z');
  emulator = await startEmulator({ tasks: sampleTasks(), now: () => epoch + seconds * 1000 });
});
afterEach(() => emulator.close());

const date = () => Date.parse('2026-11-22T04:00:00Z') + seconds * 1000;
const ecs = (action: string, query: Record<string, string>) =>
  alibaba(emulator.url, 'ecs', action, query, { method: 'POST', date: date() });
const commit = (query: Record<string, string>) =>
  alibaba(emulator.url, 'eci', 'CommitContainer', query, { date: date() });
const scale = (pool: string, body: string, cluster = 'c-1') =>
  send(
    emulator.url,
    signAlibaba(emulator.url, {
      action: 'ScaleClusterNodePool',
      version: '2015-12-15',
      method: 'POST',
      path: `/clusters/${cluster}/nodepools/${pool}`,
      body,
      date: date(),
    }),
  );
const images = (action: string, query: Record<string, string>) =>
  send(
    emulator.url,
    signVolcengine(emulator.url, { action, version: '2020-04-01', query, date: date() }),
  );

const container = { ContainerGroupId: 'eci-1', ContainerName: 'worker0' };
const commitState = async (id: unknown) => {
  const query = { 'TaskId.1': String(id) };
  const { body } = await alibaba(emulator.url, 'eci', 'DescribeCommitContainerTask', query, {
    date: date(),
  });
  return (body.CommitTasks as { TaskStatus: string }[])[0]?.TaskStatus;
};

test('every kind whose vendor has a call for it can be started', () => {
  expect(Object.fromEntries(kinds.map((kind) => [kind, startsOf(kind)]))).toEqual({
    'alibaba-ack-task': ['ScaleClusterNodePool'],
    // A push starts these builds, and no call.
    'alibaba-cr-artifact-build': [],
    'alibaba-eci-commit': ['CommitContainer'],
    'alibaba-ecs-image-pipeline': ['StartImagePipelineExecution'],
    'alibaba-ecs-task': ['ImportImage', 'ExportImage'],
    'volcengine-ecs-task': ['CreateImage', 'ImportImage', 'CopyImage', 'ExportImage'],
  });
});

describe('how a started task goes', () => {
  test('is as the sample that works out, from the call on', async () => {
    const { body } = await commit(container);
    expect(await commitState(body.TaskId)).toBe('Running');
    seconds = 24;
    expect(await commitState(body.TaskId)).toBe('Succeeded');
  });

  test('is as another sample where a text of the call has its ending', async () => {
    const { body } = await commit({ ...container, 'Image.Tag': 'v1-fails' });
    seconds = 20;
    expect(await commitState(body.TaskId)).toBe('Failed');
  });

  test('is as a rule says, for as many tasks as it says', async () => {
    emulator.setStarts([
      { kind: 'alibaba-ack-task', ending: 'fails' },
      { kind: 'alibaba-eci-commit', ending: 'fails', seconds: 5, count: 1 },
    ]);
    const [first, second] = [await commit(container), await commit(container)];
    seconds = 5;
    expect(await commitState(first.body.TaskId)).toBe('Failed');
    expect(await commitState(second.body.TaskId)).toBe('Running');
  });

  test('is as the steps of a rule, which a request can set', async () => {
    const rule = {
      kind: 'alibaba-eci-commit',
      steps: [
        { at: 0, status: 'Running' },
        { at: 100, status: 'Succeeded' },
      ],
    };
    const set = await send(emulator.url, {
      method: 'PUT',
      path: '/_emulator/starts',
      body: JSON.stringify([rule]),
    });
    expect(set).toMatchObject({ status: 200, body: { starts: [rule] } });
    const { body } = await commit(container);
    seconds = 99;
    expect(await commitState(body.TaskId)).toBe('Running');
    seconds = 100;
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
    const answer = await send(emulator.url, { method: 'PUT', path: '/_emulator/starts', body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
  });
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
    seconds = 25;
    expect((await start({ ImagePipelineId: 'ip-sample' })).status).toBe(200);
  });

  test('makes a new image each time, which is there afterwards', async () => {
    const imageOf = async () => {
      await start({ ImagePipelineId: 'ip-1' });
      seconds += 25;
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
  seconds = 24;
  const path = `/tasks/${body.task_id}`;
  const task = await alibaba(emulator.url, 'cs', 'DescribeTaskInfo', {}, { path, date: date() });
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
  const found = await volcengine(emulator.url, { 'ResourceIds.1': ImageId }, { date: date() });
  expect(found.body.Result).toMatchObject({
    Tasks: [{ ResourceId: ImageId, Type: action, Status: 'Pending' }],
  });
});

test('ExportImage of Volcengine gives the task', async () => {
  const query = { ImageId: 'image-1', TOSBucket: 'bucket', TOSPrefix: 'web' };
  const { TaskId } = (await images('ExportImage', query)).body.Result as { TaskId: string };
  const found = await volcengine(emulator.url, { 'TaskIds.1': TaskId }, { date: date() });
  expect(found.body.Result).toMatchObject({ Tasks: [{ Id: TaskId, Type: 'ExportImage' }] });
});

const disk = {
  'DiskDeviceMapping.1.OSSBucket': 'bucket',
  'DiskDeviceMapping.1.OSSObject': 'web.qcow2',
};
const exported = { ImageId: 'm-1', OSSBucket: 'bucket' };
const made = { ImageName: 'web', InstanceId: 'i-1' };
const copied = { ImageId: 'image-1', ImageName: 'web', DestinationRegion: 'cn-shanghai' };
const without = (from: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));

describe('a start is refused', () => {
  test.each([
    [() => commit(without(container, 'ContainerGroupId')), '400 MissingParameter.ContainerGroupId'],
    [() => commit(without(container, 'ContainerName')), '400 MissingParameter.ContainerName'],
    [() => ecs('StartImagePipelineExecution', {}), '400 MissingParameter.ImagePipelineId'],
    [
      () => ecs('StartImagePipelineExecution', { ImagePipelineId: 'ip-missing' }),
      '404 InvalidImagePipeline.NotFound',
    ],
    [() => ecs('ImportImage', { ImageName: 'web' }), '403 MissingParameter.DiskDeviceMapping'],
    [
      () => ecs('ImportImage', { ...disk, 'DiskDeviceMapping.1.OSSBucket': 'missing' }),
      '400 InvalidOSSBucket.NotFound',
    ],
    [
      () => ecs('ImportImage', without(disk, 'DiskDeviceMapping.1.OSSObject')),
      '400 InvalidOSSObject.NotFound',
    ],
    [() => ecs('ImportImage', { ...disk, ImageName: '1' }), '400 InvalidImageName.Malformed'],
    [() => ecs('ImportImage', { ...disk, DryRun: 'true' }), '400 DryRunOperation'],
    [() => ecs('ExportImage', without(exported, 'ImageId')), '400 MissingParameter'],
    [
      () => ecs('ExportImage', { ...exported, ImageId: 'm-missing' }),
      '404 InvalidImageId.NotFound',
    ],
    [() => ecs('ExportImage', { ...exported, OSSPrefix: 'a/b' }), '400 InvalidOSSPrefix.Malformed'],
    [
      () => ecs('ExportImage', { ...exported, ImageFormat: 'iso' }),
      '400 InvalidImageFormat.Malformed',
    ],
    [() => scale('np-1', '{"count": 0}'), '400 InvalidParameter'],
    [() => scale('np-1', 'count=1'), '400 InvalidParameter'],
    [() => scale('np-missing', '{"count": 1}'), '404 ErrorNodePoolNotFound'],
    [() => scale('np-1', '{"count": 1}', 'c-missing'), '404 ErrorClusterNotFound'],
    [() => images('CreateImage', without(made, 'ImageName')), '400 MissingParameter'],
    [() => images('CreateImage', without(made, 'InstanceId')), '400 MissingParameter'],
    [
      () => images('CreateImage', { ...made, InstanceId: 'i-missing' }),
      '404 InvalidInstance.NotFound',
    ],
    [() => images('ImportImage', { ImageName: 'web' }), '400 MissingParameter'],
    [() => images('CopyImage', without(copied, 'DestinationRegion')), '400 MissingParameter'],
    [() => images('ExportImage', { ImageId: 'image-1' }), '400 MissingParameter'],
  ])('%s: %s', async (call, expected) => {
    const { status, body } = await call();
    const { Error: inside } = (body.ResponseMetadata ?? {}) as { Error?: { Code: string } };
    expect(`${status} ${inside?.Code ?? body.Code ?? body.code}`).toBe(expected);
    const begun = emulator.place().tasks.length;
    expect(begun).toBe(sampleTasks().length);
  });

  test.each(kinds.flatMap((kind) => startsOf(kind).map((action) => [kind, action] as const)))(
    '%s %s, without the permission or a signature',
    (kind, action) => {
      const operation = serviceOf(kind).operations.find((each) => each.action === action);
      expect(operation).toMatchObject({
        signed: true,
        permission: expect.stringContaining(action),
      });
    },
  );
});
