import type { Call } from '../call.ts';
import { utcSeconds } from '../clock.ts';
import { ApiError, missing } from '../errors.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { page, wholeNumber } from '../paging.ts';
import { samples } from '../samples/ecs.ts';
import type { Service } from '../service.ts';
import type { TaskView } from '../timeline.ts';
import { execution } from './ecs-start.ts';
import { checkRegion, need } from './shared.ts';

const kind = 'alibaba-ecs-image-pipeline';

const open = [
  'PREPARING',
  'REPAIRING',
  'BUILDING',
  'TESTING',
  'DISTRIBUTING',
  'RELEASING',
  'CANCELLING',
];
const last = ['SUCCESS', 'PARTITION_SUCCESS', 'FAILED', 'TEST_FAILED', 'CANCELLED'];
const words = [...open, ...last];

const common = {
  version: '2014-05-26',
  cloud: 'alibaba',
  envelope: 'alibaba',
  methods: ['GET', 'POST'],
  signed: true,
  kind,
} as const;

/** Elastic Compute Service 2014-05-26, as far as image pipelines go. */
const operations: Operation[] = [
  {
    ...common,
    action: 'DescribeImagePipelineExecutions',
    permission: 'ecs:DescribeImagePipelineExecutions',
    run: describe,
  },
  {
    ...common,
    action: 'CancelImagePipelineExecution',
    permission: 'ecs:CancelImagePipelineExecution',
    run: cancel,
  },
  {
    ...common,
    action: 'DescribeImages',
    permission: 'ecs:DescribeImages',
    run: describeImages,
  },
  { ...common, ...execution },
];

export const ecs: Service<'alibaba-ecs-image-pipeline'> = {
  kind,
  words: {
    running: 'BUILDING',
    success: 'SUCCESS',
    open,
    last,
  },
  answers: {
    action: 'DescribeImagePipelineExecutions',
    entries: ['ImagePipelineExecution', 'ImagePipelineExecutionSet'],
    deciding: ['ExecutionId', 'Status'],
    optional: ['ErrorCode', 'ErrorInfo'],
    parent: { param: 'ImagePipelineId', fields: ['ImagePipelineId'] },
  },
  samples,
  operations,
};

function describe({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const { ExecutionId: id, ImagePipelineId: pipeline, Status: status } = params;
  if (!id && !pipeline) throw missing('ImagePipelineId');
  const size = wholeNumber(params.MaxResults, 50);
  if (!(size >= 1 && size <= 500)) {
    throw new ApiError(400, 'InvalidParameter.MaxResults', 'MaxResults must be 1 to 500.');
  }
  const asked = status ? status.split(',') : words;
  const strange = asked.find((word) => !words.includes(word));
  if (strange !== undefined) {
    throw new ApiError(400, 'InvalidParameter.Status', `The Status ${strange} is not valid.`);
  }
  if (pipeline && !backend.tasks.scripts(kind).some((script) => script.parent === pipeline)) {
    throw new ApiError(
      404,
      'InvalidImagePipeline.NotFound',
      `The specified image pipeline ${pipeline} does not exist.`,
    );
  }
  // An unknown execution is an empty list and not an error (terraform-provider-alicloud `service_alicloud_ecs_v2.go`).
  const found = backend
    .find({ kind, region, ...(id && { ids: [id] }), ...(pipeline && { parents: [pipeline] }) })
    .filter((view) => !status || asked.includes(view.status));
  const part = page(found, params.NextToken, size);
  if (!part) {
    throw new ApiError(403, 'Invalid.NextToken', 'The specified NextToken is not valid.');
  }
  return {
    body: {
      NextToken: part.nextToken,
      TotalCount: found.length,
      MaxResults: size,
      ImagePipelineExecution: { ImagePipelineExecutionSet: part.items.map(entry) },
    },
  };
}

function entry(view: TaskView): Record<string, unknown> {
  const { step } = view;
  return {
    CreationTime: utcSeconds(view.createdAt),
    ImagePipelineId: view.script.parent ?? 'ip-emulated',
    Status: view.status,
    ModifiedTime: utcSeconds(view.modifiedAt),
    ResourceGroupId: 'rg-emulated',
    Message: step.message ?? '',
    ImageId: step.imageId ?? '',
    ExecutionId: view.id,
    Tags: { Tag: [] },
    // Not on the reference page, but in the model of the SDK (`ecs-20140526`).
    ...(step.errorCode !== undefined && { ErrorCode: step.errorCode }),
    ...(step.errorInfo !== undefined && { ErrorInfo: step.errorInfo }),
    ...view.script.extra,
  };
}

function cancel({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const id = need(params, 'ExecutionId');
  const view = backend.find({ kind, region, ids: [id] }).find((each) => each.id === id);
  if (!view) {
    throw new ApiError(
      404,
      'InvalidImagePipelineExecution.NotFound',
      `The specified execution ${id} does not exist.`,
    );
  }
  const early = ['PREPARING', 'REPAIRING', 'BUILDING'].includes(view.status);
  if (!early || view.script.cancelable === false) {
    throw new ApiError(
      403,
      'InvalidStatus.ImagePipelineExecution',
      `An execution that is ${view.status} cannot be canceled.`,
    );
  }
  backend.tasks.divert(kind, id, [
    { at: 0, status: 'CANCELLING', message: 'Canceling on request.' },
    { at: 1, status: 'CANCELLED', message: 'Canceled on request.' },
  ]);
  return { body: {} };
}

/** Images of the pipelines so far. Without Status only Available ones, as the real API has it. */
function describeImages({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const ids = params.ImageId?.split(',') ?? [];
  const status = params.Status?.split(',') ?? ['Available'];
  const images = backend.find({ kind, region }).flatMap(({ step }) => {
    const { imageId: ImageId, imageStatus: Status = 'Available' } = step;
    return ImageId === undefined ? [] : [{ ImageId, Status }];
  });
  const known = images.filter(
    (image, index) =>
      (ids.length === 0 || ids.includes(image.ImageId)) &&
      status.includes(image.Status) &&
      images.findIndex(({ ImageId }) => ImageId === image.ImageId) === index,
  );
  return {
    body: {
      TotalCount: known.length,
      PageNumber: 1,
      PageSize: 10,
      RegionId: region,
      Images: { Image: known },
    },
  };
}
