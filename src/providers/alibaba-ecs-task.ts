import * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { ApiCall, Call } from '../clouds/cloud.ts';
import { filled, optionalText, textOrEmpty } from '../clouds/shapes.ts';
import { CloudError } from '../errors.ts';
import { isFinal, type Observation } from '../task.ts';
import { type ProviderDefinition, stateOf } from './provider.ts';
import {
  entriesOf,
  isoTime,
  known,
  mentionsAll,
  type Page,
  percentage,
  readPages,
} from './reading.ts';

const ACTION = 'DescribeTasks';
const ATTRIBUTE = 'DescribeTaskAttribute';

/** The largest page that the API gives, and as many as ids are allowed in one request. */
const PAGE_SIZE = 100;

const List = z.looseObject({
  TaskSet: z.looseObject({ Task: z.array(z.unknown()) }),
  TotalCount: z.optional(z.coerce.number()),
  PageNumber: z.optional(z.coerce.number()),
  PageSize: z.optional(z.coerce.number()),
});

const Entry = z.looseObject({
  TaskId: filled,
  TaskStatus: filled,
  TaskAction: optionalText,
  /** In the answer to `DescribeTaskAttribute`; the list of today's SDK has none. */
  TaskProcess: optionalText,
  ResourceId: optionalText,
  CreationTime: optionalText,
  FinishedTime: optionalText,
});

const Operation = z.looseObject({
  OperationStatus: textOrEmpty,
  ErrorCode: textOrEmpty,
  ErrorMsg: textOrEmpty,
});

const Attribute = z.looseObject({
  TaskId: z.string(),
  TaskProcess: optionalText,
  OperationProgressSet: z.optional(z.looseObject({ OperationProgress: z.array(Operation) })),
});

/** Elastic Compute Service: an image is imported from OSS or exported to it. */
export const alibabaEcsTask: ProviderDefinition<'alibaba-ecs-task'> = {
  name: 'alibaba-ecs-task',
  cloud: 'alibaba',
  product: { code: 'ecs', version: '2014-05-26' },
  title: 'image imported or exported (Elastic Compute Service)',
  idsPerRequest: PAGE_SIZE,
  // A guess: a disk image of some gigabytes is copied and converted.
  typical: { medianMs: 10 * 60_000, spread: 0.7 },
  permissions: {
    wait: `ecs:${ACTION}`,
    cancel: 'ecs:CancelTask',
    result: [`ecs:${ATTRIBUTE}`],
  },
  // The reference names Finished, Processing and Failed; older editions of it the others.
  states: {
    WAITING: 'pending',
    PENDING: 'pending',
    PROCESSING: 'running',
    PAUSED: 'running',
    FINISHED: 'succeeded',
    FAILED: 'failed',
    DELETED: 'canceled',
    CANCELED: 'canceled',
  },
  inputs: [],
  requiredInputs: [],
  connect({ region }, call) {
    const about = (action: string, query: Record<string, string>): ApiCall => ({
      action,
      method: 'POST',
      query: { RegionId: region, ...query },
      permission: `ecs:${action}`,
    });
    return {
      async ask(ids, signal) {
        const api = about(ACTION, { TaskIds: ids.join(','), PageSize: String(PAGE_SIZE) });
        const isEnough = (seen: readonly unknown[]) => mentionsAll(seen, 'TaskId', ids);
        const pages = await readPages(numbered(call), api, readPage, signal, isEnough);
        const observations: Observation[] = [];
        for (const entry of entriesOf(Entry, pages.entries, 'TaskId', ids, ACTION)) {
          const seen = observe(entry, pages.requestId);
          const api = about(ATTRIBUTE, { TaskId: entry.TaskId });
          const reason = seen.state === 'failed' ? await reasonOf(call, api, signal) : {};
          observations.push({ ...seen, ...reason });
        }
        return observations;
      },
      async cancel(id, signal) {
        await call(about('CancelTask', { TaskId: id }), signal);
      },
    };
  },
};

/** Pages are asked for by their number, which `readPages` hands on as it does a token. */
function numbered(call: Call): Call {
  return (api, signal) => {
    const { NextToken: PageNumber = '1', ...query } = api.query ?? {};
    return call({ ...api, query: { ...query, PageNumber } }, signal);
  };
}

function readPage(body: unknown): Page {
  const answer = readAnswer(List, body, ACTION);
  const { TaskSet, TotalCount = 0, PageNumber = 1, PageSize = PAGE_SIZE } = answer;
  const isLast = PageNumber * PageSize >= TotalCount;
  return { entries: TaskSet.Task, nextToken: isLast ? '' : String(PageNumber + 1) };
}

function observe(entry: z.infer<typeof Entry>, requestId: string): Observation {
  const state = stateOf(alibabaEcsTask.states, entry.TaskStatus);
  return {
    id: entry.TaskId,
    state,
    status: entry.TaskStatus,
    ...known({
      progress: percentage(entry.TaskProcess),
      phase: entry.TaskAction,
      imageId: state === 'succeeded' ? importedImage(entry) : undefined,
      createdAt: isoTime(entry.CreationTime),
      finishedAt: isFinal(state) ? isoTime(entry.FinishedTime) : undefined,
      requestId,
    }),
  };
}

/** The resource of an export is the image that it read, and a resource need not be an image. */
function importedImage({ TaskAction, ResourceId }: z.infer<typeof Entry>): string | undefined {
  return TaskAction === 'ImportImage' && ResourceId?.startsWith('m-') ? ResourceId : undefined;
}

/** Why a task failed. That it failed is known without: a look that the cloud refuses leaves the reason out. */
async function reasonOf(
  call: Call,
  api: ApiCall,
  signal: AbortSignal,
): Promise<Partial<Observation>> {
  try {
    const { body } = await call(api, signal);
    const { OperationProgressSet, TaskProcess } = readAnswer(Attribute, body, ATTRIBUTE);
    const failed = (OperationProgressSet?.OperationProgress ?? []).filter(
      ({ ErrorCode, ErrorMsg }) => ErrorCode !== '' || ErrorMsg !== '',
    );
    return known({
      progress: percentage(TaskProcess),
      errorCode: failed[0]?.ErrorCode,
      message: failed
        .map(({ ErrorMsg }) => ErrorMsg)
        .filter(Boolean)
        .join(' '),
    });
  } catch (error) {
    if (error instanceof CloudError) return {};
    throw error;
  }
}
