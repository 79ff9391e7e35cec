import { describe, expect, test } from '@jest/globals';
import type { TaskScript } from '../../../emulator/index.ts';
import { alibaba } from '../calls.ts';
import { epoch, standingEmulator } from '../standing.ts';

const start = standingEmulator();

describe('Container Registry', () => {
  const task: TaskScript = {
    kind: 'alibaba-cr-artifact-build',
    id: 'i2a-1',
    instanceId: 'cri-1',
    createdAt: epoch - 10_000,
    steps: [
      { at: 0, status: 'BUILDING' },
      { at: 20, status: 'SUCCESS', targetRepoId: 'crr-web', targetTag: 'v1' },
    ],
    log: ['one', 'two', 'three'],
  };
  const named = { InstanceId: 'cri-1', BuildTaskId: 'i2a-1' };

  test('answers in its shape, with times in seconds', async () => {
    const { url, clock, at } = await start([task]);
    const running = await alibaba(url, 'cr', 'GetArtifactBuildTask', named, at());
    expect(running.body).toMatchObject({
      TaskStatus: 'BUILDING',
      Code: 'success',
      IsSuccess: true,
    });
    expect(running.body).not.toHaveProperty('EndTime');
    clock.seconds = 10;
    const done = await alibaba(url, 'cr', 'GetArtifactBuildTask', named, at());
    expect(done.body).toMatchObject({
      StartTime: epoch / 1000 - 10,
      EndTime: epoch / 1000 + 10,
      TaskStatus: 'SUCCESS',
      TargetArtifact: { RepoId: 'crr-web', Version: 'v1', ArtifactType: 'IMAGE' },
    });
  });

  test.each([
    [{ ...named, BuildTaskId: 'none' }, 'BUILD_TASK_NOT_EXIST'],
    [{ ...named, InstanceId: 'cri-none' }, 'INSTANCE_NOT_EXIST'],
  ])('refuses %j inside HTTP 200', async (query, code) => {
    const { url, at, requests } = await start([task]);
    const { status, body } = await alibaba(url, 'cr', 'GetArtifactBuildTask', query, at());
    expect(status).toBe(200);
    expect(body).toMatchObject({ Code: code, IsSuccess: false });
    expect(requests[0]?.errorCode).toBe(code);
  });

  test('cancels by POST, once', async () => {
    const { url, at } = await start([task]);
    const cancel = () =>
      alibaba(url, 'cr', 'CancelArtifactBuildTask', named, { method: 'POST', ...at() });
    expect((await cancel()).body).toMatchObject({ Code: 'success', IsSuccess: true });
    const after = await alibaba(url, 'cr', 'GetArtifactBuildTask', named, at());
    expect(after.body.TaskStatus).toBe('CANCELED');
    expect((await cancel()).body.IsSuccess).toBe(false);
  });

  test('hands out the log, the repository, the endpoints and the tag', async () => {
    const { url, at } = await start([task]);
    const get = async (action: string, query: Record<string, string>) =>
      (await alibaba(url, 'cr', action, { InstanceId: 'cri-1', ...query }, at())).body;
    const page = { ...named, Page: '2', PageSize: '2' };
    expect(await get('ListArtifactBuildTaskLog', page)).toMatchObject({
      TotalCount: 3,
      BuildTaskLogs: [{ LineNumber: 3, Message: 'three' }],
    });
    expect(await get('GetRepository', { RepoId: 'crr-web' })).toMatchObject({
      RepoNamespaceName: 'emulated',
      RepoName: 'web',
    });
    expect((await get('GetRepository', { RepoId: 'crr-missing' })).Code).toBe('REPO_NOT_EXIST');
    expect(await get('ListInstanceEndpoint', { InstanceId: 'cri-vpc-only' })).toMatchObject({
      Endpoints: [
        { EndpointType: 'vpc', Enable: true },
        { EndpointType: 'internet', Enable: false },
      ],
    });
    expect(await get('GetRepoTag', { RepoId: 'crr-web', Tag: 'v1' })).toMatchObject({
      Digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
