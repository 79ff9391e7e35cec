import { type Call, listParam } from '../call.ts';
import { chinaNanos, utcSeconds } from '../clock.ts';
import { ApiError, missing } from '../errors.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { page, wholeNumber } from '../paging.ts';
import { samples } from '../samples/eci.ts';
import type { Service } from '../service.ts';
import type { TaskView } from '../timeline.ts';
import { commit } from './eci-start.ts';
import { checkRegion } from './shared.ts';

const kind = 'alibaba-eci-commit';

/** Most ids that one request may name. */
const mostIds = 10;

const common = {
  version: '2018-08-08',
  cloud: 'alibaba',
  envelope: 'alibaba',
  methods: ['GET', 'POST'],
  signed: true,
  kind,
} as const;

/** Elastic Container Instance 2018-08-08. It has no way to cancel a commit (aliyun-openapi-meta `eci`). */
const operations: Operation[] = [
  {
    ...common,
    action: 'DescribeCommitContainerTask',
    permission: 'eci:DescribeCommitContainerTask',
    run: describe,
  },
  { ...common, ...commit },
];

export const eci: Service<'alibaba-eci-commit'> = {
  kind,
  words: {
    running: 'Running',
    success: 'Succeeded',
    open: ['Running'],
    last: ['Succeeded', 'Failed'],
  },
  answers: {
    action: 'DescribeCommitContainerTask',
    entries: ['CommitTasks'],
    deciding: ['TaskId', 'TaskStatus'],
    optional: ['TaskFinishedTime'],
  },
  samples,
  operations,
};

function describe({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const ids = listParam(params, 'TaskId');
  const group = params.ContainerGroupId;
  if (ids.length === 0 && !group) throw missing('ContainerGroupId');
  if (ids.length > mostIds) {
    // The metadata says maxItems 10; the code that answers an eleventh is not documented.
    throw new ApiError(400, 'InvalidParameter.TaskId', 'At most 10 TaskId may be given.');
  }
  const size = wholeNumber(params.MaxResults, 10);
  if (!(size >= 1 && size <= 50)) {
    throw new ApiError(400, 'InvalidParameter.MaxResults', 'MaxResults must be 1 to 50.');
  }
  const wanted = params.TaskStatus;
  const found = backend
    .find({
      kind,
      region,
      ...(ids.length > 0 && { ids }),
      ...(group !== undefined && { parents: [group] }),
    })
    .filter((view) => !wanted || view.status === wanted);
  const part = page(found, params.NextToken, size);
  if (!part) throw new ApiError(400, 'InvalidParameter.NextToken', 'NextToken is not valid.');
  return {
    body: {
      TotalCount: found.length,
      NextToken: part.nextToken,
      // A string in this API, unlike its siblings (reference page and SDK).
      MaxResults: String(size),
      CommitTasks: part.items.map(entry),
    },
  };
}

function entry(view: TaskView): Record<string, unknown> {
  const { step, finishedAt } = view;
  const done = step.progress ?? (view.status === 'Succeeded' ? 100 : 0);
  return {
    TaskId: view.id,
    TaskStatus: view.status,
    TaskProgress: `${done}%`,
    StatusMessage: step.message ?? '',
    ContainerName: 'worker0',
    CommitPhaseInfos: phases(view),
    TaskCreationTime: utcSeconds(view.createdAt),
    ...(finishedAt !== undefined && { TaskFinishedTime: utcSeconds(finishedAt) }),
    ...view.script.extra,
  };
}

/** Phases pile up as the task goes through them; only the example status "Success" is documented. */
function phases(view: TaskView): Record<string, unknown>[] {
  const named = view.reached.filter(({ step }) => step.phase !== undefined);
  const started = named.filter(({ step }, i) => step.phase !== named[i - 1]?.step.phase);
  return started.map(({ step, time }, i) => {
    const isLatest = i === started.length - 1;
    const latest = view.status === 'Failed' ? 'Failed' : 'Running';
    return {
      Phase: step.phase,
      Status: isLatest && view.status !== 'Succeeded' ? latest : 'Success',
      Message: step.message ?? '',
      RecordTime: chinaNanos(time),
    };
  });
}
