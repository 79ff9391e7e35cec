import { appendFileSync } from 'node:fs';
import { type InputError, messageOf } from '../errors.ts';
import type { Outcome } from '../outcome.ts';
import { annotationOf } from './annotation.ts';
import { artifactLines } from './artifacts.ts';
import { colourOf, painter } from './colour.ts';
import { NO_HISTORY } from './history.ts';
import { outputNames, outputsOf } from './outputs.ts';
import type { Report } from './report.ts';
import { resultLines } from './results-shown.ts';
import * as core from './runner.ts';
import type { Screen } from './screen.ts';
import { summaryOf } from './summary.ts';
import { annotationText, logLine } from './text.ts';

/** The runner shows ten errors of a step. */
const MOST_ERRORS = 10;

/** Writes an outcome for good: outputs first, since they matter most when time is short. */
export function reportOutcome(report: Report, hasSummary: boolean): void {
  const { outcome, acceptPartial } = report;
  writeOutputs(outcome, acceptPartial);
  showOutcome(outcome, core);
  const artifacts = artifactLines(outcome.tasks).map((line) => `${line}\n`);
  append(process.env.GITHUB_ARTIFACTS, artifacts.join(''), 'declaration of artifacts');
  if (hasSummary) writeSummary(report);
}

function writeOutputs(outcome: Outcome, acceptPartial: boolean): void {
  const outputs = outputsOf(outcome, acceptPartial);
  for (const name of outputNames) core.setOutput(name, outputs[name]);
}

/** Ends the log: the cloud's own words on each failure, as groups that open at a click, and what it came to. */
export function showOutcome(outcome: Outcome, screen: Screen): void {
  for (const { id, title, lines, note } of outcome.failureLogs ?? []) {
    screen.startGroup(logLine(`${id}: ${title}`));
    for (const line of lines) screen.info(logLine(line));
    if (note) screen.info(logLine(`(${note})`));
    screen.endGroup();
  }
  for (const line of resultLines(outcome)) screen.info(logLine(line));
  const annotation = annotationOf(outcome);
  if (annotation) error(annotation.message, annotation.title, screen);
  else screen.info(lastLine(outcome));
}

function lastLine({ state, message, isOk }: Outcome): string {
  const paint = painter(process.env);
  const colour = state === 'succeeded' || state === 'partial' ? colourOf(state) : undefined;
  return paint(logLine(`${state}: ${message}`), isOk ? colour : 'yellow');
}

function writeSummary(report: Report): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) append(file, summaryOf(report), 'job summary');
}

function append(file: string | undefined, text: string, what: string): void {
  if (!file || text === '') return;
  try {
    appendFileSync(file, text);
  } catch (problem) {
    core.info(logLine(`The ${what} could not be written: ${messageOf(problem)}`));
  }
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
  return { outcome, acceptPartial: false, history: NO_HISTORY, lists, endedAt: Date.now() };
}

function error(message: string, title: string, screen: Screen = core): void {
  screen.error(annotationText(message, 4_090), { title });
}
