/** Many image builds of one step, under a quota: the action's own wait, from its inputs to its outcome, on a clock of the caller's. */
import { readInputs } from '../src/inputs/inputs.ts';
import type { Clock } from '../src/model/clock.ts';
import { InterruptedError } from '../src/model/errors.ts';
import type { HttpRequest, HttpResponse } from '../src/model/world.ts';
import { createSecrets } from '../src/secrets/secrets.ts';
import { connect } from '../src/wait/connect.ts';
import { run } from '../src/wait/run.ts';
import { seeded } from './statistics.ts';

export interface Builds {
  count: number;
  repositories: number;
  /** Requests that the cloud takes in the second from `atMs` on; what is refused is not counted. */
  perSecond(atMs: number): number;
  /** How long each build takes; for ever where it is infinite. */
  endsAfterMs(index: number): number;
  startsAfterMs?(index: number): number;
  latencyMs?: number;
  seed?: number;
  inputs?: Readonly<Record<string, string>>;
  interruptAfterMs?: number;
}

export interface Request {
  at: number;
  action: string;
  /** Of which build or repository. */
  id: string;
  isRefused: boolean;
}

const ENDPOINTS = {
  Endpoints: [{ EndpointType: 'internet', Enable: true, Domains: [{ Domain: 'cr.example' }] }],
};
const REFUSAL = {
  Code: 'Throttling.User',
  Message: 'Request was denied due to user flow control.',
};

/** Container Registry under a quota of so many requests in each whole second. */
function registry(clock: Clock, builds: Builds, used: Map<number, number>) {
  const { repositories, perSecond, endsAfterMs, startsAfterMs = () => 0, latencyMs = 50 } = builds;
  const begin = clock.now();
  const requests: Request[] = [];

  function bodyOf(action: string, id: string): object {
    if (action === 'GetRepository') return { RepoNamespaceName: 'shop', RepoName: id };
    if (action !== 'GetArtifactBuildTask') return ENDPOINTS;
    const index = Number(id.slice(2));
    const isDone = clock.now() - begin >= endsAfterMs(index);
    const TargetArtifact = { RepoId: `crr-${index % repositories}`, Version: 'v1' };
    const isRunning = clock.now() - begin >= startsAfterMs(index);
    const TaskStatus = isDone ? 'SUCCESS' : isRunning ? 'BUILDING' : 'PENDING';
    return { BuildTaskId: id, TaskStatus, TargetArtifact };
  }

  async function http({ url, headers }: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const at = clock.now();
    const second = Math.floor(at / 1_000);
    const load = used.get(second) ?? 0;
    const isRefused = load >= perSecond(at - begin);
    if (!isRefused) used.set(second, load + 1);
    const action = headers['x-acs-action'] ?? '';
    const id = url.searchParams.get('BuildTaskId') ?? url.searchParams.get('RepoId') ?? '';
    requests.push({ at: at - begin, action, id, isRefused });
    const body = isRefused ? REFUSAL : bodyOf(action, id);
    await clock.sleep(latencyMs, signal);
    const type = { 'content-type': 'application/json' };
    return { status: isRefused ? 400 : 200, headers: type, body: JSON.stringify(body) };
  }
  return { http, requests };
}

/**
 * Waits for all of them. Gives the outcome, every request, what was told, and when a snapshot told of the end of each.
 * Several waits share a quota by what they have `used` of it, request by second.
 */
export async function waitForBuilds(
  builds: Builds,
  clock: Clock,
  used: Map<number, number> = new Map(),
) {
  const { http, requests } = registry(clock, builds, used);
  const ids = Array.from({ length: builds.count }, (_, index) => `t-${index}`);
  const texts: Readonly<Record<string, string>> = {
    provider: 'alibaba-cr-artifact-build',
    'task-id': ids.join('\n'),
    'instance-id': 'cri-1',
    region: 'cn-hangzhou',
    endpoint: 'https://cloud.example',
    'access-key-id': 'bench-key',
    'access-key-secret': 'bench-secret',
    ...builds.inputs,
  };
  const { inputs, credentials } = await readInputs(
    (name) => texts[name] ?? '',
    {},
    () => false,
  );
  const world = { clock, random: seeded(builds.seed ?? 20), nonce: () => 'bench', http, env: {} };
  const secrets = createSecrets();
  const access = { idTokenOf: async () => '', wantsDigest: false };
  const connection = connect(inputs, credentials, world, access, secrets);
  const controller = new AbortController();
  if (builds.interruptAfterMs !== undefined) {
    const reason = new InterruptedError('SIGTERM');
    clock.sleep(builds.interruptAfterMs).then(() => controller.abort(reason));
  }
  const begin = clock.now();
  const toldAt = new Map<string, number>();
  const warnings: string[] = [];
  const reporter = {
    snapshot: ({ changed }: { changed: readonly { id: string; state: string }[] }) => {
      for (const { id, state } of changed)
        if (state === 'succeeded') toldAt.set(id, clock.now() - begin);
    },
    warning: (message: string) => warnings.push(message),
    canceled: () => undefined,
    hide: secrets.hide,
  };
  const outcome = await run(inputs, connection, world, reporter, controller.signal);
  return { outcome, requests, toldAt, warnings };
}
