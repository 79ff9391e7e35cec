import type { Inputs } from '../../inputs/inputs.ts';
import { formatDuration } from '../../model/duration.ts';
import { isSettled } from '../../model/task.ts';
import type { World } from '../../model/world.ts';
import { type Colour, painter } from '../../render/colour.ts';
import { extend, NO_COURSE } from '../../render/course.ts';
import { annotationText, logLine } from '../../render/escape.ts';
import { createLog } from '../../render/log.ts';
import { tasksJson } from '../../render/outputs.ts';
import type { Report } from '../../render/report.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Outcome } from '../../wait/outcome.ts';
import type { Reporter } from '../../wait/run.ts';
import { createCheckRun } from './check-run.ts';
import { leaveOwedCancels } from './saved-state.ts';
import type { Screen } from './screen.ts';
import * as core from './workflow-commands.ts';

/** The runner shows ten warnings of a step; one place is left for what may come last. */
export const MOST_WARNINGS = 9;

/** The runner cuts an annotation at 4,096 characters. */
const MOST_CHARACTERS = 4_000;

/** A reporter that also knows the whole story at its end. */
export interface LiveReporter extends Reporter {
  /** What came of it, with all that was seen and said along the way. */
  report(outcome: Outcome): Report;
  end(report: Report): Promise<void>;
}

/**
 * Tells log, outputs, check run and `post` of what happens, as it happens. What comes from a cloud holds none of `secrets`
 * any more; what else is told loses them here.
 */
export function createReporter(
  inputs: Inputs,
  world: World,
  { mask, hide }: Secrets,
  screen: Pick<Screen, 'info' | 'warning'> = core,
): LiveReporter {
  const { title, states } = inputs.definition;
  const paint = painter(world.env);
  const notes: string[] = [];
  let course = NO_COURSE;
  let warnings = 0;
  const sink = {
    line: (text: string, colour?: Colour) => screen.info(paint(logLine(hide(text)), colour)),
    warning(message: string, title: string) {
      const text = hide(message);
      warnings += 1;
      notes.push(`${title}: ${text}`);
      if (warnings > MOST_WARNINGS) sink.line(`${title}: ${text}`, 'yellow');
      else screen.warning(annotationText(text, MOST_CHARACTERS), { title });
    },
  };
  const log = createLog(sink, Math.max(...Object.keys(states).map(({ length }) => length)));
  const checkRun = createCheckRun(inputs, world, sink.warning);
  const mayOwe =
    inputs.mode === 'wait' &&
    inputs.onCancel === 'cancel' &&
    inputs.definition.permissions.cancel !== undefined;
  let isStateLost = false;
  // Should the process be killed, `post` knows what it has not got to.
  const owe = (ids: readonly string[]) => {
    const lost = mayOwe ? leaveOwedCancels(ids) : '';
    if (!lost || isStateLost) return;
    isStateLost = true;
    sink.warning(`The post step will not know what is still to be cancelled: ${lost}`, 'State');
  };
  let isFirst = true;

  for (const warning of inputs.warnings) sink.warning(warning, 'Input');
  sink.line(introduction(inputs));
  owe(inputs.taskIds);

  return {
    mask,
    hide,
    warning: sink.warning,
    snapshot(snapshot) {
      const { recovered } = snapshot;
      if (recovered) notes.push(`Answers were back after ${formatDuration(recovered.lastedMs)}.`);
      course = extend(course, snapshot, world.clock.now());
      log(snapshot);
      checkRun.update(snapshot, course);
      if (isFirst && snapshot.tasks.length > 0) {
        isFirst = false;
        // Where that fails, the end will tell of it.
        core.setOutput('tasks', tasksJson(snapshot.tasks));
        owe(snapshot.tasks.filter((task) => !isSettled(task)).map(({ id }) => id));
      }
    },
    canceled({ taken, failed }) {
      const lines = [
        ...taken.map((id) => `${id}: the cloud was asked to cancel it`),
        ...failed.map(
          ({ id, reason }) => `${id}: not cancelled, the post step tries again: ${reason}`,
        ),
      ];
      for (const line of lines) sink.line(line);
      notes.push(...lines);
      owe(failed.map(({ id }) => id));
    },
    report: (outcome) => ({
      outcome,
      target: { provider: inputs.provider, title, region: inputs.region },
      acceptPartial: inputs.acceptPartial,
      course,
      lists: [{ title: 'Along the way', items: [...notes] }],
      endedAt: world.clock.now(),
    }),
    async end(report) {
      if (report.outcome.state !== 'interrupted') owe([]);
      await checkRun.complete(report);
    },
  };
}

function introduction({ definition, taskIds, parents, region, timeoutMs, mode }: Inputs): string {
  const count = taskIds.length;
  const what =
    count > 1
      ? `${count} tasks`
      : count === 1
        ? `${taskIds[0]}`
        : `the tasks of ${parents.join(', ')}`;
  const how =
    mode === 'check' ? 'Looking once at' : `Waiting at most ${formatDuration(timeoutMs)} for`;
  return `${how} ${what}: ${definition.title}, ${region}`;
}
