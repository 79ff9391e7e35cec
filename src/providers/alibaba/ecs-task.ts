import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import type { ApiCall, Call } from '../../clouds/cloud.ts';
import { filled, informing, listOf, optionalText, textOrEmpty } from '../../clouds/shapes.ts';
import { unusableAnswer } from '../../model/errors.ts';
import { isFinal, type Observation } from '../../model/task.ts';
import { ecsConsole } from '../console.ts';
import { listing } from '../listing.ts';
import { type FailureReason, type ProviderDefinition, stateOf } from '../provider.ts';
import { isoTime, known, type Page, percentage } from '../reading.ts';

const ACTION = 'DescribeTasks';
const ATTRIBUTE = 'DescribeTaskAttribute';

/** The largest page that the API gives, and as many as ids are allowed in one request. */
const PAGE_SIZE = 100;

/** A page tells where it stands by numbers, which some editions of the reference quote. */
const List = z.looseObject({
  TaskSet: z.looseObject({ Task: z.nullable(z.array(z.unknown())) }),
  TotalCount: z.optional(z.unknown()),
  PageNumber: z.optional(z.unknown()),
  PageSize: z.optional(z.unknown()),
});

const Entry = z.looseObject({
  TaskId: filled,
  TaskStatus: filled,
  TaskAction: optionalText,
  /** In the answer to `DescribeTaskAttribute`; the list of today's SDK has none. */
  TaskProcess: z.optional(z.unknown()),
  ResourceId: optionalText,
  CreationTime: optionalText,
  FinishedTime: optionalText,
});

const Operation = z.looseObject({
  ErrorCode: textOrEmpty,
  ErrorMsg: textOrEmpty,
});

const Attribute = z.looseObject({
  TaskProcess: z.optional(z.unknown()),
  OperationProgressSet: informing(z.looseObject({ OperationProgress: listOf(Operation) })),
});

type Entry = z.infer<typeof Entry>;

/** Elastic Compute Service: an image is imported from OSS or exported to it. */
export const definition: ProviderDefinition<'alibaba-ecs-task'> = {
  name: 'alibaba-ecs-task',
  cloud: 'alibaba',
  product: { code: 'ecs', version: '2014-05-26' },
  title: 'image imported or exported (Elastic Compute Service)',
  titleInChinese: '镜像的导入或导出（云服务器 ECS）',
  idsPerRequest: PAGE_SIZE,
  // A guess: a disk image of some gigabytes is copied and converted.
  typicalMs: 10 * 60_000,
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
  connect({ region }, call) {
    const about = (action: string, TaskId: string): ApiCall => ({
      action,
      method: 'POST',
      query: { RegionId: region, TaskId },
      permission: `ecs:${action}`,
    });
    const tasks = listing(
      {
        action: ACTION,
        method: 'POST',
        permission: `ecs:${ACTION}`,
        query: { RegionId: region, PageSize: String(PAGE_SIZE) },
        byIds: (ids) => ({ TaskIds: ids.join(',') }),
        readPage,
        entry: Entry,
        id: 'TaskId',
        observe: (entry, requestId) => ({
          ...observe(entry, requestId),
          consoleUrl: ecsConsole(region),
        }),
      },
      byPageNumber(call),
    );
    return {
      ask: tasks.ask,
      async failureReason({ id }, signal) {
        const { body } = await call(about(ATTRIBUTE, id), signal);
        return reasonIn(readAnswer(Attribute, body, ATTRIBUTE));
      },
      async cancel(id, signal) {
        await call(about('CancelTask', id), signal);
      },
    };
  },
};

/** Pages are asked for by their number, which `readPages` hands on as it does a token. */
function byPageNumber(call: Call): Call {
  return (api, signal) => {
    const { NextToken: PageNumber = '1', ...query } = api.query ?? {};
    return call({ ...api, query: { ...query, PageNumber } }, signal);
  };
}

/** Pages are counted, so that what comes after this one is known only where the numbers can be read. */
function readPage(body: unknown): Page {
  const { TaskSet, ...page } = readAnswer(List, body, ACTION);
  const entries = TaskSet.Task ?? [];
  return {
    entries,
    get nextToken() {
      const total = count(page.TotalCount, 'TotalCount', entries.length);
      const number = count(page.PageNumber, 'PageNumber', 1);
      const isLast = number * count(page.PageSize, 'PageSize', PAGE_SIZE) >= total;
      return isLast ? '' : String(number + 1);
    },
  };
}

function count(value: unknown, name: string, absent: number): number {
  if (value === undefined || value === null || value === '') return absent;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  throw unusableAnswer(`${ACTION} answered with a ${name} that is no number.`);
}

function observe(entry: Entry, requestId: string): Observation {
  const state = stateOf(definition.states, entry.TaskStatus);
  return {
    id: entry.TaskId,
    state,
    status: entry.TaskStatus,
    ...known({
      progress: percentage(entry.TaskProcess),
      phase: entry.TaskAction,
      imageId: state === 'succeeded' ? importedImage(entry) : undefined,
      createdAt: isoTime(entry.CreationTime, 'Z'),
      finishedAt: isFinal(state) ? isoTime(entry.FinishedTime, 'Z') : undefined,
      requestId,
    }),
  };
}

/** The resource of an export is the image that it read, and a resource need not be an image. */
function importedImage({ TaskAction, ResourceId }: Entry): string | undefined {
  return TaskAction === 'ImportImage' && ResourceId?.startsWith('m-') ? ResourceId : undefined;
}

/** What its operations say of why a task failed. */
function reasonIn({ OperationProgressSet, TaskProcess }: z.infer<typeof Attribute>): FailureReason {
  const failed = (OperationProgressSet?.OperationProgress ?? []).filter(
    ({ ErrorCode, ErrorMsg }) => ErrorCode !== '' || ErrorMsg !== '',
  );
  return known({
    progress: percentage(TaskProcess),
    errorCode: failed.find(({ ErrorCode }) => ErrorCode !== '')?.ErrorCode,
    message: failed
      .map(({ ErrorMsg }) => ErrorMsg)
      .filter(Boolean)
      .join(' '),
  });
}
