/**
 * What of the runner's ways is used: commands in the log (actions/toolkit `packages/core/src/command.ts`) and the files
 * that it names in the environment. Of `@actions/core` only the form of a file's entry: its entry file also loads an HTTP
 * client with a second way to the network, and that costs half of the time from the start to the first request
 * (`docs/performance.md`).
 */
import { EOL } from 'node:os';
import { prepareKeyValueMessage } from '../../../node_modules/@actions/core/lib/file-command.js';
import type { Clock } from '../../model/clock.ts';
import { addTo } from './files.ts';
import { createPrinter } from './printer.ts';

/** Of an annotation. */
export interface AnnotationProperties {
  title?: string;
}

const printer = createPrinter(() => process.stdout);

/** The text of an input, empty where it is not set. */
export function getInput(name: string): string {
  return (process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

/** What an earlier step of this action has saved, empty where it has not. */
export function getState(name: string): string {
  return process.env[`STATE_${name}`] ?? '';
}

/**
 * Saves a text for the post step. As all that writes a file here, it gives why that could not be done: empty where it was,
 * or where there is no runner that would read it.
 */
export function saveState(name: string, value: string): string {
  return addTo(process.env.GITHUB_STATE, `${prepareKeyValueMessage(name, value)}${EOL}`);
}

/** Sets an output. */
export function setOutput(name: string, value: string): string {
  return addTo(process.env.GITHUB_OUTPUT, `${prepareKeyValueMessage(name, value)}${EOL}`);
}

/** Adds to the job summary. */
export function addSummary(markdown: string): string {
  return addTo(process.env.GITHUB_STEP_SUMMARY, markdown);
}

/** Declares artifacts of the job, a line each. */
export function declareArtifacts(lines: readonly string[]): string {
  return addTo(process.env.GITHUB_ARTIFACTS, lines.map((line) => `${line}\n`).join(''));
}

/** Hides a text in everything that is printed from now on. */
export function setSecret(secret: string): void {
  command('add-mask', secret);
}

/** An error annotation. */
export function error(message: string, properties: AnnotationProperties = {}): void {
  command('error', message, properties);
}

/** A warning annotation. */
export function warning(message: string, properties: AnnotationProperties = {}): void {
  command('warning', message, properties);
}

/** A line of the log, as it is: it must be safe already. */
export function info(line: string): void {
  printer.print(line + EOL);
}

/** Begins a group of lines that the log shows folded. */
export function startGroup(name: string): void {
  command('group', name);
}

/** Ends it. */
export function endGroup(): void {
  command('endgroup', '');
}

/** Resolves once the log's reader has all, or reads no more. */
export function logTaken(clock: Clock): Promise<void> {
  return printer.drained(clock);
}

function command(name: string, message: string, { title }: AnnotationProperties = {}): void {
  const properties = title
    ? ` title=${escaped(title).replace(/:/g, '%3A').replace(/,/g, '%2C')}`
    : '';
  info(`::${name}${properties}::${escaped(message)}`);
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
