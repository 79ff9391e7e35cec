import type { Call } from '../call.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { sha256Hex } from '../signatures/compare.ts';
import { need } from './shared.ts';

/** A business error of CR: HTTP 200, IsSuccess false. */
export function refuse(code: string): Answer {
  return {
    body: { Code: code, IsSuccess: false, Message: code.toLowerCase().replaceAll('_', ' ') },
  };
}

type RegistryOperation = Pick<Operation, 'action' | 'methods' | 'permission' | 'run'>;

/** What turns a build's target artifact into an image that can be pulled (alibabacloud-typescript-sdk `cr-20181201`). */
export const repositories: RegistryOperation[] = [
  {
    action: 'GetRepository',
    methods: ['GET', 'POST'],
    permission: 'cr:GetRepository',
    run: getRepository,
  },
  {
    action: 'ListInstanceEndpoint',
    methods: ['GET', 'POST'],
    permission: 'cr:ListInstanceEndpoint',
    run: listInstanceEndpoint,
  },
  {
    action: 'GetRepoTag',
    methods: ['GET'],
    permission: 'cr:GetRepoTag',
    run: getRepoTag,
  },
];

/** Any `crr-…` exists, except those whose id says `missing`. */
function getRepository({ params }: Call): Answer {
  const InstanceId = need(params, 'InstanceId');
  const RepoId = need(params, 'RepoId');
  if (!RepoId.startsWith('crr-') || RepoId.includes('missing')) return refuse('REPO_NOT_EXIST');
  return {
    body: {
      Code: 'success',
      IsSuccess: true,
      InstanceId,
      RepoId,
      RepoNamespaceName: 'emulated',
      RepoName: RepoId.slice('crr-'.length),
      RepoType: 'PRIVATE',
      RepoStatus: 'NORMAL',
      // Milliseconds here (alibabacloud-typescript-sdk `cr-20181201`).
      CreateTime: 1570759546000,
      ModifiedTime: 1570759546000,
    },
  };
}

/** Both networks are on, except for an instance whose id says `vpc-only` or `no-endpoint`. */
function listInstanceEndpoint({ params }: Call, backend: Backend): Answer {
  const instance = need(params, 'InstanceId');
  const region = backend.region ?? 'cn-hangzhou';
  const name = instance.replace(/^cri-/, '');
  const endpoint = (type: string, suffix: string, enabled: boolean) => ({
    EndpointType: type,
    Enable: enabled,
    Status: enabled ? 'RUNNING' : 'STOPPED',
    AclEnable: false,
    AclEntries: [],
    Domains: [{ Type: 'SYSTEM', Domain: `${name}-registry${suffix}.${region}.cr.aliyuncs.com` }],
  });
  const isOff = instance.includes('no-endpoint');
  return {
    body: {
      Code: 'success',
      IsSuccess: true,
      Endpoints: [
        endpoint('vpc', '-vpc', !isOff),
        endpoint('internet', '', !isOff && !instance.includes('vpc-only')),
      ],
    },
  };
}

function getRepoTag({ params }: Call): Answer {
  need(params, 'InstanceId');
  const repo = need(params, 'RepoId');
  const tag = need(params, 'Tag');
  if (!repo.startsWith('crr-') || repo.includes('missing')) return refuse('REPO_NOT_EXIST');
  return {
    body: {
      Code: 'success',
      IsSuccess: true,
      Tag: tag,
      // Without the prefix `sha256:`, as the reference page shows it.
      Digest: sha256Hex(`${repo}:${tag}`),
      ImageId: sha256Hex(`image of ${repo}:${tag}`),
      Status: 'NORMAL',
    },
  };
}
