import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import { filled, informing, optionalText, pageToken } from '../../clouds/shapes.ts';
import { isFinal, type Observation } from '../../model/task.ts';
import { ecsConsole } from '../console.ts';
import type { KindInput } from '../kind-inputs.ts';
import { listing } from '../listing.ts';
import { type Found, type ProviderDefinition, stateOf } from '../provider.ts';
import { isoTime, known, newest, type Page } from '../reading.ts';
import { checkImage } from './ecs-image.ts';

const IMAGE_PIPELINE: KindInput = {
  name: 'image-pipeline-id',
  isParent: true,
  reads: 'id',
  description:
    '`alibaba-ecs-image-pipeline` without `{input:task-id}`: waits for the newest execution of this image pipeline.',
  chinese: '`alibaba-ecs-image-pipeline` 未给 `{input:task-id}` 时：等待该镜像模板最新的一次执行。',
  note: 'Such as `ip-0123456789abcdef`. Newest goes by the creation time. Prefer `{input:task-id}` where you have it: an execution that is not listed yet cannot be seen.',
};

const ACTION = 'DescribeImagePipelineExecutions';
const PERMISSION = `ecs:${ACTION}`;
const CANCEL = 'CancelImagePipelineExecution';

/** The largest page that the API gives. */
const MAX_RESULTS = '500';

/** Executions that tell how long one takes. */
const EARLIER = '10';

const List = z.looseObject({
  ImagePipelineExecution: z.looseObject({
    ImagePipelineExecutionSet: z.nullable(z.array(z.unknown())),
  }),
  NextToken: pageToken,
});

const Entry = z.looseObject({
  ExecutionId: filled,
  ImagePipelineId: optionalText,
  Status: filled,
  Message: optionalText,
  ImageId: optionalText,
  ErrorCode: optionalText,
  ErrorInfo: optionalText,
  CreationTime: optionalText,
  ModifiedTime: optionalText,
});

type Entry = z.infer<typeof Entry>;

/** What the log of a failure and the question for earlier executions need of an answer. */
const Carry = informing(
  z.object({ pipeline: z.optional(z.string()), reasons: z.array(z.string()) }),
);

/** Elastic Compute Service: an image pipeline builds a machine image. */
export const definition: ProviderDefinition<'alibaba-ecs-image-pipeline'> = {
  name: 'alibaba-ecs-image-pipeline',
  cloud: 'alibaba',
  product: { code: 'ecs', version: '2014-05-26' },
  title: 'machine image from an image pipeline (Elastic Compute Service)',
  titleInChinese: '由镜像模板（image pipeline）构建的自定义镜像（云服务器 ECS）',
  idsPerRequest: 1,
  // A guess: an instance is started, commands run on it, its disk is imaged, and it is released.
  typicalMs: 15 * 60_000,
  permissions: {
    wait: PERMISSION,
    cancel: `ecs:${CANCEL}`,
    result: ['ecs:DescribeImages'],
  },
  states: {
    PREPARING: 'pending',
    REPAIRING: 'running',
    BUILDING: 'running',
    TESTING: 'running',
    DISTRIBUTING: 'running',
    RELEASING: 'running',
    CANCELLING: 'running',
    SUCCESS: 'succeeded',
    PARTITION_SUCCESS: 'partial',
    FAILED: 'failed',
    TEST_FAILED: 'failed',
    CANCELLED: 'canceled',
  },
  inputs: [IMAGE_PIPELINE],
  connect({ region }, call) {
    const seen = (entry: Entry, requestId: string): Observation => {
      const observation = observe(entry, requestId);
      return { ...observation, consoleUrl: ecsConsole(region, observation.imageId) };
    };
    const executions = listing(
      {
        action: ACTION,
        method: 'POST',
        permission: PERMISSION,
        query: { RegionId: region, MaxResults: MAX_RESULTS },
        byIds: ([ExecutionId = '']) => ({ ExecutionId }),
        readPage,
        entry: Entry,
        id: 'ExecutionId',
        observe: seen,
      },
      call,
    );
    return {
      ask: executions.ask,
      async find(pipelines, signal) {
        const found = new Map<string, Found>();
        for (const pipeline of pipelines) {
          const of = { key: 'ImagePipelineId', values: [pipeline] } as const;
          const own = await executions.all({ ImagePipelineId: pipeline }, signal, of);
          const last = newest(own.entries, candidateOf, ACTION);
          if (last) found.set(pipeline, { tasks: [seen(last, own.requestId)] });
        }
        return found;
      },
      async earlierTasks({ carry }, signal) {
        const pipeline = Carry.parse(carry)?.pipeline;
        if (!pipeline) return [];
        const query = { ImagePipelineId: pipeline, Status: 'SUCCESS', MaxResults: EARLIER };
        const { entries, requestId } = await executions.some(query, signal);
        return entries.map((entry) => observe(entry, requestId));
      },
      async cancel(id, signal) {
        const query = { RegionId: region, ExecutionId: id };
        await call({ action: CANCEL, method: 'POST', query, permission: `ecs:${CANCEL}` }, signal);
      },
      describeResult: async ({ imageId }, signal) =>
        imageId ? checkImage(imageId, region, call, signal) : {},
      failureLog: async ({ carry }) => ({
        title: 'Execution',
        lines: Carry.parse(carry)?.reasons ?? [],
      }),
    };
  },
};

function candidateOf({ ExecutionId, Status, CreationTime }: Entry) {
  return { id: ExecutionId, status: Status, createdAt: isoTime(CreationTime, 'Z') };
}

function reasonsOf({ ErrorCode, ErrorInfo, Message }: Entry): string[] {
  return Object.entries({ ErrorCode, ErrorInfo, Message }).flatMap(([name, text]) =>
    text ? text.split(/\r?\n/).map((line, index) => (index === 0 ? `${name}: ${line}` : line)) : [],
  );
}

function readPage(body: unknown): Page {
  const { ImagePipelineExecution, NextToken } = readAnswer(List, body, ACTION);
  const { ImagePipelineExecutionSet: entries } = ImagePipelineExecution;
  return { entries: entries ?? [], nextToken: NextToken };
}

function observe(entry: Entry, requestId: string): Observation {
  const state = stateOf(definition.states, entry.Status);
  return {
    id: entry.ExecutionId,
    state,
    status: entry.Status,
    ...known({
      message: [entry.ErrorInfo, entry.Message].filter(Boolean).join(' '),
      errorCode: entry.ErrorCode,
      imageId: hasImage(entry.Status) ? entry.ImageId : undefined,
      createdAt: isoTime(entry.CreationTime, 'Z'),
      finishedAt: isFinal(state) ? isoTime(entry.ModifiedTime, 'Z') : undefined,
      requestId,
    }),
    carry: { ...known({ pipeline: entry.ImagePipelineId }), reasons: reasonsOf(entry) },
  };
}

/** TEST_FAILED and PARTITION_SUCCESS leave an image; FAILED and CANCELLED name at most one that did not come to be. */
function hasImage(status: string): boolean {
  return !/^(FAILED|CANCELLED)$/i.test(status);
}
