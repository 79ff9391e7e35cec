import type { Inputs } from '../../inputs/inputs.ts';
import { within } from '../../model/clock.ts';
import { messageOf } from '../../model/errors.ts';
import { sentences } from '../../model/sentences.ts';
import type { Http, World } from '../../model/world.ts';
import type { Snapshot } from '../../polling/watch.ts';
import type { Course } from '../../render/course.ts';
import { visible } from '../../render/escape.ts';
import { headlineOf } from '../../render/headline.ts';
import { counts, etaText } from '../../render/log.ts';
import type { Report } from '../../render/report.ts';
import { summaryOf } from '../../render/summary.ts';
import { type Outcome, told } from '../../wait/outcome.ts';
import { fetchOver } from './github-fetch.ts';

/** GitHub takes 1,000 requests an hour and repository from a job's token; a check run takes a part of that. */
const UPDATE_EVERY_MS = 15_000;

/** GitHub's limit of a check run's summary is 65,535 characters, which no text of fewer bytes can exceed. */
const MOST_BYTES = 65_000;

/** A check run must not keep a job whose wait is over. */
const REQUEST_TIMEOUT_MS = 10_000;

const WIDEST_TITLE = 150;

export interface CheckRun {
  update(snapshot: Snapshot, course: Course): void;
  complete(report: Report): Promise<void>;
}

/**
 * A check run on the commit, where the inputs have a token: created at the start, updated on change and at most every
 * 15 s, completed with the outcome. What GitHub refuses is one warning, and the wait goes on without it.
 */
export function createCheckRun(
  inputs: Inputs,
  { clock, http }: Pick<World, 'clock' | 'http'>,
  warn: (text: string, title: string) => void,
  connect = openChecks,
): CheckRun {
  const { githubToken: token, provider, region } = inputs;
  if (!token) return { update: () => undefined, complete: async () => undefined };
  const { title } = inputs.definition;
  let updatedAt = clock.now();
  let isStale = false;
  let hasWarned = false;
  // One request after the other, so that the last word is the last one said.
  let checks: Awaited<ReturnType<typeof openChecks>> | undefined;
  let queue = attempt(async (signal) => {
    checks = await connect(token, http);
    await checks.create(
      {
        name: inputs.checkName ?? provider,
        status: 'in_progress',
        started_at: time(updatedAt),
        output: { title: 'Waiting', summary: 'The wait has begun.' },
      },
      signal,
    );
  });

  return {
    update(snapshot, course) {
      isStale ||= snapshot.changed.length > 0 || Boolean(snapshot.trouble?.isNew);
      if (!isStale || clock.now() - updatedAt < UPDATE_EVERY_MS) return;
      isStale = false;
      updatedAt = clock.now();
      const report = reportOf(snapshot, course);
      const output = {
        title: visible(counts(snapshot.tasks), WIDEST_TITLE),
        summary: text(report),
      };
      queue = queue.then(() => attempt(async (signal) => checks?.update({ output }, signal)));
    },
    async complete(report) {
      const change = {
        status: 'completed' as const,
        conclusion: conclusionOf(report.outcome),
        completed_at: time(report.endedAt),
        output: {
          title: visible(headlineOf(report.outcome).text, WIDEST_TITLE),
          summary: text(report),
        },
      };
      queue = queue.then(() => attempt(async (signal) => checks?.update(change, signal)));
      await queue;
    },
  };

  /** Never rejects. */
  async function attempt(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const tooLate = () => new Error(`GitHub gave no answer in ${REQUEST_TIMEOUT_MS / 1_000} s.`);
    const untouched = new AbortController().signal;
    try {
      await within(clock, REQUEST_TIMEOUT_MS, untouched, tooLate, work);
    } catch (error) {
      if (hasWarned) return;
      hasWarned = true;
      warn(
        sentences(`The check run is not up to date: ${messageOf(error)}`, hintOf(error)),
        'Check run',
      );
    }
  }

  /** The wait so far, as if it ended here. */
  function reportOf({ tasks, elapsedMs, eta }: Snapshot, course: Course): Report {
    const toGo = eta ? `; ${etaText(eta)}` : '';
    const verdict = {
      state: 'running' as const,
      isOk: true,
      status: tasks[0]?.status ?? '',
      what: `Still waiting: ${counts(tasks)}${toGo}.`,
      facts: [],
      nextStep: '',
    };
    const outcome = { ...told(verdict), tasks, durationMs: elapsedMs, requestCount: 0 };
    const target = { provider, title, region };
    const { acceptPartial } = inputs;
    return { outcome, target, acceptPartial, course, lists: [], endedAt: clock.now() };
  }
}

/** GitHub answers 401, 403 or 404 where a token may not do what it is asked for. */
function hintOf(error: unknown): string {
  const { status = 0 } = error as { status?: number };
  return [401, 403, 404].includes(status) ? 'It needs a github-token with `checks: write`.' : '';
}

function text(report: Report): string {
  return summaryOf(report, MOST_BYTES);
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

type Conclusion = 'success' | 'neutral' | 'cancelled' | 'timed_out' | 'failure';

function conclusionOf({ state, isOk }: Outcome): Conclusion {
  if (state === 'pending' || state === 'running') return 'neutral';
  if (isOk) return 'success';
  if (state === 'interrupted' || state === 'canceled') return 'cancelled';
  return state === 'timed-out' ? 'timed_out' : 'failure';
}

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
async function openChecks(token: string, http: Http) {
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
