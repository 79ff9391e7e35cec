import type { Call } from '../call.ts';
import type { Answer, Backend } from '../operation.ts';
import { checkRegion, need, newId, type OwnPart } from './shared.ts';

/**
 * CommitContainer of ECI: three parameters must be there, and the answer is the task's id (aliyun-openapi-meta `eci`,
 * alibabacloud-typescript-sdk `eci-20180808`). Its codes are not documented; any group and container exist here.
 */
export const commit: OwnPart = {
  action: 'CommitContainer',
  permission: 'eci:CommitContainer',
  starts: true,
  run: commitContainer,
};

function commitContainer({ params }: Call, backend: Backend): Answer {
  const region = checkRegion(params);
  const group = need(params, 'ContainerGroupId');
  const container = need(params, 'ContainerName');
  const { 'Image.Repository': repository = '', 'Image.Tag': tag = '' } = params;
  const task = backend.starts.begin({
    kind: 'alibaba-eci-commit',
    id: newId('t'),
    parent: group,
    region,
    texts: [group, container, repository, tag],
  });
  return { body: { TaskId: task.id } };
}
