import type { Kind } from '../../emulator/index.ts';
import { CloudError } from '../../src/model/errors.ts';
import type { Task } from '../../src/model/task.ts';
import type { Http, HttpRequest, HttpResponse } from '../../src/model/world.ts';
import { type End, watch } from '../../src/polling/watch.ts';
import { guarded } from '../../src/providers/guarded.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { outputsOf } from '../../src/render/outputs.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { describeResults, lookUpLogs, lookUpReasons, merged } from '../../src/wait/look-ups.ts';
import type { Outcome } from '../../src/wait/outcome.ts';
import type { VirtualClock } from './clock.ts';
import { connectTo } from './connected.ts';
import { providers } from './definitions.ts';
import { conclude } from './outcomes.ts';
import type { Recording } from './recordings.ts';
import { answer, testWorld, untouched } from './world.ts';

/** What was asked, and what came back. */
export interface Seen {
  question: string;
  response: HttpResponse;
}

/** What a wait came to, and all that it saw. */
export interface Played {
  outcome: Outcome;
  seen: Seen[];
  warnings: string[];
  /** What a provider or the loop threw, and was no CloudError. */
  crashes: unknown[];
}

/** What is asked for, and for how long. */
export interface Asked {
  kind: Kind;
  ids: readonly string[];
  parents: readonly string[];
  mode?: 'wait' | 'check';
  timeoutMs?: number;
}

/** A wait with the real loop, provider and client, and the look-ups after it; one look in check mode, which is the default. */
export async function play(
  { kind, ids, parents, mode = 'check', timeoutMs = 90_000 }: Asked,
  clock: VirtualClock,
  url: string,
  http: Http,
): Promise<Played> {
  const seen: Seen[] = [];
  const crashes: unknown[] = [];
  const warnings: string[] = [];
  const world = testWorld(
    async (request, signal) => {
      const response = await http(request, signal);
      seen.push({ question: questionOf(request), response });
      return response;
    },
    { clock },
  );
  const connected = connectTo(kind, world, url, { wantsDigest: true });
  const provider = watched(guarded(connected, createSecrets().hide), crashes);
  const options = {
    ids,
    parents,
    mode,
    timeoutMs,
    idsPerRequest: providers[kind].idsPerRequest,
    typicalMs: providers[kind].typicalMs,
    pollIntervalMs: 20_000,
    failFast: true,
    acceptPartial: false,
    onCancel: 'leave' as const,
  };
  let tasks: readonly Task[] = ids.map((id) => ({ id, state: 'unknown', status: '' }));
  let trouble: CloudError | undefined;
  let hasAnswer = false;
  const wait = async (): Promise<End> => {
    const snapshots = watch(provider, options, world, untouched());
    for (;;) {
      const { done, value } = await snapshots.next();
      if (done) return value;
      if (value.tasks.length > 0) ({ tasks } = value);
      trouble = value.trouble?.error;
      hasAnswer ||= value.hasAnswer;
    }
  };
  const end = await wait().then(
    (by) => ({ by }),
    (error: unknown) => {
      if (!(error instanceof CloudError)) crashes.push(error);
      return { by: 'error' as const, error };
    },
  );
  const signal = untouched();
  const described = await describeResults(
    provider,
    tasks,
    clock,
    clock.now(),
    (text) => warnings.push(text),
    signal,
  );
  const explained = await lookUpReasons(provider, tasks, clock, signal);
  const failureLogs = await lookUpLogs(provider, tasks, clock, signal);
  tasks = merged(described, explained);
  const ending = {
    ...options,
    tasks,
    end,
    hasAnswer,
    trouble,
    failureLogs,
    durationMs: 0,
    requestCount: 0,
  };
  const outcome = conclude(ending);
  outputsOf(outcome, false);
  return { outcome, seen, warnings, crashes };
}

/** The provider, with whatever it throws and should not kept in `crashes`. */
function watched(provider: Provider, crashes: unknown[]): Provider {
  const keep = (error: unknown): never => {
    if (!(error instanceof CloudError)) crashes.push(error);
    throw error;
  };
  return new Proxy(provider, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        try {
          const result: unknown = method.apply(target, args);
          return result instanceof Promise ? result.catch(keep) : result;
        } catch (error) {
          return keep(error);
        }
      };
    },
  });
}

/** The state of the wait and of each task. */
export function statesOf({ outcome: { state, tasks } }: Played): string {
  return [state, ...tasks.map((task) => `${task.id} ${task.state} ${task.status}`)].join(', ');
}

/** The same wait again, with other answers: `edit` is told what was asked and what was answered. */
export function replay(
  recording: Recording,
  edit: (question: string, response: HttpResponse) => HttpResponse,
  change: Partial<Asked> = {},
): Promise<Played> {
  const clock = testWorld().clock;
  return play({ ...recording, ...change }, clock, 'https://cloud.example', async (request) => {
    const question = questionOf(request);
    const response = recording.answers.get(question) ?? stranger(recording.kind);
    return edit(question, response);
  });
}

/** What a request asks for, whatever its host, its signature and its time. */
export function questionOf({ url, headers }: HttpRequest): string {
  return `${headers['x-acs-action'] ?? ''} ${url.pathname}${url.search}`;
}

/** What a cloud says to a question that nobody has asked it before. */
export function stranger(kind: Kind): HttpResponse {
  const code = 'InvalidParameter.Emulated';
  const body = kind.startsWith('volc')
    ? { ResponseMetadata: { RequestId: 'r', Error: { Code: code, Message: 'no' } } }
    : { RequestId: 'r', Code: code, Message: 'no' };
  return answer(body, 404);
}
