import type { Kind } from '../../emulator/index.ts';

/**
 * The fields that decide, from the contract: id, state word, page token and error envelope, and the lists and objects
 * that hold them. Everything else only informs, and must not cost the wait.
 */
const ENVELOPE = ['', 'Code', 'code', 'IsSuccess', 'AccessDeniedDetail', 'errorcode'];

const FIELDS: Record<Kind, readonly string[]> = {
  // A result that failed makes a success partial.
  'alibaba-ack-task': ['task_id', 'state', 'task_result', 'task_result[]', 'task_result[].status'],
  'alibaba-cr-artifact-build': ['BuildTaskId', 'TaskStatus'],
  'alibaba-eci-commit': [
    ...['NextToken', 'CommitTasks', 'CommitTasks[]'],
    ...['CommitTasks[].TaskId', 'CommitTasks[].TaskStatus'],
  ],
  'alibaba-ecs-image-pipeline': [
    ...['NextToken', 'ImagePipelineExecution'],
    ...['', '[]', '[].ExecutionId', '[].Status'].map(
      (rest) => `ImagePipelineExecution.ImagePipelineExecutionSet${rest}`,
    ),
  ],
  'alibaba-ecs-task': [
    ...['TaskSet', 'TaskSet.Task', 'TaskSet.Task[]'],
    ...['TaskSet.Task[].TaskId', 'TaskSet.Task[].TaskStatus'],
  ],
  'volcengine-ecs-task': [
    ...['ResponseMetadata', 'ResponseMetadata.Error', 'Result', 'Result.NextToken'],
    ...['Result.Tasks', 'Result.Tasks[]', 'Result.Tasks[].Id', 'Result.Tasks[].Status'],
  ],
};

/** Of a look-up by parent: whose a task is, and which one is the newest. */
const OF_PARENTS: Partial<Record<Kind, readonly string[]>> = {
  'alibaba-ecs-image-pipeline': ['ImagePipelineId', 'CreationTime'].map(
    (name) => `ImagePipelineExecution.ImagePipelineExecutionSet[].${name}`,
  ),
  'volcengine-ecs-task': ['ResourceId', 'CreatedAt'].map((name) => `Result.Tasks[].${name}`),
};

/** True of a field of the answer that is polled which decides anything; `byParent` in a look-up by parent. */
export function isDeciding(kind: Kind, path: string, byParent: boolean): boolean {
  return [...ENVELOPE, ...FIELDS[kind], ...((byParent && OF_PARENTS[kind]) || [])].includes(path);
}
