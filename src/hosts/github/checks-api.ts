import { type Clock, within } from '../../model/clock.ts';
import { messageOf } from '../../model/errors.ts';
import { sentences } from '../../model/sentences.ts';
import { unmarked } from '../../model/wording.ts';
import type { Http } from '../../model/world.ts';
import { fetchOver } from './github-fetch.ts';

/** A check run must not keep a job whose wait is over. */
const REQUEST_TIMEOUT_MS = 10_000;

export type Conclusion = 'success' | 'neutral' | 'cancelled' | 'timed_out' | 'failure';

interface Output {
  title: string;
  summary: string;
}

interface Creation {
  name: string;
  status: 'in_progress';
  started_at: string;
  output: Output;
}

interface Change {
  status?: 'completed';
  conclusion?: Conclusion;
  completed_at?: string;
  output: Output;
}

/** The one check run of this step. Octokit is loaded here and not before: most waits have no use for it. */
export async function openChecks(token: string, http: Http) {
  const { context, getOctokit } = await import('@actions/github');
  const { checks } = getOctokit(token, { request: { fetch: fetchOver(http) } }).rest;
  let id: number | undefined;
  return {
    async create(creation: Creation, signal: AbortSignal): Promise<void> {
      const head_sha = context.payload.pull_request?.head?.sha ?? context.sha;
      const { data } = await checks.create({
        ...context.repo,
        ...creation,
        head_sha,
        request: { signal },
      });
      id = data.id;
    },
    async update(change: Change, signal: AbortSignal): Promise<void> {
      if (id === undefined) return;
      await checks.update({ ...context.repo, check_run_id: id, ...change, request: { signal } });
    },
  };
}

type Checks = Awaited<ReturnType<typeof openChecks>>;
export type Work = (checks: Checks, signal: AbortSignal) => Promise<unknown>;

/**
 * Sends one request after the other, so that the last word is the last one said. Never rejects: the first that GitHub
 * refuses is a warning.
 */
export function inOrder(
  open: () => Promise<Checks>,
  clock: Clock,
  warn: (text: string, title: string) => void,
): (work: Work) => Promise<void> {
  const tooLate = () => new Error(`GitHub gave no answer in ${REQUEST_TIMEOUT_MS / 1_000} s.`);
  const untouched = new AbortController().signal;
  let checks: Checks | undefined;
  let hasWarned = false;
  let queue = Promise.resolve();

  async function attempt(work: Work): Promise<void> {
    try {
      await within(clock, REQUEST_TIMEOUT_MS, untouched, tooLate, async (signal) => {
        checks ??= await open();
        await work(checks, signal);
      });
    } catch (error) {
      if (hasWarned) return;
      hasWarned = true;
      warn(
        sentences(`The check run is not up to date: ${unmarked(messageOf(error))}`, hintOf(error)),
        'Check run',
      );
    }
  }

  return (work) => {
    queue = queue.then(() => attempt(work));
    return queue;
  };
}

/** GitHub answers 401, 403 or 404 where a token may not do what it is asked for. */
function hintOf(error: unknown): string {
  const { status = 0 } = error as { status?: number };
  return [401, 403, 404].includes(status)
    ? 'It needs a {input:github-token} with `checks: write`.'
    : '';
}
