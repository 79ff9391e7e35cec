import { afterEach, describe, expect, test } from '@jest/globals';
import type { EmulatorOptions, Kind, Step, TaskScript } from '../../emulator/index.ts';
import type { ProviderOptions } from '../../src/providers/provider.ts';
import { closeStages, connectToScript, stage } from '../support/connected.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

afterEach(closeStages);

async function observe(kind: Kind, step: Omit<Step, 'at'>, parent?: string) {
  const script = { kind, id: 't-1', steps: [{ at: 0, ...step }], ...(parent && { parent }) };
  const { provider } = await stage(kind, { tasks: [script] });
  return (await provider.ask(['t-1'], untouched()))[0];
}

describe('the image of a Container Registry build', () => {
  const kind = 'alibaba-cr-artifact-build';
  const instance = (id: string) => ({ 'instance-id': id });
  const done = { at: 0, status: 'SUCCESS', targetRepoId: 'crr-web', targetTag: 'v1_accelerated' };

  async function describeImage(
    options: Partial<ProviderOptions> = {},
    emulator: EmulatorOptions = {},
    change: { step?: Partial<Step>; extra?: Record<string, unknown> } = {},
  ) {
    const { step, extra = {} } = change;
    const tasks: TaskScript[] = [{ kind, id: 't-1', steps: [{ ...done, ...step }], extra }];
    const { provider } = await stage(kind, { tasks, ...emulator }, options);
    const [task] = await provider.ask(['t-1'], untouched());
    return task && provider.describeResult?.(task, untouched());
  }

  test.each<[string, Partial<ProviderOptions>, string]>([
    ['the public network', { given: instance('cri-shop') }, 'shop-registry'],
    ['the VPC', { given: instance('cri-shop'), network: 'vpc' }, 'shop-registry-vpc'],
    ['any network that is on', { given: instance('cri-vpc-only') }, 'vpc-only-registry-vpc'],
  ])('has the domain of %s', async (_, options, domain) => {
    const image = `${domain}.cn-hangzhou.cr.aliyuncs.com/emulated/web:v1_accelerated`;
    expect(await describeImage(options)).toEqual({ image });
  });

  test.each<[string, Parameters<typeof describeImage>, string]>([
    ['no endpoint is on', [{ given: instance('cri-no-endpoint') }], 'no enabled endpoint'],
    ['GetRepository is denied', [{}, { denied: ['cr:GetRepository'] }], 'cr:GetRepository'],
    [
      'ListInstanceEndpoint is denied',
      [{}, { denied: ['cr:ListInstanceEndpoint'] }],
      'cr:ListInstanceEndpoint',
    ],
    [
      'the repository is gone',
      [{}, {}, { step: { targetRepoId: 'crr-missing' } }],
      'REPO_NOT_EXIST',
    ],
    [
      'the answer names no target',
      [{}, {}, { extra: { TargetArtifact: undefined } }],
      'no target artifact',
    ],
  ])('is empty with a warning where %s', async (_, args, warning) => {
    expect(await describeImage(...args)).toEqual({ warning: expect.stringContaining(warning) });
  });

  test("is at the user's own domain where there is one", async () => {
    const endpoint = (EndpointType: string, Domains: { Type: string; Domain: string }[]) => ({
      EndpointType,
      Enable: true,
      Domains,
    });
    const bodies: Record<string, unknown> = {
      GetArtifactBuildTask: {
        BuildTaskId: 't-1',
        TaskStatus: 'SUCCESS',
        TargetArtifact: { RepoId: 'crr-1', Version: 'v1' },
      },
      GetRepository: { RepoNamespaceName: 'shop', RepoName: 'web' },
      ListInstanceEndpoint: {
        Endpoints: [
          endpoint('vpc', [{ Type: 'USER', Domain: 'inside.example' }]),
          endpoint('internet', [
            { Type: 'SYSTEM', Domain: 'shop-registry.example' },
            { Type: 'USER', Domain: 'images.example' },
          ]),
        ],
      },
    };
    const http = scriptedHttp(({ headers }) => answer(bodies[headers['x-acs-action'] ?? '']));
    const provider = connectToScript(kind, testWorld(http));
    const [task] = await provider.ask(['t-1'], untouched());
    const result = task && (await provider.describeResult?.(task, untouched()));
    expect(result).toEqual({ image: 'images.example/shop/web:v1' });
  });
});

describe('the image id', () => {
  test.each([
    ['SUCCESS', 'm-1'],
    ['PARTITION_SUCCESS', 'm-1'],
    ['TEST_FAILED', 'm-1'],
    ['test_failed', 'm-1'],
    ['FAILED', undefined],
    ['failed', undefined],
    ['CANCELLED', undefined],
  ])('of an image pipeline that is %s is %s', async (status, expected) => {
    const seen = await observe('alibaba-ecs-image-pipeline', { status, imageId: 'm-1' });
    expect(seen?.imageId).toBe(expected);
  });

  test.each([
    ['Succeeded', 'image-1'],
    ['Failed', undefined],
    ['Running', undefined],
  ])('of a Volcengine task that is %s is %s', async (status, expected) => {
    expect((await observe('volcengine-ecs-task', { status }, 'image-1'))?.imageId).toBe(expected);
  });
});

test('the resource ids of an ACK task are those that succeeded; the others are named', async () => {
  const resources = ['success', 'failed', 'initial', 'success'].map((status, index) => ({
    data: `i-${index}`,
    status,
  }));
  const seen = await observe('alibaba-ack-task', { status: 'success', resources });
  expect(seen).toMatchObject({ resourceIds: ['i-0', 'i-3'], message: 'Failed for i-1.' });
});
