import * as core from '@actions/core';
import { formatDuration } from '../duration.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Outcome } from '../outcome.ts';
import { providers } from '../providers/index.ts';
import type { Reporter } from '../run.ts';
import { isSettled } from '../task.ts';
import type { World } from '../world.ts';
import { createCheckRun } from './check-run.ts';
import { setOutput } from './final.ts';
import { createLog } from './log.ts';
import { tasksJson } from './outputs.ts';
import { leaveOwedCancels } from './state.ts';
import { logLine, visible } from './text.ts';

/** The runner shows ten warnings of a step; one place is left for what may come last. */
const MOST_WARNINGS = 9;

/** Hides a secret from everything that is printed from now on. A text of a few letters would hide half of the log. */
export function mask(secret: string): void {
  if (secret.length >= 6) core.setSecret(secret);
}

/** Hides the secrets among the inputs. */
export function maskInputs({ access, githubToken }: Inputs): void {
  if (githubToken) mask(githubToken);
  if (access.kind !== 'keys') return;
  mask(access.credentials.accessKeySecret);
  mask(access.credentials.securityToken ?? '');
}

/** Tells log, outputs, check run and `post` of what happens, as it happens. */
export function createReporter(
  inputs: Inputs,
  world: World,
): Reporter & { end(outcome: Outcome): Promise<void> } {
  let warnings = 0;
  const sink = {
    line: (text: string) => core.info(logLine(text)),
    warning(text: string, title: string) {
      warnings += 1;
      if (warnings > MOST_WARNINGS) core.info(logLine(`${title}: ${text}`));
      else core.warning(visible(text, 4_000).replaceAll('##[', '##\\['), { title });
    },
  };
  const log = createLog(sink);
  const checkRun = createCheckRun(inputs, world, sink.warning);
  let isFirst = true;

  for (const warning of inputs.warnings) sink.warning(warning, 'Input');
  sink.line(introduction(inputs));

  return {
    mask,
    warning: sink.warning,
    snapshot(snapshot) {
      log(snapshot);
      checkRun.update(snapshot);
      if (isFirst && snapshot.tasks.length > 0) {
        isFirst = false;
        setOutput('tasks', tasksJson(snapshot.tasks));
        const open = snapshot.tasks.filter((task) => !isSettled(task)).map(({ id }) => id);
        if (inputs.onCancel === 'cancel') leaveOwedCancels(open);
      }
    },
    canceled({ taken, failed }) {
      for (const id of taken) sink.line(`${id}: the cloud was asked to cancel it`);
      for (const { id, reason } of failed) {
        sink.line(`${id}: not cancelled, the post step tries again: ${reason}`);
      }
      leaveOwedCancels(failed.map(({ id }) => id));
    },
    async end(outcome) {
      if (outcome.state !== 'interrupted') leaveOwedCancels([]);
      await checkRun.complete(outcome);
    },
  };
}

function introduction({ provider, taskIds, parents, region, timeoutMs, mode }: Inputs): string {
  const count = taskIds.length;
  const what =
    count > 1
      ? `${count} tasks`
      : count === 1
        ? `${taskIds[0]}`
        : `the tasks of ${parents.join(', ')}`;
  const how =
    mode === 'check' ? 'Looking once at' : `Waiting at most ${formatDuration(timeoutMs)} for`;
  return `${how} ${what}: ${providers[provider].title}, ${region}`;
}
