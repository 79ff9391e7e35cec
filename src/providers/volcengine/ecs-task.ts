import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import { filled, informing, optionalText, pageToken } from '../../clouds/shapes.ts';
import { unusableAnswer } from '../../model/errors.ts';
import { named } from '../../model/sentences.ts';
import { isFinal, type Observation } from '../../model/task.ts';
import { isSameWord } from '../../model/words.ts';
import { volcengineEcsConsole } from '../console.ts';
import type { KindInput } from '../kind-inputs.ts';
import { listing } from '../listing.ts';
import { type Found, numbered, type ProviderDefinition, stateOf } from '../provider.ts';
import { isoTime, known, newest, type Page, percentage } from '../reading.ts';

const RESOURCE: KindInput = {
  name: 'resource-id',
  isParent: true,
  reads: 'ids',
  description:
    '`volcengine-ecs-task` without `{input:task-id}`: image ids, since CreateImage, ImportImage and CopyImage return no task id. Waits for the newest task of each.',
  chinese:
    '`volcengine-ecs-task` 未给 `{input:task-id}` 时：镜像 ID，因为 CreateImage、ImportImage 和 CopyImage 不返回任务 ID。',
  note: 'One or more, separated as ids are. Newest goes by the creation time.',
};

const TASK_TYPE: KindInput = {
  name: 'task-type',
  isOfParent: true,
  reads: { pattern: /^\w+$/, form: 'one word, such as CopyImage' },
  description:
    '`volcengine-ecs-task` with `{input:resource-id}`: only tasks of this type, such as `CopyImage`.',
  chinese:
    '`volcengine-ecs-task` 使用 `{input:resource-id}` 时：只等待该类型的任务，例如 `CopyImage`。',
  note: 'Compared without regard to case.',
};

const ACTION = 'DescribeTasks';
const PERMISSION = `ecs:${ACTION}`;

/** As many as ids are allowed in one request, so that their tasks come on one page. */
const MAX_RESULTS = '100';

const List = z.looseObject({
  Result: z.looseObject({
    Tasks: z.nullish(z.array(z.unknown())),
    NextToken: pageToken,
  }),
});

const Entry = z.object({
  Id: filled,
  Status: filled,
  Type: optionalText,
  ResourceId: optionalText,
  Process: z.optional(z.unknown()),
  CreatedAt: optionalText,
  EndAt: optionalText,
});

type Entry = z.infer<typeof Entry>;

/** What the question for earlier tasks needs of an answer. */
const Carry = informing(z.object({ resource: z.string(), type: z.string() }));

/** Volcengine ECS: an image is created, imported, copied, exported or preheated. */
export const definition: ProviderDefinition<'volcengine-ecs-task'> = {
  name: 'volcengine-ecs-task',
  cloud: 'volcengine',
  product: { code: 'ecs', version: '2020-04-01' },
  title: 'image task (Volcengine ECS)',
  titleInChinese: '镜像任务（火山引擎云服务器 ECS）',
  idsPerRequest: 100,
  // A guess: a disk is imaged or an image copied.
  typicalMs: 7 * 60_000,
  permissions: { wait: PERMISSION },
  states: {
    PENDING: 'pending',
    RUNNING: 'running',
    UNKNOWNSTATUS: 'running',
    SUCCEEDED: 'succeeded',
    FAILED: 'failed',
  },
  inputs: [RESOURCE, TASK_TYPE],
  connect({ region, given }, call) {
    const taskType = given[TASK_TYPE.name];
    const consoleUrl = volcengineEcsConsole(region);
    const seen = (entry: Entry, requestId: string) => observe(entry, requestId, consoleUrl);
    const tasks = listing(
      {
        action: ACTION,
        method: 'GET',
        permission: PERMISSION,
        query: { MaxResults: MAX_RESULTS },
        byIds: (ids) => numbered('TaskIds', ids),
        readPage,
        entry: Entry,
        id: 'Id',
        observe: seen,
      },
      call,
    );
    return {
      ask: tasks.ask,
      async find(resources, signal) {
        const of = { key: 'ResourceId', values: resources } as const;
        const own = await tasks.all(numbered('ResourceIds', resources), signal, of);
        const found = new Map<string, Found>();
        for (const resource of resources) {
          const ofResource = own.entries.filter(({ ResourceId }) => ResourceId === resource);
          const candidates = taskType ? ofType(ofResource, taskType) : ofResource;
          // The API promises no order.
          const last = newest(candidates, candidateOf, ACTION);
          if (last) found.set(resource, { tasks: [seen(last, own.requestId)] });
          else if (ofResource.length > 0) {
            found.set(resource, {
              tasks: [],
              ...known({ whyNone: otherTypes(ofResource, taskType) }),
            });
          }
        }
        return found;
      },
      async earlierTasks({ carry }, signal) {
        const { resource, type } = Carry.parse(carry) ?? {};
        if (!resource || !type) return [];
        const of = { key: 'ResourceId', values: [resource] } as const;
        const own = await tasks.some(numbered('ResourceIds', [resource]), signal, of);
        const alike = own.entries.filter(({ Type }) => Type === type);
        return alike.map((entry) => observe(entry, own.requestId));
      },
    };
  },
};

/** Those of one type; a task that does not say its type could be the one that is looked for. */
function ofType(tasks: readonly Entry[], taskType: string): Entry[] {
  if (tasks.some(({ Type }) => Type === undefined)) {
    throw unusableAnswer(`${ACTION} listed a task without its Type.`);
  }
  return tasks.filter(({ Type = '' }) => isSameWord(Type, taskType));
}

/** Of a resource that has tasks, but none of the type asked for: which types those are of. */
function otherTypes(tasks: readonly Entry[], taskType = ''): string | undefined {
  const types = tasks.flatMap(({ Type }) => (Type ? [`\`${Type}\``] : []));
  if (types.length === 0) return undefined;
  return `It has no task of type \`${taskType}\`, but of ${named([...new Set(types)].sort())}: set {input:task-type} to one of those`;
}

function candidateOf({ Id, Status, CreatedAt }: Entry) {
  return { id: Id, status: Status, createdAt: isoTime(CreatedAt) };
}

function readPage(body: unknown): Page {
  const { Tasks, NextToken } = readAnswer(List, body, ACTION).Result;
  return { entries: Tasks ?? [], nextToken: NextToken };
}

function observe(entry: Entry, requestId: string, consoleUrl?: string): Observation {
  const state = stateOf(definition.states, entry.Status);
  const { ResourceId: resource, Type: type } = entry;
  return {
    id: entry.Id,
    state,
    status: entry.Status,
    ...known({
      progress: percentage(entry.Process),
      phase: entry.Type,
      // Of a task that failed it names what did not come to be.
      imageId: state === 'succeeded' ? entry.ResourceId : undefined,
      createdAt: isoTime(entry.CreatedAt),
      finishedAt: isFinal(state) ? isoTime(entry.EndAt) : undefined,
      requestId,
      consoleUrl,
    }),
    ...(resource && type && { carry: { resource, type } }),
  };
}
