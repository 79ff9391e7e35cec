import { constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { messageOf } from '../../../model/errors.ts';

/** Not to wait: a pipe that nobody reads would keep the process, signals and all. Windows has no such flag. */
const WRITING = constants.O_WRONLY | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

/** The file, emptied: what an earlier run has left is never taken for this one's. Or why there is none. */
export function openFile(path: string): number | string {
  try {
    const file = openSync(path, WRITING);
    try {
      ftruncateSync(file);
    } catch {
      // What is no plain file holds nothing.
    }
    return file;
  } catch (error) {
    return messageOf(error);
  }
}

/** Writes it whole; gives why that could not be done, empty where it was. */
export function writeTo(file: number, text: string): string {
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    return '';
  } catch (error) {
    return messageOf(error);
  }
}
