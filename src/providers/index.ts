import { alibabaAckTask } from './alibaba-ack-task.ts';
import { alibabaCrArtifactBuild } from './alibaba-cr-artifact-build.ts';
import { alibabaEciCommit } from './alibaba-eci-commit.ts';
import { alibabaEcsImagePipeline } from './alibaba-ecs-image-pipeline.ts';
import type { ProviderDefinition } from './provider.ts';
import { volcengineEcsTask } from './volcengine-ecs-task.ts';

/** Values of the input `provider`. */
export const providerNames = [
  'alibaba-eci-commit',
  'alibaba-cr-artifact-build',
  'alibaba-ecs-image-pipeline',
  'alibaba-ack-task',
  'volcengine-ecs-task',
] as const;
export type ProviderName = (typeof providerNames)[number];

/** The providers by name; the compiler refuses a name without an entry. */
export const providers: Record<ProviderName, ProviderDefinition> = {
  'alibaba-eci-commit': alibabaEciCommit,
  'alibaba-cr-artifact-build': alibabaCrArtifactBuild,
  'alibaba-ecs-image-pipeline': alibabaEcsImagePipeline,
  'alibaba-ack-task': alibabaAckTask,
  'volcengine-ecs-task': volcengineEcsTask,
};
