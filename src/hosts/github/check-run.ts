import { type Clock, within } from '../../model/clock.ts';
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
import type { Outcome } from '../../wait/outcome.ts';
import type { Publisher, Subject } from '../host.ts';
import { fetchOver } from './github-fetch.ts';
import type { GitHubInputs } from './inputs.ts';

/** GitHub takes 1,000 requests an hour and repository from a job's token; a check run takes a part of that. */
const UPDATE_EVERY_MS = 15_000;

/** GitHub's limit of a check run's summary is 65,535 characters, which no text of fewer bytes can exceed. */
const MOST_BYTES = 65_000;

/** A check run must not keep a job whose wait is over. */
const REQUEST_TIMEOUT_MS = 10_000;

const WIDEST_TITLE = 150;

/**
 * A check run on the commit: created at the start, updated on change and at most every 15 s, completed with the outcome.
 * What GitHub refuses is one warning, and the wait goes on without it.
 */
export function createCheckRun(
  { token, name }: NonNullable<GitHubInputs['checkRun']>,
  { clock, http }: Pick<World, 'clock' | 'http'>,
  connect = openChecks,
): Required<Omit<Publisher, 'write'>> {
  let begun: { subject: Subject; send: (work: Work) => Promise<void> } | undefined;
  let updatedAt = 0;
  let isStale = false;

  return {
    begin(subject, warn) {
      updatedAt = clock.now();
      const send = inOrder(() => connect(token, http), clock, warn);
      begun = { subject, send };
      const body = {
        name: name ?? subject.target.provider,
        status: 'in_progress' as const,
        started_at: time(updatedAt),
        output: { title: 'Waiting', summary: 'The wait has begun.' },
      };
      send((checks, signal) => checks.create(body, signal));
    },
    update(snapshot, course) {
      isStale ||= snapshot.changed.length > 0 || Boolean(snapshot.trouble?.isNew);
      if (!begun || !isStale || clock.now() - updatedAt < UPDATE_EVERY_MS) return;
      isStale = false;
      updatedAt = clock.now();
      const output = {
        title: visible(counts(snapshot.tasks), WIDEST_TITLE),
        summary: text(reportSoFar(snapshot, course, begun.subject, updatedAt)),
      };
      begun.send((checks, signal) => checks.update({ output }, signal));
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
      await begun?.send((checks, signal) => checks.update(change, signal));
    },
  };
}

type Checks = Awaited<ReturnType<typeof openChecks>>;
type Work = (checks: Checks, signal: AbortSignal) => Promise<unknown>;

/**
 * Sends one request after the other, so that the last word is the last one said. Never rejects: the first that GitHub
 * refuses is a warning.
 */
function inOrder(
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
        sentences(`The check run is not up to date: ${messageOf(error)}`, hintOf(error)),
        'Check run',
      );
    }
  }

  return (work) => {
    queue = queue.then(() => attempt(work));
    return queue;
  };
}

/** The wait so far, as if it ended here. */
function reportSoFar(
  { tasks, elapsedMs, eta }: Snapshot,
  course: Course,
  subject: Subject,
  endedAt: number,
): Report {
  const toGo = eta ? `; ${etaText(eta)}` : '';
  const what = `Still waiting: ${counts(tasks)}${toGo}.`;
  const outcome = {
    state: 'running' as const,
    isOk: true,
    status: tasks[0]?.status ?? '',
    what,
    message: what,
    facts: [],
    nextStep: '',
    tasks,
    durationMs: elapsedMs,
    requestCount: 0,
  };
  return { ...subject, outcome, course, lists: [], endedAt };
}

/** GitHub answers 401, 403 or 404 where a token may not do what it is asked for. */
function hintOf(error: unknown): string {
  const { status = 0 } = error as { status?: number };
  return [401, 403, 404].includes(status)
    ? 'It needs a {input:github-token} with `checks: write`.'
    : '';
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
