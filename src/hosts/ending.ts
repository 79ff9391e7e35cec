import type { InputError } from '../model/errors.ts';
import { annotationOf } from '../render/annotation.ts';
import { colourOf } from '../render/colour.ts';
import { NO_COURSE } from '../render/course.ts';
import { outputNames, outputsOf } from '../render/outputs.ts';
import type { Report } from '../render/report.ts';
import { resultLines } from '../render/results-shown.ts';
import type { Outcome } from '../wait/outcome.ts';
import type { Host, Publisher, Screen } from './host.ts';

/** Title of the warning that is never left out. */
export const LOST = 'Outputs lost';

type Ends = Pick<Host, 'screen' | 'output' | 'allOutputs'>;

/** Writes an outcome for good: outputs first, since they matter most when time is short. */
export function writeOutcome(report: Report, host: Ends, publisher: Publisher): void {
  writeOutputs(report, host);
  showOutcome(report.outcome, host.screen);
  publisher.write?.(report);
}

/**
 * What a later step would see empty is said. The exit code stays that of the outcome: the task has ended as it has, and to
 * start it again would not mend this machine's disk.
 */
function writeOutputs(
  { outcome, acceptPartial }: Report,
  { output, allOutputs, screen }: Ends,
): void {
  const outputs = outputsOf(outcome, acceptPartial);
  const lost = allOutputs?.(outputs);
  if (lost) screen.warning(`${lost} The state is ${outcome.state}.`, LOST);
  const failed = outputNames
    .map((name) => ({ name, reason: output(name, outputs[name]) }))
    .filter(({ reason }) => reason !== '');
  const [first] = failed;
  if (!first) return;
  const names = failed.map(({ name }) => name).join(', ');
  screen.warning(
    `Later steps will find these outputs empty, for they could not be written (${first.reason}): ${names}. The state is ${outcome.state}.`,
    LOST,
  );
}

/**
 * Ends the log: what it came to, and the cloud's own words on each failure, as groups that open at a click. The annotation
 * comes before them, since they may be long and their reader slow.
 */
function showOutcome(outcome: Outcome, screen: Screen): void {
  const annotation = annotationOf(outcome);
  const showResults = () => {
    for (const line of resultLines(outcome)) screen.line(line);
  };
  if (annotation) {
    showResults();
    screen.error(annotation.message, annotation.title);
  }
  for (const { id, title, lines, note } of outcome.failureLogs ?? []) {
    screen.group(`${id}: ${title}`, note ? [...lines, `(${note})`] : lines);
  }
  if (annotation) return;
  showResults();
  const { state, message, isOk } = outcome;
  const colour = state === 'succeeded' || state === 'partial' ? colourOf(state) : undefined;
  screen.line(`${state}: ${message}`, isOk ? colour : 'yellow');
}

/** Writes what is wrong with the inputs: an annotation each, and what the host shows besides. */
export function writeInputError(
  { problems }: InputError,
  bare: Report,
  host: Ends,
  publisher: Publisher | undefined,
): void {
  writeOutputs(bare, host);
  const { screen } = host;
  for (const { input, message } of problems.slice(0, screen.most.errors)) {
    screen.error(message, `Input ${input}`);
  }
  for (const { message } of problems.slice(screen.most.errors)) screen.line(message);
  const items = problems.map(({ message }) => message);
  const lead = 'The inputs are not right; no request was sent.';
  const lists = [{ title: 'What to write instead', items }];
  publisher?.write?.({ ...bare, lists, lead });
}

/** Writes an error of which the run knew nothing. */
export function writeUnexpected(bare: Report, host: Ends, publisher: Publisher | undefined): void {
  host.screen.error(bare.outcome.message, 'Unexpected error');
  writeOutputs(bare, host);
  publisher?.write?.(bare);
}

/** The report of a run that knows of no task. */
export function bareReport(outcome: Outcome, endedAt: number): Report {
  return { outcome, acceptPartial: false, course: NO_COURSE, lists: [], endedAt };
}
