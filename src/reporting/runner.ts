/**
 * What of `@actions/core` is used, from the files that hold it, past its `exports`: its entry also loads an HTTP client with
 * a second way to the network, 25 ms of each start (`docs/performance.md`). A test holds these files to what the entry does.
 */
import { EOL } from 'node:os';
import { issueCommand } from '../../node_modules/@actions/core/lib/command.js';
import {
  issueFileCommand,
  prepareKeyValueMessage,
} from '../../node_modules/@actions/core/lib/file-command.js';

/** Of an annotation. */
export interface AnnotationProperties {
  title?: string;
}

/** The text of an input, empty where it is not set. */
export function getInput(name: string): string {
  return (process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

/** What an earlier step of this action has saved, empty where it has not. */
export function getState(name: string): string {
  return process.env[`STATE_${name}`] ?? '';
}

/** Saves a text for the post step; without a runner there is none. */
export function saveState(name: string, value: string): void {
  if (process.env.GITHUB_STATE) issueFileCommand('STATE', prepareKeyValueMessage(name, value));
}

/** Sets an output; without the runner's file there is nobody to read it. */
export function setOutput(name: string, value: string): void {
  if (process.env.GITHUB_OUTPUT) issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
}

/** Hides a text in everything that is printed from now on. */
export function setSecret(secret: string): void {
  issueCommand('add-mask', {}, secret);
}

/** An error annotation. */
export function error(message: string, properties: AnnotationProperties = {}): void {
  issueCommand('error', properties, message);
}

/** A warning annotation. */
export function warning(message: string, properties: AnnotationProperties = {}): void {
  issueCommand('warning', properties, message);
}

/** A line of the log, as it is: it must be safe already. */
export function info(line: string): void {
  process.stdout.write(line + EOL);
}

/** Begins a group of lines that the log shows folded. */
export function startGroup(name: string): void {
  issueCommand('group', {}, name);
}

/** Ends it. */
export function endGroup(): void {
  issueCommand('endgroup', {}, '');
}
