/**
 * What of the runner's ways is used: commands in the log (actions/toolkit `packages/core/src/command.ts`) and the files
 * that it names in the environment. Of `@actions/core` only the form of a file's entry, from the file that holds it,
 * past its `exports`: the package's own entry also loads an HTTP client with a second way to the network, 25 ms of each
 * start (`docs/performance.md`). `__tests__/inner-files.test.ts` holds what is written to what that entry writes.
 */
import { EOL } from 'node:os';
import { prepareKeyValueMessage } from '../../../node_modules/@actions/core/lib/file-command.js';
import type { Clock } from '../../model/clock.ts';
import type { World } from '../../model/world.ts';
import { createPrinter, type Sink } from '../printer.ts';
import { addTo } from './files.ts';

/** Of an annotation. */
interface AnnotationProperties {
  title?: string;
}

/** Commands of the log. `print` writes one line. */
export function logCommands(print: (line: string) => void) {
  const command = (name: string, message: string, about?: AnnotationProperties) =>
    print(commandLine(name, message, about));
  return {
    /** Hides a text in everything that is printed from now on. */
    setSecret: (secret: string) => command('add-mask', secret),
    error: (message: string, about?: AnnotationProperties) => command('error', message, about),
    warning: (message: string, about?: AnnotationProperties) => command('warning', message, about),
    /** A line of the log, as it is: it must be safe already. */
    info: print,
    /** Begins a group of lines that the log shows folded. */
    startGroup: (name: string) => command('group', name),
    endGroup: () => command('endgroup', ''),
  };
}

/**
 * What is written to the runner's files. Gives why that could not be done: empty where it was, or where there is no runner
 * that would read it.
 */
export function fileCommands(env: World['env']) {
  return {
    /** Saves a text for the post step. */
    saveState: (name: string, value: string) => addTo(env.GITHUB_STATE, entry(name, value)),
    setOutput: (name: string, value: string) => addTo(env.GITHUB_OUTPUT, entry(name, value)),
    /** Adds to the job summary. */
    addSummary: (markdown: string) => addTo(env.GITHUB_STEP_SUMMARY, markdown),
    /** Declares artifacts of the job, a line each. */
    declareArtifacts: (lines: readonly string[]) =>
      addTo(env.GITHUB_ARTIFACTS, lines.map((line) => `${line}\n`).join('')),
  };
}

/** The commands of an action, over the runner's variables and its log. */
export function createCommands(env: World['env'], log: () => Sink) {
  const printer = createPrinter(log);
  return {
    /** The text of an input, empty where it is not set. */
    getInput: (name: string) =>
      (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim(),
    /** What an earlier step of this action has saved, empty where it has not. */
    getState: (name: string) => env[`STATE_${name}`] ?? '',
    ...fileCommands(env),
    ...logCommands((line) => printer.print(line + EOL)),
    /** Resolves once the log's reader has all, or reads no more. */
    logTaken: (clock: Clock) => printer.drained(clock),
  };
}

export type Commands = ReturnType<typeof createCommands>;

function entry(name: string, value: string): string {
  return `${prepareKeyValueMessage(name, value)}${EOL}`;
}

function commandLine(name: string, message: string, { title }: AnnotationProperties = {}): string {
  const properties = title
    ? ` title=${escaped(title).replace(/:/g, '%3A').replace(/,/g, '%2C')}`
    : '';
  return `::${name}${properties}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
