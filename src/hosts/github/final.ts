import type { InputError } from '../../model/errors.ts';
import { annotationOf } from '../../render/annotation.ts';
import { artifactLines } from '../../render/artifacts.ts';
import { colourOf, painter } from '../../render/colour.ts';
import { NO_COURSE } from '../../render/course.ts';
import { annotationText, logLine } from '../../render/escape.ts';
import { outputNames, outputsOf } from '../../render/outputs.ts';
import type { Report } from '../../render/report.ts';
import { resultLines } from '../../render/results-shown.ts';
import { summaryOf } from '../../render/summary.ts';
import type { Outcome } from '../../wait/outcome.ts';
import type { Screen } from './screen.ts';
import * as core from './workflow-commands.ts';

/** The runner shows ten errors of a step. */
const MOST_ERRORS = 10;

/** Writes an outcome for good: outputs first, since they matter most when time is short. */
export function reportOutcome(report: Report, hasSummary: boolean): void {
  const { outcome, acceptPartial } = report;
  writeOutputs(outcome, acceptPartial);
  showOutcome(outcome, core);
  const lost = core.declareArtifacts(artifactLines(outcome.tasks));
  if (lost) warn(`The artifacts could not be declared: ${lost}`, 'Artifacts');
  if (hasSummary) writeSummary(report);
}

/**
 * What a later step would see empty is said. The exit code stays that of the outcome: the task has ended as it has, and to
 * start it again would not mend this machine's disk.
 */
function writeOutputs(outcome: Outcome, acceptPartial: boolean): void {
  const outputs = outputsOf(outcome, acceptPartial);
  const failed = outputNames
    .map((name) => ({ name, reason: core.setOutput(name, outputs[name]) }))
    .filter(({ reason }) => reason !== '');
  const [first] = failed;
  if (!first) return;
  const names = failed.map(({ name }) => name).join(', ');
  warn(
    `Later steps will find these outputs empty, for they could not be written (${first.reason}): ${names}. The state is ${outcome.state}.`,
    'Outputs lost',
  );
}

/**
 * Ends the log: what it came to, and the cloud's own words on each failure, as groups that open at a click. The annotation
 * comes before them, since they may be long and their reader slow.
 */
export function showOutcome(outcome: Outcome, screen: Screen): void {
  const annotation = annotationOf(outcome);
  const results = resultLines(outcome).map(logLine);
  if (annotation) {
    for (const line of results) screen.info(line);
    error(annotation.message, annotation.title, screen);
  }
  for (const { id, title, lines, note } of outcome.failureLogs ?? []) {
    screen.startGroup(logLine(`${id}: ${title}`));
    for (const line of lines) screen.info(logLine(line));
    if (note) screen.info(logLine(`(${note})`));
    screen.endGroup();
  }
  if (annotation) return;
  for (const line of results) screen.info(line);
  screen.info(lastLine(outcome));
}

function lastLine({ state, message, isOk }: Outcome): string {
  const paint = painter(process.env);
  const colour = state === 'succeeded' || state === 'partial' ? colourOf(state) : undefined;
  return paint(logLine(`${state}: ${message}`), isOk ? colour : 'yellow');
}

function writeSummary(report: Report): void {
  const lost = core.addSummary(summaryOf(report));
  if (lost) warn(`The job summary could not be written: ${lost}`, 'Summary');
}

/** Writes what is wrong with the inputs: an annotation each, and the summary. */
export function reportInputError(
  { problems }: InputError,
  outcome: Outcome,
  hasSummary: boolean,
): void {
  writeOutputs(outcome, false);
  for (const { input, message } of problems.slice(0, MOST_ERRORS)) {
    error(message, `Input ${input}`);
  }
  for (const { message } of problems.slice(MOST_ERRORS)) core.info(logLine(message));
  const items = problems.map(({ message }) => message);
  const lead = 'The inputs are not right; no request was sent.';
  const lists = [{ title: 'What to write instead', items }];
  if (hasSummary) writeSummary({ ...bareReport(outcome, lists), lead });
}

/** Writes an error of which the run knew nothing. Never throws. */
export function reportUnexpected(outcome: Outcome, hasSummary: boolean): void {
  error(outcome.message, 'Unexpected error');
  writeOutputs(outcome, false);
  if (hasSummary) writeSummary(bareReport(outcome, []));
}

function bareReport(outcome: Outcome, lists: Report['lists']): Report {
  return { outcome, acceptPartial: false, course: NO_COURSE, lists, endedAt: Date.now() };
}

function error(message: string, title: string, screen: Screen = core): void {
  screen.error(annotationText(message, 4_090), { title });
}

function warn(message: string, title: string): void {
  core.warning(annotationText(message, 4_000), { title });
}
