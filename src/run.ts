import pMap from 'p-map';
import { type Cancellation, cancelTasks } from './cancel.ts';
import { within } from './clock.ts';
import { credentialSource } from './clouds/access.ts';
import { createClient } from './clouds/client.ts';
import { clouds } from './clouds/index.ts';
import { type CloudError, InterruptedError, messageOf } from './errors.ts';
import type { Inputs } from './inputs/inputs.ts';
import { conclude, type Ending, type Outcome } from './outcome.ts';
import { type Snapshot, watch } from './polling/watch.ts';
import { providers } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import { isSettled, type Task } from './task.ts';
import type { World } from './world.ts';

/** Told what happens while it happens. */
export interface Reporter {
  snapshot(snapshot: Snapshot): void;
  warning(message: string, title: string): void;
  /** Which tasks the cloud was asked to cancel, after an interruption. */
  canceled(cancellation: Cancellation): void;
  /** Told of every secret that was derived, before anything could print it. */
  mask(secret: string): void;
}

/** A look-up of results must not keep a deploy waiting that could go on. */
const RESULT_TIMEOUT_MS = 15_000;
const CONCURRENCY = 4;

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

  const end = await wait().catch((error: unknown): Ending['end'] => ({ by: 'error', error }));
  if (inputs.mode === 'wait' && end.by === 'error' && end.error instanceof InterruptedError) {
    await cancelOpenTasks();
  } else {
    tasks = await describeResults(provider, tasks, counted, reporter, signal);
  }
  return conclude({
    ...inputs,
    tasks,
    end,
    trouble,
    durationMs: world.clock.now() - begin,
    requestCount,
  });

  async function wait(): Promise<Ending['end']> {
    const { idsPerRequest, typical } = providers[inputs.provider];
    const expectedMs = inputs.expectedDurationMs;
    const options = { ...inputs, ids: inputs.taskIds, idsPerRequest, typical, expectedMs };
    const snapshots = watch(provider, options, world, signal);
    for (;;) {
      const { done, value } = await snapshots.next();
      if (done) return { by: value };
      if (value.tasks.length > 0) ({ tasks } = value);
      trouble = value.trouble?.error;
      reporter.snapshot(value);
    }
  }

  async function cancelOpenTasks(): Promise<void> {
    const open = tasks.filter((task) => !isSettled(task)).map(({ id }) => id);
    if (inputs.onCancel !== 'cancel' || !provider.cancel || open.length === 0) return;
    reporter.canceled(await cancelTasks(provider, open, world.clock));
  }
}

/** The provider that the inputs name, with its cloud's client and credentials behind it. */
export function connect(
  inputs: Inputs,
  world: World,
  github: Pick<World, 'http'>,
  reporter: Pick<Reporter, 'mask'>,
): Provider {
  const definition = providers[inputs.provider];
  const cloud = clouds[definition.cloud];
  const credentials = credentialSource(
    inputs.access,
    definition.cloud,
    world,
    github.http,
    reporter.mask,
  );
  const dialect = cloud.dialect(definition.product, inputs.region, inputs.endpoint);
  return definition.connect(inputs, createClient(dialect, credentials, world));
}

/** The tasks with what a deploy needs of those that succeeded. What cannot be had is a warning, never a failure. */
async function describeResults(
  provider: Provider,
  tasks: readonly Task[],
  { clock }: World,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<readonly Task[]> {
  const { describeResult } = provider;
  if (!describeResult || !tasks.some(({ state }) => state === 'succeeded')) return tasks;
  return within(
    clock,
    RESULT_TIMEOUT_MS,
    signal,
    () => new Error(`no answer within ${RESULT_TIMEOUT_MS / 1_000} s`),
    (limited) =>
      pMap(
        tasks,
        async (task) => {
          if (task.state !== 'succeeded') return task;
          const { warning, ...result } = await describeResult(task, limited).catch(
            (error: unknown) => ({ warning: messageOf(error) }),
          );
          if (warning) reporter.warning(`${task.id}: ${warning}`, 'Result not looked up');
          return { ...task, ...result };
        },
        { concurrency: CONCURRENCY },
      ),
  );
}
