import type { Inputs } from '../inputs/inputs.ts';
import { formatDuration } from '../model/duration.ts';
import { isSettled } from '../model/task.ts';
import type { World } from '../model/world.ts';
import { extend, NO_COURSE } from '../render/course.ts';
import { createLog } from '../render/log.ts';
import { tasksJson } from '../render/outputs.ts';
import type { Report } from '../render/report.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { cancelsWhenStopped } from '../wait/cancel.ts';
import type { Outcome } from '../wait/outcome.ts';
import type { Reporter } from '../wait/run.ts';
import type { Host, Publisher, Subject } from './host.ts';
import { createNotes } from './notes.ts';
import { owedText } from './owed.ts';

/** A reporter that also knows the whole story at its end. */
interface LiveReporter extends Reporter {
  /** What came of it, with all that was seen and said along the way. */
  report(outcome: Outcome): Report;
  end(report: Report): Promise<void>;
}

/**
 * Tells the host of what happens, as it happens. What comes from a cloud holds no secret any more; what else is told loses
 * them here.
 */
export function createReporter(
  inputs: Inputs,
  host: Pick<Host, 'screen' | 'output' | 'save'>,
  publisher: Publisher,
  { clock }: Pick<World, 'clock'>,
  { hide }: Pick<Secrets, 'hide'>,
): LiveReporter {
  const { states } = inputs.definition;
  const notes = createNotes(host.screen, hide);
  const widestWord = Math.max(...Object.keys(states).map(({ length }) => length));
  const log = createLog(notes, widestWord);
  const subject = subjectOf(inputs);
  let course = NO_COURSE;
  let isFirst = true;

  publisher.begin?.(subject, notes.warning, inputs);
  for (const warning of inputs.warnings) notes.warning(warning, 'Input');
  notes.line(introduction(inputs));
  const owe = owing(inputs, host, notes.warning);
  owe(inputs.taskIds);

  return {
    hide,
    warning: notes.warning,
    snapshot(snapshot) {
      const { recovered, tasks } = snapshot;
      if (recovered) notes.note(`Answers were back after ${formatDuration(recovered.lastedMs)}.`);
      course = extend(course, snapshot, clock.now());
      log(snapshot);
      publisher.update?.(snapshot, course);
      if (!isFirst || tasks.length === 0) return;
      isFirst = false;
      // Where that fails, the end will tell of it.
      host.output('tasks', tasksJson(tasks));
      owe(tasks.filter((task) => !isSettled(task)).map(({ id }) => id));
    },
    canceled({ taken, failed }) {
      const lines = [
        ...taken.map((id) => `${id}: the cloud was asked to cancel it`),
        ...failed.map(({ id, reason }) => `${id}: not cancelled, {host:again}: ${reason}`),
      ];
      for (const line of lines) {
        notes.line(line);
        notes.note(line);
      }
      owe(failed.map(({ id }) => id));
    },
    report: (outcome) => ({
      ...subject,
      outcome,
      course,
      lists: [{ title: 'Along the way', items: [...notes.all] }],
      endedAt: clock.now(),
    }),
    async end(report) {
      if (report.outcome.state !== 'interrupted') owe([]);
      await publisher.complete?.(report);
    },
  };
}

/** Leaves word of tasks that a stopped wait would still have to cancel, for whom it concerns; the last word counts. */
function owing(
  inputs: Inputs,
  host: Pick<Host, 'save'>,
  warn: (text: string, title: string) => void,
): (ids: readonly string[]) => void {
  if (!cancelsWhenStopped(inputs)) return () => undefined;
  let isLost = false;
  return (ids) => {
    const lost = host.save(owedText(ids));
    if (!lost || isLost) return;
    isLost = true;
    warn(lost, 'State');
  };
}

function subjectOf({ definition, region, acceptPartial }: Inputs): Subject {
  const { name: provider, title } = definition;
  return { target: { provider, title, region }, acceptPartial };
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
