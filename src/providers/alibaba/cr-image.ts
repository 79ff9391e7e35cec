import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import type { Call } from '../../clouds/cloud.ts';
import { filled, listOf, textOrEmpty } from '../../clouds/shapes.ts';
import { CloudError, explained } from '../../model/errors.ts';
import { isSameWord } from '../../model/words.ts';
import type { Result } from '../provider.ts';

const Repository = z.looseObject({
  RepoNamespaceName: filled,
  RepoName: filled,
});

const RepoTag = z.looseObject({ Digest: textOrEmpty });

const Endpoints = z.looseObject({
  Endpoints: listOf(
    z.looseObject({
      EndpointType: textOrEmpty,
      Enable: z.literal(true),
      Domains: listOf(z.looseObject({ Type: textOrEmpty, Domain: filled })),
    }),
  ),
});

type Endpoint = z.infer<typeof Endpoints>['Endpoints'][number];

/** A Container Registry instance, and what is wanted of its images. */
export interface Registry {
  instanceId: string;
  network: 'public' | 'vpc';
  wantsDigest: boolean;
}

/**
 * Asks each question about an instance once. What passes may be asked for again by the next task; what does not will not be
 * another the next time.
 */
function askedOnce(instanceId: string, call: Call) {
  const asked = new Map<string, Promise<unknown>>();
  return function get<T>(
    schema: z.ZodMiniType<T>,
    action: string,
    of: Record<string, string>,
    signal: AbortSignal,
  ): Promise<T> {
    const query = { InstanceId: instanceId, ...of };
    const key = JSON.stringify([action, of]);
    const known = asked.get(key);
    if (known) return known as Promise<T>;
    const asking = call({ action, method: 'GET', query, permission: `cr:${action}` }, signal).then(
      ({ body }) => readAnswer(schema, body, action),
    );
    asked.set(key, asking);
    asking.catch((error: unknown) => {
      if (!(error instanceof CloudError) || error.passes) asked.delete(key);
    });
    return asking;
  };
}

/**
 * Looks up the references by which images of one instance are pulled, `domain/namespace/repository:tag`, and where it is
 * wanted their digests. Instance, repositories and tags are asked for once each, however many tasks they are asked for.
 */
export function imageLookUp({ instanceId, network, wantsDigest }: Registry, call: Call) {
  const get = askedOnce(instanceId, call);

  /** Never rejects: without its digest the image is as good as before. */
  async function describeDigest(of: Record<string, string>, signal: AbortSignal): Promise<Result> {
    try {
      const { Digest } = await get(RepoTag, 'GetRepoTag', of, signal);
      const [hex] = /[0-9a-f]{64}$/.exec(Digest.toLowerCase()) ?? [];
      return hex ? { digest: `sha256:${hex}` } : {};
    } catch (error) {
      return {
        warning: `The image is not declared as an artifact of the job: ${explained(error)}`,
        ...troubleIn(error),
      };
    }
  }

  return {
    /**
     * The image of a tag. Where it cannot be had, a warning that says why: the task has succeeded all the same. Rejects
     * only with the signal's reason.
     */
    async describe(repoId: string, tag: string, signal: AbortSignal): Promise<Result> {
      if (!repoId || !tag) {
        return { warning: 'The answer names no target artifact; `image` is empty.' };
      }
      const digest = wantsDigest
        ? describeDigest({ RepoId: repoId, Tag: tag }, signal)
        : Promise.resolve({});
      try {
        const [repository, { Endpoints: endpoints }] = await Promise.all([
          get(Repository, 'GetRepository', { RepoId: repoId }, signal),
          get(Endpoints, 'ListInstanceEndpoint', {}, signal),
        ]);
        const domain = pickDomain(endpoints, network);
        if (!domain) return { warning: 'The instance has no enabled endpoint; `image` is empty.' };
        const image = `${domain}/${repository.RepoNamespaceName}/${repository.RepoName}:${tag}`;
        return { image, ...(await digest) };
      } catch (error) {
        if (signal.aborted || !(error instanceof CloudError)) throw error;
        return { warning: `\`image\` is empty: ${explained(error)}`, ...troubleIn(error) };
      }
    },
  };
}

function troubleIn(error: unknown): Pick<Result, 'trouble'> {
  if (!(error instanceof CloudError) || !error.passes) return {};
  const { kind, retryAfterMs } = error;
  return { trouble: { kind, retryAfterMs } };
}

/** A domain of the network that was asked for, else of any enabled endpoint; the user's own domain before the system's. */
function pickDomain(endpoints: readonly Endpoint[], network: 'public' | 'vpc'): string | undefined {
  const wanted = network === 'public' ? 'internet' : 'vpc';
  const enabled = endpoints
    .filter(({ Domains }) => Domains.length > 0)
    .sort((a, b) => rank(a) - rank(b));
  const domains = enabled[0]?.Domains ?? [];
  return (domains.find(({ Type }) => Type === 'USER') ?? domains[0])?.Domain;

  function rank({ EndpointType }: Endpoint): number {
    return isSameWord(EndpointType, wanted) ? 0 : 1;
  }
}
