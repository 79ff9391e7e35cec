import { appendFile } from 'node:fs/promises';
import type { InputError } from '../errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Outcome } from '../outcome.ts';
import { annotationOf } from './annotation.ts';
import { outputNames, outputsOf } from './outputs.ts';
import * as core from './runner.ts';
import { summaryOf } from './summary.ts';
import { annotationText, logLine } from './text.ts';

/** The runner shows ten errors of a step. */
const MOST_ERRORS = 10;

/** Without the file the toolkit would print a command that today's runners refuse. */
export function setOutput(name: string, value: string): void {
  if (process.env.GITHUB_OUTPUT) core.setOutput(name, value);
}

/** Writes an outcome for good: outputs first, since they matter most when time is short. */
export async function reportOutcome(outcome: Outcome, inputs?: Inputs): Promise<void> {
  writeOutputs(outcome, inputs?.acceptPartial ?? false);
  const annotation = annotationOf(outcome);
  if (annotation) error(annotation.message, annotation.title);
  else core.info(logLine(`${outcome.state}: ${outcome.message}`));
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (!inputs?.jobSummary || !file) return;
  await appendFile(file, summaryOf(outcome, inputs.provider)).catch((problem: unknown) =>
    core.info(logLine(`The job summary could not be written: ${problem}`)),
  );
}

function writeOutputs(outcome: Outcome, acceptPartial: boolean): void {
  const outputs = outputsOf(outcome, acceptPartial);
  for (const name of outputNames) setOutput(name, outputs[name]);
}

/** Writes what is wrong with the inputs: an annotation each. */
export function reportInputError({ problems }: InputError, outcome: Outcome): void {
  writeOutputs(outcome, false);
  for (const { input, message } of problems.slice(0, MOST_ERRORS)) {
    error(message, `Input ${input}`);
  }
  for (const { message } of problems.slice(MOST_ERRORS)) core.info(logLine(message));
}

function error(message: string, title: string): void {
  core.error(annotationText(message, 4_090), { title });
}
