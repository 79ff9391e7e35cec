import { type Call, listParam } from '../call.ts';
import { chinaSeconds } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { page, wholeNumber } from '../paging.ts';
import { samples } from '../samples/volcengine-ecs.ts';
import type { Service } from '../service.ts';
import type { TaskView } from '../timeline.ts';
import { imageTasks } from './volcengine-ecs-start.ts';

const kind = 'volcengine-ecs-task';

/** Most ids that one request may name. */
const mostIds = 100;

const common = {
  version: '2020-04-01',
  cloud: 'volcengine',
  envelope: 'volcengine',
  methods: ['GET'],
  signed: true,
  kind,
} as const;

/** Volcengine ECS 2020-04-01. It has no way to cancel a task (volcengine-nodejs-sdk `service/ecs`). */
const operations: Operation[] = [
  { ...common, action: 'DescribeTasks', permission: 'ecs:DescribeTasks', run: describe },
  ...imageTasks.map((operation) => ({ ...common, ...operation })),
];

export const volcengineEcs: Service<'volcengine-ecs-task'> = {
  kind,
  words: {
    running: 'Running',
    success: 'Succeeded',
    open: ['Pending', 'Running', 'UnknownStatus'],
    last: ['Succeeded', 'Failed'],
  },
  answers: {
    action: 'DescribeTasks',
    entries: ['Result', 'Tasks'],
    deciding: ['Id', 'Status'],
    optional: [],
    parent: { param: 'ResourceIds', fields: ['ResourceId', 'Type'] },
  },
  samples,
  operations,
};

function describe({ params }: Call, backend: Backend): Answer {
  const ids = listParam(params, 'TaskIds');
  const resources = [
    ...listParam(params, 'ResourceIds'),
    // The older name of the same filter (reference page).
    ...(params.ResourceId ? [params.ResourceId] : []),
  ];
  checkLimits(ids, resources, wholeNumber(params.MaxResults, 20));
  const found = backend.find({
    kind,
    ...(backend.region && { region: backend.region }),
    ...(ids.length > 0 && { ids }),
    ...(resources.length > 0 && { parents: resources }),
  });
  const part = page(found, params.NextToken, wholeNumber(params.MaxResults, 20));
  if (!part) throw new ApiError(400, 'InvalidNextToken.Malformed', 'NextToken is not valid.');
  return { body: { NextToken: part.nextToken, Tasks: part.items.map(entry) } };
}

/** Codes and messages of the reference page. The bounds of MaxResults are not documented. */
function checkLimits(ids: string[], resources: string[], size: number): void {
  const refuse = (code: string, message: string) =>
    new ApiError(400, `LimitExceeded.${code}`, message);
  const tooMany = (what: string) =>
    `You've reached the limit on the number of ${what} that you can set.`;
  if (ids.length > mostIds) throw refuse('MaximumTaskIds', tooMany('TaskIds'));
  if (resources.length > mostIds) {
    throw refuse('MaximumResourceIds', tooMany('ResourceIds'));
  }
  const wrong = (end: string) => `The number of specified MaxResults exceeds the ${end} limit.`;
  if (size > 100) throw refuse('MaximumMaxResults', wrong('maximum'));
  if (!(size >= 1)) throw refuse('MinimumMaxResults', wrong('minimum'));
}

function entry(view: TaskView): Record<string, unknown> {
  const done = view.step.progress ?? (view.status === 'Succeeded' ? 100 : 0);
  return {
    Id: view.id,
    CreatedAt: chinaSeconds(view.createdAt),
    UpdatedAt: chinaSeconds(view.modifiedAt),
    // What a running task has here is not documented.
    EndAt: view.finishedAt === undefined ? '' : chinaSeconds(view.finishedAt),
    ResourceId: view.script.parent ?? view.step.imageId ?? '',
    Type: view.script.type ?? 'CreateImage',
    Process: Math.round(done),
    Status: view.status,
    ...view.script.extra,
  };
}
