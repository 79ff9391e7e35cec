import { constants, readFileSync } from 'node:fs';
import { CloudError, messageOf } from '../model/errors.ts';
import { unprintable } from './printable.ts';

const CHECK_MOUNT = 'Check that the token is mounted into the pod, and that this user may read it.';

/** A new OIDC token of this job for `audience`, from where the host has it; `mask` is told of it. */
export type IdTokenOf = (
  audience: string,
  mask: (secret: string) => void,
  signal: AbortSignal,
) => Promise<string>;

/** The token of a pod, from the file that its Kubernetes keeps fresh; read again for every exchange. */
export function readIdToken(path: string, mask: (secret: string) => void): string {
  const token = contentOf(path).trim();
  mask(token);
  const strange = unprintable(token);
  if (token === '') throw refused(`The file of the OIDC token, ${path}, is empty.`, CHECK_MOUNT);
  if (strange) throw refused(`The OIDC token in ${path} has ${strange}.`, CHECK_MOUNT);
  return token;
}

/** Not to wait for the writer of what turns out to be a pipe: nothing would end that. Windows has no such flag. */
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** At once: the promises of the file system cost every start, and the file has a few kilobytes. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, { encoding: 'utf8', flag: READING });
  } catch (error) {
    throw refused(`The OIDC token in ${path} cannot be read: ${messageOf(error)}`, CHECK_MOUNT);
  }
}

function refused(message: string, remedy: string): CloudError {
  return new CloudError(message, { kind: 'credential', remedy });
}
