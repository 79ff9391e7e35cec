import { describe, expect, test } from '@jest/globals';
import { sampleTasks } from '../../emulator/index.ts';
import { kinds, serviceOf, startsOf } from '../../emulator/kinds.ts';
import { container, starting } from './starting.ts';

const at = starting();
const { ecs, commit, scale, images } = at;

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
    const begun = at.emulator.place().tasks.length;
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
