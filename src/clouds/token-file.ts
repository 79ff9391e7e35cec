import { closeSync, constants, openSync, readSync } from 'node:fs';
import { CloudError, messageOf } from '../model/errors.ts';
import { unmarked } from '../model/wording.ts';

export const FILE_REMEDY =
  'Check that the token is mounted into the pod, or written before this begins, and that this user may read it.';

/** The longest token that one of the clouds takes: 65,536 characters (https://www.volcengine.com/docs/6257/1494877). */
export const MOST_BYTES = 65_536;

/** Not to wait for the writer of what turns out to be a pipe: nothing would end that. Windows has no such flag. */
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * What is in the file by now, such as that which a Kubernetes keeps fresh. At once: the promises of the file system cost
 * every start, and the file has a few kilobytes; of one that has more, no more is read than shows that.
 */
export function readTokenFile(path: string): string {
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  try {
    const file = openSync(path, READING);
    try {
      for (let more = -1; more !== 0 && length < bytes.length; length += more) {
        more = readSync(file, bytes, length, bytes.length - length, null);
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw refused(
      `The OIDC token in ${unmarked(path)} cannot be read: ${unmarked(messageOf(error))}`,
    );
  }
  if (length > MOST_BYTES) {
    throw refused(
      `The file of the OIDC token, ${unmarked(path)}, has more than 64 KiB: that is none.`,
    );
  }
  return bytes.toString('utf8', 0, length);
}

function refused(message: string): CloudError {
  return new CloudError(message, { kind: 'credential', remedy: FILE_REMEDY });
}
