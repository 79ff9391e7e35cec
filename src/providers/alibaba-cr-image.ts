import * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { Call } from '../clouds/cloud.ts';
import { filled, textOrEmpty } from '../clouds/shapes.ts';
import { CloudError, messageOf } from '../errors.ts';
import type { Result } from './provider.ts';

const Repository = z.looseObject({
  RepoNamespaceName: filled,
  RepoName: filled,
});

const RepoTag = z.looseObject({ Digest: textOrEmpty });

const Endpoints = z.looseObject({
  Endpoints: z.array(
    z.looseObject({
      EndpointType: textOrEmpty,
      Enable: z._default(z.boolean(), false),
      Domains: z._default(z.array(z.looseObject({ Type: textOrEmpty, Domain: textOrEmpty })), []),
    }),
  ),
});

/** An artifact in a repository of a Container Registry instance. */
export interface Artifact {
  instanceId: string;
  repoId: string;
  tag: string;
  network: 'public' | 'vpc';
  wantsDigest: boolean;
}

/**
 * The reference by which an artifact is pulled, `domain/namespace/repository:tag`, and where it is wanted its digest.
 * Where it cannot be had, a warning that says why: the task has succeeded all the same. Rejects only with the signal's
 * reason.
 */
export async function describeImage(
  { instanceId, repoId, tag, network, wantsDigest }: Artifact,
  call: Call,
  signal: AbortSignal,
): Promise<Result> {
  if (!repoId || !tag) return { warning: 'The answer names no target artifact; `image` is empty.' };
  const get = async <T>(
    schema: z.ZodMiniType<T>,
    action: string,
    query: Record<string, string>,
  ) => {
    const permission = `cr:${action}`;
    const { body } = await call({ action, method: 'GET', query, permission }, signal);
    return readAnswer(schema, body, action);
  };
  const digest = wantsDigest ? describeDigest() : Promise.resolve({});
  try {
    const [repository, { Endpoints: endpoints }] = await Promise.all([
      get(Repository, 'GetRepository', { InstanceId: instanceId, RepoId: repoId }),
      get(Endpoints, 'ListInstanceEndpoint', { InstanceId: instanceId }),
    ]);
    const domain = pickDomain(endpoints, network);
    if (!domain) return { warning: 'The instance has no enabled endpoint; `image` is empty.' };
    const image = `${domain}/${repository.RepoNamespaceName}/${repository.RepoName}:${tag}`;
    return { image, ...(await digest) };
  } catch (error) {
    if (signal.aborted || !(error instanceof CloudError)) throw error;
    return { warning: `\`image\` is empty: ${error.message} ${error.remedy}`.trimEnd() };
  }

  /** Never rejects: without its digest the image is as good as before. */
  async function describeDigest(): Promise<Result> {
    try {
      const query = { InstanceId: instanceId, RepoId: repoId, Tag: tag };
      const { Digest } = await get(RepoTag, 'GetRepoTag', query);
      const [hex] = /[0-9a-f]{64}$/.exec(Digest.toLowerCase()) ?? [];
      return hex ? { digest: `sha256:${hex}` } : {};
    } catch (error) {
      const remedy = error instanceof CloudError ? ` ${error.remedy}` : '';
      const reason = `${messageOf(error)}${remedy}`.trimEnd();
      return { warning: `The image is not declared as an artifact of the job: ${reason}` };
    }
  }
}

/** A domain of the network that was asked for, else of any enabled endpoint; the user's own domain before the system's. */
function pickDomain(
  endpoints: z.infer<typeof Endpoints>['Endpoints'],
  network: 'public' | 'vpc',
): string | undefined {
  const wanted = network === 'public' ? 'internet' : 'vpc';
  const enabled = endpoints
    .filter((endpoint) => endpoint.Enable && endpoint.Domains.some(({ Domain }) => Domain))
    .sort((a, b) => rank(a) - rank(b));
  const domains = enabled[0]?.Domains.filter(({ Domain }) => Domain) ?? [];
  return (domains.find(({ Type }) => Type === 'USER') ?? domains[0])?.Domain;

  function rank({ EndpointType }: { EndpointType: string }): number {
    return EndpointType.toLowerCase() === wanted ? 0 : 1;
  }
}
