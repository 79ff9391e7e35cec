import type { World } from '../../model/world.ts';
import type { Snapshot } from '../../polling/watch.ts';
import type { Course } from '../../render/course.ts';
import { visible } from '../../render/escape.ts';
import { headlineOf } from '../../render/headline.ts';
import { counts, etaText } from '../../render/log.ts';
import type { Report } from '../../render/report.ts';
import { summaryOf } from '../../render/summary.ts';
import type { Outcome } from '../../wait/outcome.ts';
import type { Publisher, Subject } from '../host.ts';
import { type Conclusion, inOrder, openChecks, type Work } from './checks-api.ts';
import type { GitHubInputs } from './inputs.ts';

/** GitHub takes 1,000 requests an hour and repository from a job's token; a check run takes a part of that. */
const UPDATE_EVERY_MS = 15_000;

/** GitHub's limit of a check run's summary is 65,535 characters, which no text of fewer bytes can exceed. */
const MOST_BYTES = 65_000;

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

function text(report: Report): string {
  return summaryOf(report, MOST_BYTES);
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function conclusionOf({ state, isOk }: Outcome): Conclusion {
  if (state === 'pending' || state === 'running') return 'neutral';
  if (isOk) return 'success';
  if (state === 'interrupted' || state === 'canceled') return 'cancelled';
  return state === 'timed-out' ? 'timed_out' : 'failure';
}
