/** One line a kind, nothing else: names, types, docs and suites are derived from it. What a kind needs is read when it is chosen. */
export const registry = {
  'alibaba-ack-task': () => import('./alibaba/ack-task.ts'),
  'alibaba-cr-artifact-build': () => import('./alibaba/cr-artifact-build.ts'),
  'alibaba-eci-commit': () => import('./alibaba/eci-commit.ts'),
  'alibaba-ecs-image-pipeline': () => import('./alibaba/ecs-image-pipeline.ts'),
  'alibaba-ecs-task': () => import('./alibaba/ecs-task.ts'),
  'volcengine-ecs-task': () => import('./volcengine/ecs-task.ts'),
};
