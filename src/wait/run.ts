import type { Inputs } from '../inputs/inputs.ts';
import { InterruptedError } from '../model/errors.ts';
import { isSettled, type Task } from '../model/task.ts';
import type { World } from '../model/world.ts';
import { type Snapshot, watch } from '../polling/watch.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Cancellation, cancelsWhenStopped, cancelTasks } from './cancel.ts';
import type { Connection } from './connect.ts';
import { earlyEndWarner } from './ended-before.ts';
import { describeResults, lookUpLogs, lookUpReasons, merged } from './look-ups.ts';
import { conclude, type Ending, type Outcome, type Rules, type TaskLog } from './outcome.ts';

/** Told what happens while it happens. */
export interface Reporter extends Pick<Secrets, 'hide'> {
  snapshot(snapshot: Snapshot): void;
  warning(message: string, title: string): void;
  /** Which tasks the cloud was asked to cancel, after an interruption. */
  canceled(cancellation: Cancellation): void;
}

/** What the looks of a wait have seen so far. */
type Seen = Pick<Ending, 'tasks' | 'hasAnswer' | 'trouble'>;

/**
 * Waits for the tasks that the inputs name and gives what it came to. Never rejects: whatever goes wrong is an outcome,
 * with all that was known of the tasks.
 */
export async function run(
  inputs: Inputs,
  connection: Connection,
  world: Pick<World, 'clock' | 'random'>,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Outcome> {
  const begin = world.clock.now();
  const seen: Seen = {
    tasks: inputs.taskIds.map((id) => ({ id, state: 'unknown', status: '' })),
    hasAnswer: false,
    trouble: undefined,
  };
  const end = await follow(seen, inputs, connection, world, reporter, signal).catch(
    (error: unknown): Ending['end'] => ({ by: 'error', error: connection.located(error) }),
  );
  const isInterrupted = end.by === 'error' && end.error instanceof InterruptedError;
  const last = isInterrupted && inputs.mode === 'wait' ? cancelOpen : lookUp;
  const { tasks = seen.tasks, ...found } = await last(
    seen.tasks,
    inputs,
    connection,
    { clock: world.clock, deadline: begin + inputs.timeoutMs },
    reporter,
    signal,
  );
  const ending: Ending = {
    ...rulesOf(inputs),
    ...seen,
    ...found,
    tasks,
    parents: inputs.parents,
    end,
    durationMs: world.clock.now() - begin,
    requestCount: connection.requestCount(),
  };
  return conclude(ending, reporter.hide);
}

/** By what an outcome is concluded, and nothing else of the inputs. */
function rulesOf({ timeoutMs, failFast, acceptPartial, mode, onCancel }: Inputs): Rules {
  return { timeoutMs, failFast, acceptPartial, mode, onCancel };
}

/** Looks until the wait ends by itself; `seen` holds what is known by then, whatever ends it. */
async function follow(
  seen: Seen,
  inputs: Inputs,
  { provider, gate }: Connection,
  world: Pick<World, 'clock' | 'random'>,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Ending['end']> {
  const { idsPerRequest, typicalMs } = inputs.definition;
  const { parents, pollIntervalMs, expectedDurationMs: expectedMs } = inputs;
  const of = { ids: inputs.taskIds, parents, idsPerRequest, typicalMs, expectedMs, pollIntervalMs };
  const snapshots = watch(provider, { ...rulesOf(inputs), ...of }, { ...world, gate }, signal);
  const warnOfEarlyEnds = earlyEndWarner(parents, world.clock.now(), reporter.warning);
  for (;;) {
    const { done, value } = await snapshots.next();
    if (done) return { by: value };
    if (value.tasks.length > 0) seen.tasks = value.tasks;
    seen.trouble = value.trouble?.error;
    seen.hasAnswer ||= value.hasAnswer;
    reporter.snapshot(value);
    warnOfEarlyEnds(value);
  }
}

/** What is done once no task is looked at any more, and what comes of it. */
type Last = (
  tasks: readonly Task[],
  inputs: Inputs,
  connection: Connection,
  time: Pick<World, 'clock'> & { deadline: number },
  reporter: Reporter,
  signal: AbortSignal,
) => Promise<
  Partial<Pick<Ending, 'tasks' | 'cancellation'>> & { failureLogs?: readonly TaskLog[] }
>;

const lookUp: Last = async (tasks, _, { provider }, { clock, deadline }, { warning }, signal) => {
  const [described, explained, failureLogs] = await Promise.all([
    describeResults(provider, tasks, clock, deadline, warning, signal),
    lookUpReasons(provider, tasks, clock, signal),
    lookUpLogs(provider, tasks, clock, signal),
  ]);
  return { tasks: merged(described, explained), failureLogs };
};

const cancelOpen: Last = async (tasks, inputs, { provider }, { clock }, reporter) => {
  // What there is time for comes first: what runs is what costs.
  const open = tasks
    .filter((task) => !isSettled(task))
    .sort((one, other) => Number(other.state === 'running') - Number(one.state === 'running'))
    .map(({ id }) => id);
  if (!cancelsWhenStopped(inputs) || open.length === 0) return {};
  const cancellation = await cancelTasks(provider, open, clock);
  reporter.canceled(cancellation);
  return { cancellation };
};
