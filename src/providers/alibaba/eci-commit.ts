import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import type { ApiCall } from '../../clouds/cloud.ts';
import { filled, listOf, optionalText, pageToken, textOrEmpty } from '../../clouds/shapes.ts';
import { isFinal, type Observation } from '../../model/task.ts';
import { eciConsole } from '../console.ts';
import { numbered, type ProviderDefinition, stateOf } from '../provider.ts';
import {
  entriesOf,
  isoTime,
  known,
  mentionsAll,
  type Page,
  percentage,
  readPages,
} from '../reading.ts';

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
export const alibabaEciCommit: ProviderDefinition<'alibaba-eci-commit'> = {
  name: 'alibaba-eci-commit',
  cloud: 'alibaba',
  product: { code: 'eci', version: '2018-08-08' },
  title: 'container committed to an image (Elastic Container Instance)',
  idsPerRequest: 10,
  // A guess: pull, commit and push of an image of some hundred megabytes.
  typical: { medianMs: 90_000, spread: 0.6 },
  permissions: { wait: PERMISSION },
  states: { RUNNING: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed' },
  parentInput: 'container-group-id',
  inputs: ['container-group-id'],
  requiredInputs: [],
  connect({ region }, call) {
    const list = (query: Record<string, string>): ApiCall => ({
      action: ACTION,
      method: 'POST',
      query: { RegionId: region, MaxResults: MAX_RESULTS, ...query },
      permission: PERMISSION,
    });
    /** Of tasks that were found by their container group: the console shows them with it. */
    const groups = new Map<string, string>();
    const seen = (entry: z.infer<typeof Entry>, requestId: string): Observation => ({
      ...observe(entry, requestId),
      ...known({ consoleUrl: eciConsole(region, groups.get(entry.TaskId)) }),
    });
    return {
      async ask(ids, signal) {
        const api = list(numbered('TaskId', ids));
        const isEnough = (all: readonly unknown[]) => mentionsAll(all, 'TaskId', ids);
        const { entries, requestId } = await readPages(call, api, readPage, signal, isEnough);
        return entriesOf(Entry, entries, 'TaskId', ids, ACTION).map((entry) =>
          seen(entry, requestId),
        );
      },
      async find(parents, signal) {
        const found = new Map<string, Observation[]>();
        for (const parent of parents) {
          const api = list({ ContainerGroupId: parent });
          const { entries, requestId } = await readPages(call, api, readPage, signal);
          const tasks = entries.map((entry) => readAnswer(Entry, entry, ACTION));
          for (const { TaskId } of tasks) groups.set(TaskId, parent);
          const observations = tasks.map((task) => seen(task, requestId));
          if (tasks.length > 0) found.set(parent, observations);
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
  const state = stateOf(alibabaEciCommit.states, entry.TaskStatus);
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
