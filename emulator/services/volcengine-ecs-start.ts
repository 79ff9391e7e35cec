import type { Call } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend } from '../operation.ts';
import { isMissing, need, newId, type OwnPart } from './shared.ts';

const kind = 'volcengine-ecs-task';

/**
 * The calls that make images (volcengine-go-sdk `service/ecs/api_create_image.go` and its siblings). Three of them answer
 * with the image's id alone: the task is found by it. An export answers with the task's.
 */
export const imageTasks: OwnPart[] = [
  { action: 'CreateImage', permission: 'ecs:CreateImage', starts: true, run: create },
  { action: 'ImportImage', permission: 'ecs:ImportImage', starts: true, run: importImage },
  { action: 'CopyImage', permission: 'ecs:CopyImage', starts: true, run: copy },
  { action: 'ExportImage', permission: 'ecs:ExportImage', starts: true, run: exportImage },
];

function create({ params }: Call, backend: Backend): Answer {
  const name = need(params, 'ImageName');
  const { InstanceId = '', SnapshotId = '', SnapshotGroupId = '' } = params;
  const source = InstanceId || SnapshotId || SnapshotGroupId;
  // The SDK asks for the name alone; an image of nothing there is not.
  if (source === '') need(params, 'InstanceId');
  if (isMissing(source)) throw notFound('InvalidInstance', 'instance');
  return image('CreateImage', [name, source], backend);
}

/** The SDK marks no parameter as required; without these two there is nothing to import. */
function importImage({ params }: Call, backend: Backend): Answer {
  const name = params.ImageName || need(params, 'Name');
  const url = need(params, 'Url');
  return image('ImportImage', [name, url], backend);
}

/** Nor here; which of the two regions lists the task is not documented, so both do. */
function copy({ params }: Call, backend: Backend): Answer {
  const source = need(params, 'ImageId');
  const name = need(params, 'ImageName');
  need(params, 'DestinationRegion');
  if (isMissing(source)) throw notFound('InvalidImage', 'image');
  return image('CopyImage', [name, source], { ...backend, region: undefined });
}

function exportImage({ params }: Call, backend: Backend): Answer {
  const source = need(params, 'ImageId');
  const bucket = need(params, 'TOSBucket');
  const prefix = need(params, 'TOSPrefix');
  if (isMissing(source)) throw notFound('InvalidImage', 'image');
  const { region } = backend;
  const task = backend.starts.begin({
    kind,
    id: newId('t'),
    parent: source,
    type: 'ExportImage',
    ...(region && { region }),
    texts: [source, bucket, prefix],
  });
  return { body: { TaskId: task.id } };
}

function image(type: string, texts: string[], { starts, region }: Backend): Answer {
  const ImageId = newId('image');
  starts.begin({
    kind,
    id: newId('t'),
    parent: ImageId,
    type,
    ...(region && { region }),
    texts,
  });
  return { body: { ImageId } };
}

/** Made like the codes that the service has for others; those of these calls are not documented. */
function notFound(code: string, what: string): ApiError {
  return new ApiError(404, `${code}.NotFound`, `The specified ${what} does not exist.`);
}
