import type { Call } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend } from '../operation.ts';
import { checkRegion, isMissing, need, newId, type OwnPart } from './shared.ts';

const kind = 'alibaba-ecs-image-pipeline';

/** StartImagePipelineExecution of ECS (its reference page, documentation 200430, and the SDK's model `ecs-20140526`). */
export const execution: OwnPart = {
  action: 'StartImagePipelineExecution',
  permission: 'ecs:StartImagePipelineExecution',
  starts: true,
  run: start,
};

function start({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const pipeline = need(params, 'ImagePipelineId');
  const token = params.ClientToken;
  const earlier = backend.starts.earlier(kind, token);
  if (earlier) return { body: { ExecutionId: earlier.id } };
  if (isMissing(pipeline)) {
    throw new ApiError(
      404,
      'InvalidImagePipeline.NotFound',
      `The specified image pipeline ${pipeline} does not exist.`,
    );
  }
  const running = backend.tasks
    .begun({ kind, parents: [pipeline] })
    .find((view) => view.finishedAt === undefined);
  if (running) {
    throw new ApiError(
      403,
      'InvalidImagePipeline.HasRunningExecution',
      `The specified image pipeline ${pipeline} has the running execution ${running.id}.`,
    );
  }
  const image = newId('m');
  const task = backend.starts.begin({
    kind,
    id: newId('exec'),
    parent: pipeline,
    region,
    token,
    texts: [pipeline],
    edit: (step) => ({ ...step, ...(step.imageId !== undefined && { imageId: image }) }),
  });
  return { body: { ExecutionId: task.id } };
}
