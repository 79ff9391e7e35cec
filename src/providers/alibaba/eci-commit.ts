import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import { filled, listOf, optionalText, pageToken, textOrEmpty } from '../../clouds/shapes.ts';
import { isFinal, type Observation } from '../../model/task.ts';
import { eciConsole } from '../console.ts';
import type { KindInput } from '../kind-inputs.ts';
import { listing } from '../listing.ts';
import { type Found, numbered, type ProviderDefinition, stateOf } from '../provider.ts';
import { isoTime, known, type Page, percentage } from '../reading.ts';

const CONTAINER_GROUP: KindInput = {
  name: 'container-group-id',
  isParent: true,
  reads: 'id',
  description:
    '`alibaba-eci-commit` without `{input:task-id}`: waits for every commit task of this container group that the first answer lists.',
  chinese:
    '`alibaba-eci-commit` 未给 `{input:task-id}` 时：等待首次查询所列出的、该容器组的全部提交任务。',
  note: 'Such as `eci-0123456789abcdef`. Tasks that are started later are not waited for.',
};

const ACTION = 'DescribeCommitContainerTask';
const PERMISSION = `eci:${ACTION}`;

/** The largest page that the API gives; its default is 10. */
const MAX_RESULTS = '50';

const List = z.looseObject({
  CommitTasks: z.nullable(z.array(z.unknown())),
  NextToken: pageToken,
});

const Entry = z.looseObject({
  TaskId: filled,
  TaskStatus: filled,
  TaskProgress: z.optional(z.unknown()),
  StatusMessage: optionalText,
  CommitPhaseInfos: listOf(
    z.looseObject({
      Phase: filled,
      Status: textOrEmpty,
      Message: optionalText,
      RecordTime: optionalText,
    }),
  ),
  TaskCreationTime: optionalText,
  TaskFinishedTime: optionalText,
});

/** Elastic Container Instance: `CommitContainer` saves a running container as an image. */
export const definition: ProviderDefinition<'alibaba-eci-commit'> = {
  name: 'alibaba-eci-commit',
  cloud: 'alibaba',
  product: { code: 'eci', version: '2018-08-08' },
  title: 'container committed to an image (Elastic Container Instance)',
  titleInChinese: '容器提交为镜像（弹性容器实例 ECI）',
  idsPerRequest: 10,
  // A guess: pull, commit and push of an image of some hundred megabytes.
  typicalMs: 90_000,
  permissions: { wait: PERMISSION },
  states: { RUNNING: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed' },
  inputs: [CONTAINER_GROUP],
  connect({ region }, call) {
    const tasks = listing(
      {
        action: ACTION,
        method: 'POST',
        permission: PERMISSION,
        query: { RegionId: region, MaxResults: MAX_RESULTS },
        byIds: (ids) => numbered('TaskId', ids),
        readPage,
        entry: Entry,
        id: 'TaskId',
        observe,
      },
      call,
    );
    return {
      ask: tasks.ask,
      async find(groups, signal) {
        const found = new Map<string, Found>();
        for (const group of groups) {
          const { entries, requestId } = await tasks.all({ ContainerGroupId: group }, signal);
          if (entries.length === 0) continue;
          // Only here it is known which group a task is of.
          const consoleUrl = eciConsole(region, group);
          const seen = entries.map((entry) => ({ ...observe(entry, requestId), consoleUrl }));
          found.set(group, { tasks: seen });
        }
        return found;
      },
      failureLog: async ({ phases = [] }) => ({
        title: 'Phases',
        lines: phases.map(({ name, status, message, finishedAt }) =>
          [finishedAt?.replace(/\.\d+Z$/, 'Z'), name, status, message].filter(Boolean).join('  '),
        ),
      }),
    };
  },
};

function readPage(body: unknown): Page {
  const { CommitTasks, NextToken } = readAnswer(List, body, ACTION);
  return { entries: CommitTasks ?? [], nextToken: NextToken };
}

function observe(entry: z.infer<typeof Entry>, requestId: string): Observation {
  const state = stateOf(definition.states, entry.TaskStatus);
  const phases = entry.CommitPhaseInfos.map((phase) => ({
    name: phase.Phase,
    status: phase.Status,
    ...known({ message: phase.Message, finishedAt: isoTime(phase.RecordTime) }),
  }));
  return {
    id: entry.TaskId,
    state,
    status: entry.TaskStatus,
    ...known({
      progress: percentage(entry.TaskProgress),
      phase: phases.at(-1)?.name,
      message: entry.StatusMessage || phases.at(-1)?.message,
      createdAt: isoTime(entry.TaskCreationTime, 'Z'),
      finishedAt: isFinal(state) ? isoTime(entry.TaskFinishedTime, 'Z') : undefined,
      requestId,
    }),
    phases,
  };
}
