import * as z from 'zod/mini';
import { filled, informing, optionalText } from '../../clouds/shapes.ts';
import type { CloudError } from '../../model/errors.ts';
import { isFinal, type Observation } from '../../model/task.ts';
import { crConsole } from '../console.ts';
import { getting } from '../getting.ts';
import type { KindInput } from '../kind-inputs.ts';
import { type ProviderDefinition, stateOf } from '../provider.ts';
import { isoTime, known } from '../reading.ts';
import { imageLookUp } from './cr-image.ts';
import { lastLines } from './cr-log.ts';

const INSTANCE: KindInput = {
  name: 'instance-id',
  isRequired: true,
  reads: 'id',
  description:
    '`alibaba-cr-artifact-build`, which requires it: the Container Registry Enterprise Edition instance.',
  chinese: '`alibaba-cr-artifact-build`（必填）：容器镜像服务企业版的实例。',
  note: 'Such as `cri-0123456789abcdef`; the console shows it beside the name of the instance.',
};

const ACTION = 'GetArtifactBuildTask';
const CANCEL = 'CancelArtifactBuildTask';

/** What was built; the look-up of its image needs it, so that it travels with the task. */
const Target = informing(z.object({ RepoId: optionalText, Version: optionalText }));

const Answer = z.looseObject({
  BuildTaskId: filled,
  TaskStatus: filled,
  // Unix seconds, unlike the milliseconds of this product's other operations.
  StartTime: informing(z.number()),
  EndTime: informing(z.number()),
  TargetArtifact: Target,
});

/** Container Registry Enterprise Edition: an accelerated image is built from an image. */
export const definition: ProviderDefinition<'alibaba-cr-artifact-build'> = {
  name: 'alibaba-cr-artifact-build',
  cloud: 'alibaba',
  product: { code: 'cr', version: '2018-12-01' },
  title: 'accelerated image build (Container Registry)',
  titleInChinese: '加速镜像的构建（容器镜像服务 ACR）',
  idsPerRequest: 1,
  // A guess: an image of some hundred megabytes is pulled, converted and pushed.
  typicalMs: 4 * 60_000,
  permissions: {
    wait: `cr:${ACTION}`,
    cancel: `cr:${CANCEL}`,
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
  inputs: [INSTANCE],
  connect({ region, given, network, wantsDigest = false }, call) {
    const instanceId = given[INSTANCE.name] ?? '';
    const about = (id: string) => ({ InstanceId: instanceId, BuildTaskId: id });
    const images = imageLookUp({ instanceId, network, wantsDigest }, call);
    const consoleUrl = crConsole(region, instanceId);
    const tasks = getting(
      {
        request: (id) => ({
          action: ACTION,
          method: 'GET',
          query: about(id),
          permission: `cr:${ACTION}`,
        }),
        answer: Answer,
        id: 'BuildTaskId',
        isUnknown,
        observe: (answer, requestId) => ({ ...observe(answer, requestId), consoleUrl }),
      },
      call,
    );
    return {
      ask: tasks.ask,
      async cancel(id, signal) {
        const query = about(id);
        await call({ action: CANCEL, method: 'POST', query, permission: `cr:${CANCEL}` }, signal);
      },
      describeResult({ carry }, signal) {
        const { RepoId: repoId = '', Version: tag = '' } = Target.parse(carry) ?? {};
        return images.describe(repoId, tag, signal);
      },
      failureLog: (task, signal) => lastLines(instanceId, task.id, call, signal),
    };
  },
};

/** The code for an unknown task is not documented; those for an unknown instance or repository end the wait. */
function isUnknown({ code }: CloudError): boolean {
  return /TASK.*(NOT_?EXIST|NOT_?FOUND)/i.test(code);
}

function observe(body: z.infer<typeof Answer>, requestId: string): Observation {
  const state = stateOf(definition.states, body.TaskStatus);
  return {
    id: body.BuildTaskId,
    state,
    status: body.TaskStatus,
    ...known({
      createdAt: isoTime(body.StartTime),
      finishedAt: isFinal(state) ? isoTime(body.EndTime) : undefined,
      requestId,
      carry: body.TargetArtifact && known(body.TargetArtifact),
    }),
  };
}
