import * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { ApiCall } from '../clouds/cloud.ts';
import { filled, optionalText, pageToken } from '../clouds/shapes.ts';
import { unusableAnswer } from '../errors.ts';
import { named } from '../sentences.ts';
import { isFinal, type Observation } from '../task.ts';
import { isSameWord } from '../words.ts';
import { volcengineEcsConsole } from './console.ts';
import { numbered, type ProviderDefinition, stateOf } from './provider.ts';
import {
  entriesOf,
  isoTime,
  known,
  mentionsAll,
  newest,
  type Page,
  percentage,
  readPages,
} from './reading.ts';

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

const Entry = z.looseObject({
  Id: filled,
  Status: filled,
  Type: optionalText,
  ResourceId: optionalText,
  Process: z.optional(z.unknown()),
  CreatedAt: optionalText,
  EndAt: optionalText,
});

type Entry = z.infer<typeof Entry>;

/** Volcengine ECS: an image is created, imported, copied, exported or preheated. */
export const volcengineEcsTask: ProviderDefinition<'volcengine-ecs-task'> = {
  name: 'volcengine-ecs-task',
  cloud: 'volcengine',
  product: { code: 'ecs', version: '2020-04-01' },
  title: 'image task (Volcengine ECS)',
  idsPerRequest: 100,
  // A guess: a disk is imaged or an image copied.
  typical: { medianMs: 7 * 60_000, spread: 0.6 },
  permissions: { wait: PERMISSION },
  states: {
    PENDING: 'pending',
    RUNNING: 'running',
    UNKNOWNSTATUS: 'running',
    SUCCEEDED: 'succeeded',
    FAILED: 'failed',
  },
  parentInput: 'resource-id',
  inputs: ['resource-id', 'task-type'],
  requiredInputs: [],
  connect({ region, taskType }, call) {
    const list = (query: Record<string, string>): ApiCall => ({
      action: ACTION,
      method: 'GET',
      query: { MaxResults: MAX_RESULTS, ...query },
      permission: PERMISSION,
    });
    const origins = new Map<string, { resource: string; type: string }>();
    /** Of resources that have tasks, but none of the type asked for: the types of those. */
    const otherTypes = new Map<string, string[]>();
    const consoleUrl = volcengineEcsConsole(region);
    const seen = (entry: Entry, requestId: string): Observation => {
      const { Id, ResourceId: resource, Type: type } = entry;
      if (resource && type) origins.set(Id, { resource, type });
      return { ...observe(entry, requestId), consoleUrl };
    };
    return {
      async ask(ids, signal) {
        const api = list(numbered('TaskIds', ids));
        const isEnough = (all: readonly unknown[]) => mentionsAll(all, 'Id', ids);
        const { entries, requestId } = await readPages(call, api, readPage, signal, isEnough);
        return entriesOf(Entry, entries, 'Id', ids, ACTION).map((entry) => seen(entry, requestId));
      },
      async earlierTasks({ id }, signal) {
        const origin = origins.get(id);
        if (!origin) return [];
        const { resource, type } = origin;
        const api = list(numbered('ResourceIds', [resource]));
        const { body, requestId } = await call(api, signal);
        return entriesOf(Entry, readPage(body).entries, 'ResourceId', [resource], ACTION)
          .filter((entry) => entry.Type === type)
          .map((entry) => observe(entry, requestId));
      },
      async find(resources, signal) {
        const api = list(numbered('ResourceIds', resources));
        const { entries, requestId } = await readPages(call, api, readPage, signal);
        const tasks = entriesOf(Entry, entries, 'ResourceId', resources, ACTION);
        const found = new Map<string, Observation[]>();
        for (const resource of resources) {
          const ofResource = tasks.filter(({ ResourceId }) => ResourceId === resource);
          const candidates = taskType ? ofType(ofResource, taskType) : ofResource;
          // The API promises no order.
          const last = newest(candidates, candidateOf, ACTION);
          if (last) found.set(resource, [seen(last, requestId)]);
          otherTypes.set(resource, last ? [] : typesOf(ofResource));
        }
        return found;
      },
      whyMissing(resource) {
        const types = otherTypes.get(resource) ?? [];
        if (types.length === 0) return undefined;
        return `It has no task of type \`${taskType}\`, but of ${named(types)}: set task-type to one of those`;
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

function typesOf(tasks: readonly Entry[]): string[] {
  const types = tasks.flatMap(({ Type }) => (Type ? [`\`${Type}\``] : []));
  return [...new Set(types)].sort();
}

function candidateOf({ Id, Status, CreatedAt }: Entry) {
  return { id: Id, status: Status, createdAt: isoTime(CreatedAt) };
}

function readPage(body: unknown): Page {
  const { Tasks, NextToken } = readAnswer(List, body, ACTION).Result;
  return { entries: Tasks ?? [], nextToken: NextToken };
}

function observe(entry: Entry, requestId: string): Observation {
  const state = stateOf(volcengineEcsTask.states, entry.Status);
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
    }),
  };
}
