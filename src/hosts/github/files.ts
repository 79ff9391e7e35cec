import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { messageOf } from '../../model/errors.ts';

/** To add, and not to wait: a pipe that nobody reads would keep the process, signals and all. Windows has no such flag. */
const ADDING =
  constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Adds text to one of the runner's files, whole or not at all: half of an entry would make the runner refuse the file.
 * Gives why it could not be written, empty where it was, or where there is no file that anybody reads. Never throws.
 */
export function addTo(file: string | undefined, text: string): string {
  if (!file || text === '') return '';
  let opened: number | undefined;
  let before: number | undefined;
  try {
    opened = openSync(file, ADDING);
    before = fstatSync(opened).size;
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(opened, bytes, at);
    return '';
  } catch (problem) {
    cutBack(opened, before);
    return messageOf(problem);
  } finally {
    close(opened);
  }
}

function cutBack(opened: number | undefined, size: number | undefined): void {
  try {
    if (opened !== undefined && size !== undefined) ftruncateSync(opened, size);
  } catch {
    // What is no plain file cannot be cut.
  }
}

/** Some file systems say only now that the disk is full; the text is in the file as far as can be told. */
function close(opened: number | undefined): void {
  try {
    if (opened !== undefined) closeSync(opened);
  } catch {
    // Nothing more can be done.
  }
}
