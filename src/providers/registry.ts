/** One line a provider, nothing else: names, types, docs and suites are derived from it. */
export { alibabaAckTask } from './alibaba/ack-task.ts';
export { alibabaCrArtifactBuild } from './alibaba/cr-artifact-build.ts';
export { alibabaEciCommit } from './alibaba/eci-commit.ts';
export { alibabaEcsImagePipeline } from './alibaba/ecs-image-pipeline.ts';
export { alibabaEcsTask } from './alibaba/ecs-task.ts';
export { volcengineEcsTask } from './volcengine/ecs-task.ts';
