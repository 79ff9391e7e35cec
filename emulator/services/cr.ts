import type { Call } from '../call.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { wholeNumber } from '../paging.ts';
import { samples } from '../samples/cr.ts';
import type { Service } from '../service.ts';
import type { TaskView } from '../timeline.ts';
import { refuse, repositories } from './cr-registry.ts';
import { need } from './shared.ts';

const kind = 'alibaba-cr-artifact-build';

const common = {
  version: '2018-12-01',
  cloud: 'alibaba',
  envelope: 'alibaba',
  signed: true,
  kind,
} as const;

/**
 * Container Registry (ACR EE) 2018-12-01. No call of it starts a build: a push does, where a rule of the repository says so
 * (aliyun-openapi-meta `cr` has CreateArtifactBuildRule, which gives no task, and nothing beside). Its business errors come as HTTP 200 with IsSuccess false
 * (alibabacloud-typescript-sdk `cr-20181201`).
 */
const operations: Operation[] = [
  {
    ...common,
    action: 'GetArtifactBuildTask',
    methods: ['GET'],
    permission: 'cr:GetArtifactBuildTask',
    run: get,
  },
  {
    ...common,
    action: 'CancelArtifactBuildTask',
    methods: ['POST', 'PUT'],
    permission: 'cr:CancelArtifactBuildTask',
    run: cancel,
  },
  {
    ...common,
    action: 'ListArtifactBuildTaskLog',
    methods: ['GET'],
    permission: 'cr:ListArtifactBuildTaskLog',
    run: listLog,
  },
  ...repositories.map((operation) => ({ ...common, ...operation })),
];

export const cr: Service<'alibaba-cr-artifact-build'> = {
  kind,
  words: {
    running: 'BUILDING',
    success: 'SUCCESS',
    open: ['PENDING', 'BUILDING'],
    // Which of the two a canceled task has is not documented.
    last: ['SUCCESS', 'FAILED', 'CANCELED', 'CANCELLED'],
  },
  answersForOne: true,
  answers: {
    action: 'GetArtifactBuildTask',
    entries: [],
    deciding: ['BuildTaskId', 'TaskStatus'],
    optional: ['EndTime'],
  },
  samples,
  operations,
};

/** The task that is asked for and, under a fault, whatever else the answer holds. */
function lookUp({ params }: Call, backend: Backend): { views: TaskView[]; refused?: Answer } {
  const instanceId = need(params, 'InstanceId');
  const id = need(params, 'BuildTaskId');
  const scripts = backend.tasks.scripts(kind);
  const isKnown = scripts.some(
    (script) => script.instanceId === undefined || script.instanceId === instanceId,
  );
  if (scripts.length > 0 && !isKnown) return { views: [], refused: refuse('INSTANCE_NOT_EXIST') };
  const region = backend.region;
  const views = backend.find({ kind, ids: [id], instanceId, ...(region && { region }) });
  // The code for an unknown build task is not documented; the others are all made like this one.
  return views.length === 0 ? { views, refused: refuse('BUILD_TASK_NOT_EXIST') } : { views };
}

function get(call: Call, backend: Backend): Answer {
  const { views, refused } = lookUp(call, backend);
  const [view, ...others] = views;
  if (refused || !view) return refused ?? refuse('BUILD_TASK_NOT_EXIST');
  return {
    body: {
      ...entry(view),
      Code: 'success',
      IsSuccess: true,
      // One task is all this API answers; under a fault the others show up beside it.
      ...(others.length > 0 && { OtherTasks: others.map(entry) }),
      ...view.script.extra,
    },
  };
}

function entry({ id, status, step, script, createdAt, finishedAt }: TaskView) {
  return {
    // Unix seconds, unlike other CR APIs, which use milliseconds (alibabacloud-typescript-sdk `cr-20181201`).
    StartTime: Math.floor(createdAt / 1000),
    ...(finishedAt !== undefined && { EndTime: Math.floor(finishedAt / 1000) }),
    ArtifactBuildType: script.type ?? 'IMAGE_TO_ACCELERATED_IMAGE',
    TaskStatus: status,
    BuildTaskId: id,
    Instructions: [],
    SourceArtifact: { RepoId: 'crr-source', Version: 'latest', ArtifactType: 'IMAGE' },
    TargetArtifact: {
      RepoId: step.targetRepoId ?? 'crr-target',
      Version: step.targetTag ?? 'latest_accelerated',
      ArtifactType: 'IMAGE',
    },
  };
}

function cancel(call: Call, backend: Backend): Answer {
  const { views, refused } = lookUp(call, backend);
  const [view] = views;
  if (refused || !view) return refused ?? refuse('BUILD_TASK_NOT_EXIST');
  const isOpen = view.status === 'PENDING' || view.status === 'BUILDING';
  if (!isOpen || view.script.cancelable === false) return refuse('BUILD_TASK_STATUS_NOT_SUPPORT');
  // The word after a cancel is not documented; its sibling GetRepoSyncTask says CANCELED.
  backend.tasks.divert(kind, view.id, [{ at: 0, status: 'CANCELED' }]);
  return { body: { Code: 'success', IsSuccess: true } };
}

function listLog(call: Call, backend: Backend): Answer {
  const pageNumber = wholeNumber(need(call.params, 'Page'), 1);
  const size = wholeNumber(need(call.params, 'PageSize'), 30);
  if (!(pageNumber >= 1 && size >= 1 && size <= 100)) return refuse('PARAMETER_ERROR');
  const { views, refused } = lookUp(call, backend);
  if (refused) return refused;
  const lines = views[0]?.script.log ?? [];
  const start = (pageNumber - 1) * size;
  return {
    body: {
      Code: 'success',
      IsSuccess: true,
      TotalCount: lines.length,
      BuildTaskLogs: lines
        .slice(start, start + size)
        .map((Message, i) => ({ LineNumber: start + i + 1, Message })),
    },
  };
}
