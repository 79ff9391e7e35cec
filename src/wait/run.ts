import { createClient } from '../clouds/client.ts';
import { credentialSource } from '../clouds/credential-source.ts';
import { clouds } from '../clouds/index.ts';
import { located, type Whereabouts } from '../clouds/out-of-reach.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { type CloudError, InterruptedError } from '../model/errors.ts';
import { isSettled, type Task } from '../model/task.ts';
import type { World } from '../model/world.ts';
import { type Snapshot, watch } from '../polling/watch.ts';
import { guarded } from '../providers/guarded.ts';
import type { Provider } from '../providers/provider.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Cancellation, cancelTasks } from './cancel.ts';
import { earlyEndWarner } from './ended-before.ts';
import { describeResults, lookUpLogs, lookUpReasons, merged } from './look-ups.ts';
import { conclude, type Ending, type Outcome, type TaskLog } from './outcome.ts';

/** Told what happens while it happens. */
export interface Reporter extends Secrets {
  snapshot(snapshot: Snapshot): void;
  warning(message: string, title: string): void;
  /** Which tasks the cloud was asked to cancel, after an interruption. */
  canceled(cancellation: Cancellation): void;
}

/**
 * Waits for the tasks that the inputs name and gives what it came to. Never rejects: whatever goes wrong is an outcome,
 * with all that was known of the tasks.
 */
export async function run(
  inputs: Inputs,
  world: World,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Outcome> {
  const begin = world.clock.now();
  let requestCount = 0;
  const counted: World = {
    ...world,
    http: (request, limit) => {
      requestCount += 1;
      return world.http(request, limit);
    },
  };
  const provider = connect(inputs, counted, world, reporter);
  let tasks: readonly Task[] = inputs.taskIds.map((id) => ({ id, state: 'unknown', status: '' }));
  let trouble: CloudError | undefined;
  let hasAnswer = false;
  let cancellation: Cancellation | undefined;
  let failureLogs: readonly TaskLog[] = [];

  const end = await wait().catch((error: unknown): Ending['end'] => ({
    by: 'error',
    error: reporter.hide(located(error, whereaboutsOf(inputs))),
  }));
  if (inputs.mode === 'wait' && end.by === 'error' && end.error instanceof InterruptedError) {
    cancellation = await cancelOpenTasks();
  } else {
    const { clock } = world;
    const [described, explained, logs] = await Promise.all([
      describeResults(provider, tasks, clock, reporter.warning, signal),
      lookUpReasons(provider, tasks, clock, signal),
      lookUpLogs(provider, tasks, clock, signal),
    ]);
    tasks = merged(described, explained);
    failureLogs = logs;
  }
  return conclude({
    ...inputs,
    tasks,
    end,
    hasAnswer,
    trouble,
    ...(cancellation && { cancellation }),
    durationMs: world.clock.now() - begin,
    requestCount,
    failureLogs,
  });

  async function wait(): Promise<Ending['end']> {
    const { idsPerRequest, typical } = inputs.definition;
    const expectedMs = inputs.expectedDurationMs;
    const options = { ...inputs, ids: inputs.taskIds, idsPerRequest, typical, expectedMs };
    const snapshots = watch(provider, options, world, signal);
    const warnOfEarlyEnds = earlyEndWarner(inputs.parents, begin, reporter.warning);
    for (;;) {
      const { done, value } = await snapshots.next();
      if (done) return { by: value };
      if (value.tasks.length > 0) ({ tasks } = value);
      trouble = value.trouble?.error;
      hasAnswer ||= value.hasAnswer;
      reporter.snapshot(value);
      warnOfEarlyEnds(value);
    }
  }

  async function cancelOpenTasks(): Promise<Cancellation | undefined> {
    const open = tasks.filter((task) => !isSettled(task)).map(({ id }) => id);
    if (inputs.onCancel !== 'cancel' || !provider.cancel || open.length === 0) return undefined;
    const result = await cancelTasks(provider, open, world.clock);
    reporter.canceled(result);
    return result;
  }
}

/**
 * The provider that the inputs name, with its cloud's client and credentials behind it. `secrets` is told of every one that
 * is derived, and nothing that the provider gives holds any.
 */
export function connect(
  inputs: Inputs,
  world: World,
  github: Pick<World, 'http'>,
  secrets: Secrets,
): Provider {
  const { definition } = inputs;
  const cloud = clouds[definition.cloud];
  const credentials = credentialSource(
    inputs.credentials,
    definition.cloud,
    world,
    github.http,
    secrets.mask,
  );
  const protocol = cloud.protocol(definition.product, inputs.region, inputs.endpoint);
  // Where the runner takes declarations of artifacts, the image is declared by its digest.
  const wantsDigest = Boolean(world.env.GITHUB_ARTIFACTS);
  const client = createClient(protocol, credentials, world);
  return guarded(definition.connect({ ...inputs, wantsDigest }, client), secrets.hide);
}

function whereaboutsOf({ definition, region, endpoint, credentials }: Inputs): Whereabouts {
  const { cloud, product } = definition;
  const { title, regions } = clouds[cloud];
  const urls = [endpoint, ...(credentials.kind === 'role' ? [credentials.tokenUrl] : [])];
  const hosts = urls.map((url) => new URL(url).host);
  return { region, hosts, title, product: product.code, regions: regions(product.code) };
}
