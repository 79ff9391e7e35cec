import type { Call } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend } from '../operation.ts';
import { checkRegion, isMissing, newId, type OwnPart } from './shared.ts';

const kind = 'alibaba-ecs-task';

/** ImportImage and ExportImage of ECS; codes and messages are those of their reference pages (the second: documentation 58216). */
export const imageTasks: OwnPart[] = [
  { action: 'ImportImage', permission: 'ecs:ImportImage', starts: true, run: importImage },
  { action: 'ExportImage', permission: 'ecs:ExportImage', starts: true, run: exportImage },
];

/** What an image may be called (model of the SDK, `ecs-20140526`); letters are those of any alphabet. */
const imageName = /^(?!aliyun|acs:)(?!.*https?:\/\/)\p{L}[\p{L}\d.:_-]{1,127}$/u;

const disk = /^DiskDeviceMapping\.(\d+)\.OSS(?:Bucket|Object)$/;

function importImage({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const disks = Object.keys(params).flatMap((name) => disk.exec(name)?.[1] ?? []);
  if (disks.length === 0) {
    throw new ApiError(
      403,
      'MissingParameter.DiskDeviceMapping',
      'The specified parameter DiskDeviceMapping is not supplied.',
    );
  }
  const files = [...new Set(disks)].map((number) => ({
    bucket: params[`DiskDeviceMapping.${number}.OSSBucket`],
    object: params[`DiskDeviceMapping.${number}.OSSObject`],
  }));
  for (const { bucket, object } of files) {
    if (!bucket || isMissing(bucket)) throw noBucket();
    if (!object || isMissing(object)) {
      throw new ApiError(
        400,
        'InvalidOSSObject.NotFound',
        'The specified OSS object does not exist in this region.',
      );
    }
  }
  const name = params.ImageName ?? '';
  if (name !== '' && !imageName.test(name)) {
    throw new ApiError(
      400,
      'InvalidImageName.Malformed',
      'The specified Image name is wrongly formed.',
    );
  }
  stopDryRun(params);
  const task = backend.starts.begin({
    kind,
    id: newId('t'),
    parent: newId('m'),
    type: 'ImportImage',
    region,
    token: params.ClientToken,
    texts: [name, ...files.map(({ object = '' }) => object)],
  });
  return { body: { ImageId: task.parent, RegionId: region, TaskId: task.id } };
}

function exportImage({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const { ImageId: image = '', OSSBucket: bucket = '', OSSPrefix: prefix = '' } = params;
  for (const [name, text] of Object.entries({ ImageId: image, OSSBucket: bucket })) {
    if (text === '') throw notSupplied(name);
  }
  if (isMissing(image)) {
    throw new ApiError(404, 'InvalidImageId.NotFound', 'The specified ImageId does not exist.');
  }
  if (isMissing(bucket)) throw noBucket();
  if (prefix !== '' && !/^[A-Za-z\d]{1,30}$/.test(prefix)) {
    throw new ApiError(
      400,
      'InvalidOSSPrefix.Malformed',
      'The specified OSSPrefix format is wrongly formed.',
    );
  }
  if (!/^(raw|vhd|qcow2|vmdk|vdi)$/i.test(params.ImageFormat || 'raw')) {
    throw new ApiError(
      400,
      'InvalidImageFormat.Malformed',
      'The specified Image Format is wrongly formed.',
    );
  }
  stopDryRun(params);
  const task = backend.starts.begin({
    kind,
    id: newId('tsk'),
    parent: image,
    type: 'ExportImage',
    region,
    texts: [image, bucket],
  });
  return { body: { RegionId: region, TaskId: task.id } };
}

/** How these pages word it; others put the parameter's name into the code. */
function notSupplied(name: string): ApiError {
  return new ApiError(
    400,
    'MissingParameter',
    `An input parameter "${name}" that is mandatory for processing the request is not supplied.`,
  );
}

function noBucket(): ApiError {
  return new ApiError(
    400,
    'InvalidOSSBucket.NotFound',
    'The specified OSS bucket does not exist in this region.',
  );
}

/** A dry run that is right ends with an error code too (model of the SDK); its status is not documented. */
function stopDryRun(params: Record<string, string>): void {
  if (params.DryRun?.toLowerCase() !== 'true') return;
  throw new ApiError(
    400,
    'DryRunOperation',
    'Request validation has been passed with DryRun flag set.',
  );
}
