import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import { filled, informing, optionalText } from '../../clouds/shapes.ts';
import { CloudError } from '../../model/errors.ts';
import { isFinal, type Observation } from '../../model/task.ts';
import { crConsole } from '../console.ts';
import { type ProviderDefinition, stateOf } from '../provider.ts';
import { isoTime, known } from '../reading.ts';
import { imageLookUp } from './cr-image.ts';
import { lastLines } from './cr-log.ts';

const ACTION = 'GetArtifactBuildTask';

const Artifact = z.looseObject({ RepoId: optionalText, Version: optionalText });

const Answer = z.looseObject({
  BuildTaskId: filled,
  TaskStatus: filled,
  // Unix seconds, unlike the milliseconds of this product's other operations.
  StartTime: informing(z.number()),
  EndTime: informing(z.number()),
  TargetArtifact: informing(Artifact),
});

/** Container Registry Enterprise Edition: an accelerated image is built from an image. */
export const alibabaCrArtifactBuild: ProviderDefinition<'alibaba-cr-artifact-build'> = {
  name: 'alibaba-cr-artifact-build',
  cloud: 'alibaba',
  product: { code: 'cr', version: '2018-12-01' },
  title: 'accelerated image build (Container Registry)',
  idsPerRequest: 1,
  // A guess: an image of some hundred megabytes is pulled, converted and pushed.
  typical: { medianMs: 4 * 60_000, spread: 0.6 },
  permissions: {
    wait: `cr:${ACTION}`,
    cancel: 'cr:CancelArtifactBuildTask',
    result: [
      'cr:GetRepository',
      'cr:ListInstanceEndpoint',
      'cr:GetRepoTag',
      'cr:ListArtifactBuildTaskLog',
    ],
  },
  states: {
    PENDING: 'pending',
    BUILDING: 'running',
    SUCCESS: 'succeeded',
    FAILED: 'failed',
    CANCELED: 'canceled',
    CANCELLED: 'canceled',
  },
  inputs: ['instance-id'],
  requiredInputs: ['instance-id'],
  connect({ region, instanceId = '', network, wantsDigest = false }, call) {
    const targets = new Map<string, z.infer<typeof Artifact>>();
    const images = imageLookUp({ instanceId, network, wantsDigest }, call);
    const consoleUrl = crConsole(region, instanceId);
    return {
      async ask(ids, signal) {
        const observations: Observation[] = [];
        for (const id of ids) {
          const answer = await call(
            {
              action: ACTION,
              method: 'GET',
              query: { InstanceId: instanceId, BuildTaskId: id },
              permission: `cr:${ACTION}`,
            },
            signal,
          ).catch(noSuchTask);
          if (!answer) continue;
          const body = readAnswer(Answer, answer.body, ACTION);
          if (body.BuildTaskId !== id) continue;
          if (body.TargetArtifact) targets.set(id, body.TargetArtifact);
          observations.push({ ...observe(body, answer.requestId), consoleUrl });
        }
        return observations;
      },
      async cancel(id, signal) {
        await call(
          {
            action: 'CancelArtifactBuildTask',
            method: 'POST',
            query: { InstanceId: instanceId, BuildTaskId: id },
            permission: 'cr:CancelArtifactBuildTask',
          },
          signal,
        );
      },
      describeResult(task, signal) {
        const { RepoId: repoId = '', Version: tag = '' } = targets.get(task.id) ?? {};
        return images.describe(repoId, tag, signal);
      },
      failureLog: (task, signal) => lastLines(instanceId, task.id, call, signal),
    };
  },
};

/** The code for an unknown task is not documented; those for an unknown instance or repository end the wait. */
function noSuchTask(error: unknown): undefined {
  if (error instanceof CloudError && /TASK.*(NOT_?EXIST|NOT_?FOUND)/i.test(error.code)) return;
  throw error;
}

function observe(body: z.infer<typeof Answer>, requestId: string): Observation {
  const state = stateOf(alibabaCrArtifactBuild.states, body.TaskStatus);
  return {
    id: body.BuildTaskId,
    state,
    status: body.TaskStatus,
    ...known({
      createdAt: isoTime(body.StartTime),
      finishedAt: isFinal(state) ? isoTime(body.EndTime) : undefined,
      requestId,
    }),
  };
}
