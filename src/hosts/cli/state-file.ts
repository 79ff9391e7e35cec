import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { platform, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { messageOf } from '../../model/errors.ts';
import { readRecord, type StateRecord, writeRecord } from './state-record.ts';

/** For whoever started the wait alone: it says what runs where, and leads later calls. */
const MODE = 0o600;

/** A thousand ids take a tenth of that; what is larger is no file of ours. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Others may change what leads this user's calls. */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Puts the record in the place of whatever file is there: whole or not at all, so that no reader ever finds a half. Gives
 * why it could not be written, empty where it was. `nonce` is of no file that is there.
 */
export function storeRecord(path: string, record: StateRecord, nonce: string): string {
  const fresh = join(dirname(path), `.${basename(path)}.${nonce}`);
  try {
    const strange = obstacleAt(path);
    if (strange) return strange;
    const file = openSync(fresh, 'wx', MODE);
    try {
      writeFileSync(file, writeRecord(record));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
    return '';
  } catch (error) {
    remove(fresh);
    return messageOf(error);
  }
}

/** Why no file may be put here: in place of a device or a link it would do harm. */
function obstacleAt(path: string): string {
  const stats = statsOf(path);
  return stats && !stats.isFile() ? 'it is there, and no plain file.' : '';
}

/** What stands in the file: the record, nothing at all, or why it cannot be relied on. */
export function loadRecord(path: string): { record?: StateRecord; problem?: string } {
  try {
    const stats = statsOf(path);
    if (!stats) return {};
    const strange = strangenessOf(stats);
    if (strange) return { problem: strange };
    const record = readRecord(readFileSync(path, 'utf8'));
    return record ? { record } : { problem: 'it is no whole state file of this program.' };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** Of a file that somebody else could have written nothing is believed: it would say where signed requests go. */
function strangenessOf(stats: Stats): string {
  if (!stats.isFile()) return 'it is no plain file.';
  if (stats.size > MOST_BYTES) return 'it is too large to be a state file.';
  // Windows has neither such modes nor such owners.
  if (platform() === 'win32') return '';
  if ((stats.mode & WRITABLE_BY_OTHERS) !== 0) return 'others may write to it.';
  const uid = ownId();
  return stats.uid === uid || uid === 0 ? '' : 'it is of another user.';
}

/** 0, root, where it cannot be told: in a container a user may have no name. */
function ownId(): number {
  try {
    return userInfo().uid;
  } catch {
    return 0;
  }
}

function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was not made.
  }
}
