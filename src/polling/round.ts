import pMap from 'p-map';
import type { Ceiling } from '../clouds/ceiling.ts';
import { type Clock, within } from '../model/clock.ts';
import { isThrottling } from '../model/errors.ts';
import { type Observation, sparing, type Task } from '../model/task.ts';
import type { Provider } from '../providers/provider.ts';

/** Requests of one round that are under way at once: enough for as many a second as may be sent. */
const CONCURRENCY = 4;

/** What is asked in one round. */
export interface Look {
  ids: readonly string[];
  parents: readonly string[];
  /** No look follows: the deadline has come, or the mode is to look once. */
  isLast: boolean;
  /**
   * What has not been sent when a request is throttled, repeats and all, is left to a later round. Where none follows, it
   * is only where the server names a pause.
   */
  isStoppedByThrottling: boolean;
  /** A task that no answer has mentioned by now is given up. */
  isGraceOver: boolean;
  /** How long it may take. */
  limitMs: number;
}

/** What a usable answer says of the tasks asked for, whether it mentions them or not. */
export interface TasksAnswer {
  ids: readonly string[];
  observations: readonly Observation[];
}

/** What a usable answer says of the tasks of each parent asked for; of one without any, why that may be. */
export interface ParentsAnswer {
  parents: readonly { id: string; tasks: readonly Observation[]; why?: string | undefined }[];
}

export type Answer = TasksAnswer | ParentsAnswer;

/** What a round came to. */
export interface Round {
  look: Look;
  /** In the order in which they came. */
  answers: readonly Answer[];
  /** Ids, of tasks and parents, that had none: the request failed, or was not sent since the cloud asks for less. */
  unanswered: readonly string[];
  errors: readonly unknown[];
  /** What it has shown of how many requests the cloud takes; absent where nobody keeps that. */
  ceiling?: Ceiling;
}

/** Ids, of tasks and parents, that had a usable answer. */
export function answeredIds({ answers }: Pick<Round, 'answers'>): Set<string> {
  const answered = new Set<string>();
  for (const answer of answers) {
    const ids = 'ids' in answer ? answer.ids : answer.parents.map(({ id }) => id);
    for (const id of ids) answered.add(id);
  }
  return answered;
}

/**
 * Asks for what `look` says in as few requests as the provider allows. When its time is over or the signal aborts, what
 * has come so far counts; `isLate` is the error of what has not.
 *
 * What an answer says of a task that is `known` is told by what is known, but for what is new. So an answer is dropped
 * when it has come, and not when the last one of its round has: of fifty with a hundred tasks each, what is kept until
 * then has been taken for lasting and moved twice.
 */
export async function take(
  look: Look,
  provider: Provider,
  idsPerRequest: number,
  clock: Clock,
  isLate: () => Error,
  signal: AbortSignal,
  known: ReadonlyMap<string, Task> = new Map(),
): Promise<Round> {
  const answers: Answer[] = [];
  try {
    return await within(clock, look.limitMs, signal, isLate, (limited) =>
      ask(look, requestsOf(look, provider, idsPerRequest, known, limited), answers, limited),
    );
  } catch (error) {
    // Whoever minds no signal is left behind: what it says later is not entered any more.
    const round = { look, answers: [...answers], errors: [error] };
    const answered = answeredIds(round);
    const asked = [...look.ids, ...look.parents];
    return { ...round, unanswered: asked.filter((id) => !answered.has(id)) };
  }
}

interface Request {
  ids: readonly string[];
  send: () => Promise<Answer>;
}

function requestsOf(
  { ids, parents }: Look,
  provider: Provider,
  idsPerRequest: number,
  known: ReadonlyMap<string, Task>,
  signal: AbortSignal,
): Request[] {
  const spared = (now: Observation) => {
    const before = known.get(now.id);
    return before ? sparing(before, now) : now;
  };
  const asks = batches(ids, idsPerRequest).map((batch) => ({
    ids: batch,
    send: async () => {
      const observations = await provider.ask(batch, signal);
      return { ids: batch, observations: observations.map(spared) };
    },
  }));
  const finds = batches(parents, idsPerRequest).map((batch) => ({
    ids: batch,
    send: async () => found(batch, provider, signal),
  }));
  return [...asks, ...finds];
}

async function found(
  parents: readonly string[],
  provider: Provider,
  signal: AbortSignal,
): Promise<ParentsAnswer> {
  const all = await provider.find?.(parents, signal);
  return {
    parents: parents.map((id) => {
      const { tasks = [], whyNone } = all?.get(id) ?? {};
      return { id, tasks, why: whyNone };
    }),
  };
}

/** Sends all, some at once. */
async function ask(
  look: Look,
  requests: readonly Request[],
  answers: Answer[],
  signal: AbortSignal,
): Promise<Round> {
  const unanswered: string[] = [];
  const errors: unknown[] = [];
  let isStopped = false;
  const send = async (request: Request) => {
    try {
      signal.throwIfAborted();
      if (isStopped) unanswered.push(...request.ids);
      else answers.push(await request.send());
    } catch (error) {
      const isAskedToStop = isThrottling(error) && error.retryAfterMs !== undefined;
      isStopped ||= isAskedToStop || (look.isStoppedByThrottling && isThrottling(error));
      unanswered.push(...request.ids);
      errors.push(error);
    }
  };
  await pMap(requests, send, { concurrency: CONCURRENCY });
  return { look, answers, unanswered, errors };
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
