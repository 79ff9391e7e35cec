import type { Inputs } from '../inputs/inputs.ts';
import type { Outcome } from '../outcome.ts';
import type { Snapshot } from '../polling/watch.ts';
import type { World } from '../world.ts';
import { counts } from './log.ts';
import { summaryOf } from './summary.ts';
import { markdown } from './text.ts';

/** GitHub takes 1,000 requests an hour and repository from a job's token; a check run takes a part of that. */
const UPDATE_EVERY_MS = 15_000;

/** GitHub's limit of a check run's summary, in characters. */
const MOST_CHARACTERS = 65_535;

export interface CheckRun {
  update(snapshot: Snapshot): void;
  complete(outcome: Outcome): Promise<void>;
}

/**
 * A check run on the commit, where the inputs have a token: created at the start, updated on change and at most every
 * 15 s, completed with the outcome. What GitHub refuses is one warning, and the wait goes on without it.
 */
export function createCheckRun(
  inputs: Inputs,
  { clock }: World,
  warn: (text: string, title: string) => void,
): CheckRun {
  const { githubToken: token } = inputs;
  if (!token) return { update: () => undefined, complete: async () => undefined };
  let updatedAt = clock.now();
  let isBroken = false;
  // One request after the other, so that the last word is the last one said.
  let queue: Promise<unknown> = Promise.resolve();
  const created = open(token, inputs.checkName ?? inputs.provider);
  queue = enqueue(() => created);

  return {
    update(snapshot) {
      if (snapshot.changed.length === 0 || clock.now() - updatedAt < UPDATE_EVERY_MS) return;
      updatedAt = clock.now();
      queue = enqueue(async () => {
        const text = markdown(counts(snapshot.tasks));
        await (await created).update({ output: { title: 'Waiting', summary: text } });
      });
    },
    async complete(outcome) {
      queue = enqueue(async () => {
        const summary = summaryOf(outcome, inputs.provider).slice(0, MOST_CHARACTERS);
        await (await created).update({
          status: 'completed',
          conclusion: conclusionOf(outcome),
          output: { title: outcome.state, summary },
        });
      });
      await queue;
    },
  };

  async function enqueue(work: () => Promise<unknown>): Promise<void> {
    await queue;
    if (isBroken) return;
    await work().catch((error: unknown) => {
      isBroken = true;
      const reason = error instanceof Error ? error.message : String(error);
      warn(`No check run: ${reason}. It needs a github-token with \`checks: write\`.`, 'Check run');
    });
  }
}

function conclusionOf({
  state,
  isOk,
}: Outcome): 'success' | 'neutral' | 'cancelled' | 'timed_out' | 'failure' {
  if (state === 'pending' || state === 'running') return 'neutral';
  if (isOk) return 'success';
  if (state === 'interrupted' || state === 'canceled') return 'cancelled';
  return state === 'timed-out' ? 'timed_out' : 'failure';
}

interface Change {
  status?: 'completed';
  conclusion?: ReturnType<typeof conclusionOf>;
  output: { title: string; summary: string };
}

/** Octokit is loaded here and not before: most waits have no use for it. */
async function open(token: string, name: string) {
  const { context, getOctokit } = await import('@actions/github');
  const { checks } = getOctokit(token).rest;
  const { data } = await checks.create({
    ...context.repo,
    name,
    head_sha: context.payload.pull_request?.head?.sha ?? context.sha,
    status: 'in_progress',
    output: { title: 'Waiting', summary: 'The wait has begun.' },
  });
  return {
    update: (change: Change) =>
      checks.update({ ...context.repo, check_run_id: data.id, ...change }),
  };
}
