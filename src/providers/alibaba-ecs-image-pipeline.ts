import * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { ApiCall } from '../clouds/cloud.ts';
import { filled, optionalText, pageToken } from '../clouds/shapes.ts';
import { isFinal, type Observation } from '../task.ts';
import { checkImage } from './alibaba-ecs-image.ts';
import { ecsConsole } from './console.ts';
import { type ProviderDefinition, stateOf } from './provider.ts';
import { entriesOf, isoTime, known, mentionsAll, newest, type Page, readPages } from './reading.ts';

const ACTION = 'DescribeImagePipelineExecutions';
const PERMISSION = `ecs:${ACTION}`;

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

/** Elastic Compute Service: an image pipeline builds a machine image. */
export const alibabaEcsImagePipeline: ProviderDefinition<'alibaba-ecs-image-pipeline'> = {
  name: 'alibaba-ecs-image-pipeline',
  cloud: 'alibaba',
  product: { code: 'ecs', version: '2014-05-26' },
  title: 'machine image from an image pipeline (Elastic Compute Service)',
  idsPerRequest: 1,
  // A guess: an instance is started, commands run on it, its disk is imaged, and it is released.
  typical: { medianMs: 15 * 60_000, spread: 0.5 },
  permissions: {
    wait: PERMISSION,
    cancel: 'ecs:CancelImagePipelineExecution',
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
  parentInput: 'image-pipeline-id',
  inputs: ['image-pipeline-id'],
  requiredInputs: [],
  connect({ region }, call) {
    const list = (query: Record<string, string>): ApiCall => ({
      action: ACTION,
      method: 'POST',
      query: { RegionId: region, MaxResults: MAX_RESULTS, ...query },
      permission: PERMISSION,
    });
    const pipelines = new Map<string, string>();
    const reasons = new Map<string, string[]>();
    const seen = (entry: Entry, requestId: string): Observation => {
      const { ExecutionId: id, ImagePipelineId: pipeline } = entry;
      if (pipeline) pipelines.set(id, pipeline);
      reasons.set(id, reasonsOf(entry));
      const observation = observe(entry, requestId);
      return { ...observation, consoleUrl: ecsConsole(region, observation.imageId) };
    };
    return {
      async ask(ids, signal) {
        const observations: Observation[] = [];
        for (const id of ids) {
          const isEnough = (all: readonly unknown[]) => mentionsAll(all, 'ExecutionId', [id]);
          const api = list({ ExecutionId: id });
          const { entries, requestId } = await readPages(call, api, readPage, signal, isEnough);
          const own = entriesOf(Entry, entries, 'ExecutionId', [id], ACTION);
          observations.push(...own.map((entry) => seen(entry, requestId)));
        }
        return observations;
      },
      async find(parents, signal) {
        const found = new Map<string, Observation[]>();
        for (const parent of parents) {
          const api = list({ ImagePipelineId: parent });
          const { entries, requestId } = await readPages(call, api, readPage, signal);
          const own = entriesOf(Entry, entries, 'ImagePipelineId', [parent], ACTION);
          const last = newest(own, candidateOf, ACTION);
          if (last) found.set(parent, [seen(last, requestId)]);
        }
        return found;
      },
      async earlierTasks(task, signal) {
        const pipeline = pipelines.get(task.id);
        if (!pipeline) return [];
        const api = list({ ImagePipelineId: pipeline, Status: 'SUCCESS', MaxResults: EARLIER });
        const { body, requestId } = await call(api, signal);
        const { entries } = readPage(body);
        return entries.map((entry) => observe(readAnswer(Entry, entry, ACTION), requestId));
      },
      async cancel(id, signal) {
        await call(
          {
            action: 'CancelImagePipelineExecution',
            method: 'POST',
            query: { RegionId: region, ExecutionId: id },
            permission: 'ecs:CancelImagePipelineExecution',
          },
          signal,
        );
      },
      describeResult: async ({ imageId }, signal) =>
        imageId ? checkImage(imageId, region, call, signal) : {},
      failureLog: async ({ id }) => ({ title: 'Execution', lines: reasons.get(id) ?? [] }),
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
  const state = stateOf(alibabaEcsImagePipeline.states, entry.Status);
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
  };
}

/** TEST_FAILED and PARTITION_SUCCESS leave an image; FAILED and CANCELLED name at most one that did not come to be. */
function hasImage(status: string): boolean {
  return !/^(FAILED|CANCELLED)$/i.test(status);
}
