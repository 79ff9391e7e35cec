import type { Call } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend } from '../operation.ts';
import { isMissing, newId, type OwnPart } from './shared.ts';

const path = /^\/clusters\/([^/]+)\/nodepools\/([^/]+)$/;

/** Most nodes that one call may add (model of the SDK, `cs-20151215`). */
const mostNodes = 500;

/** ScaleClusterNodePool of ACK: the answer is the task's id (alibabacloud-typescript-sdk `cs-20151215`). */
export const scaleOut: OwnPart = {
  action: 'ScaleClusterNodePool',
  permission: 'cs:ScaleClusterNodePool',
  path,
  methods: ['POST'],
  starts: true,
  run: scale,
};

function scale(call: Call, backend: Backend): Answer {
  const [, cluster = '', pool = ''] = path.exec(call.rawPath)?.map(decodeURIComponent) ?? [];
  // Both codes: terraform-provider-alicloud, where it reads node pools.
  if (isMissing(cluster)) {
    throw new ApiError(404, 'ErrorClusterNotFound', `cluster ${cluster} not found`);
  }
  if (isMissing(pool)) {
    throw new ApiError(404, 'ErrorNodePoolNotFound', `nodepool ${pool} not found`);
  }
  const count = nodesOf(call);
  const region = backend.region;
  const nodes = Array.from({ length: count }, () => newId('i'));
  const task = backend.starts.begin({
    kind: 'alibaba-ack-task',
    id: newId('T'),
    parent: cluster,
    type: 'cluster_scaleout',
    ...(region && { region }),
    texts: [cluster, pool],
    edit: ({ resources, ...step }) => ({
      ...step,
      ...(resources && {
        resources: nodes.map((data) => ({ data, status: resources[0]?.status ?? '' })),
      }),
    }),
  });
  return { body: { task_id: task.id } };
}

/** How many nodes the body asks for. The code for a wrong number is not documented. */
function nodesOf({ body }: Call): number {
  const refused = new ApiError(
    400,
    'InvalidParameter',
    `count is a whole number from 1 to ${mostNodes}`,
  );
  let count: unknown;
  try {
    ({ count } = JSON.parse(body.toString() || '{}'));
  } catch {
    throw refused;
  }
  if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > mostNodes) throw refused;
  return Number(count);
}
