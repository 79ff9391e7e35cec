import { CloudError } from '../../model/errors.ts';
import { isTrouble } from '../../model/http-status.ts';
import type { World } from '../../model/world.ts';
import { parseSecret, readAnswer } from '../answer.ts';
import type { CredentialSource } from '../cloud.ts';
import { renewingCredentials } from '../credentials.ts';
import { usableKeys } from '../printable.ts';
import { send } from '../send.ts';
import { AlibabaTemporaryKeys } from './temporary-keys.ts';

const SOURCE = 'The credentials URI';

/**
 * Credentials that a service of the user's own hands out at an address (`ALIBABA_CLOUD_CREDENTIALS_URI`), fetched again
 * before they expire.
 */
export function credentialsFromUri(
  uri: string,
  world: World,
  mask: (secret: string) => void,
): CredentialSource {
  return renewingCredentials(world.clock, async (signal) => {
    const url = new URL(uri);
    const headers = { accept: 'application/json' };
    const late = `${url.host} gave no credentials in time.`;
    const { status, body } = await send({ method: 'GET', url, headers }, world, signal, late);
    if (status !== 200) {
      throw new CloudError(`ALIBABA_CLOUD_CREDENTIALS_URI: ${url.host} answered ${status}.`, {
        kind: isTrouble(status) ? 'transient' : 'credential',
        status,
        remedy: 'Check the address and the service behind it.',
      });
    }
    const { credentials: given, expiration } = readAnswer(
      AlibabaTemporaryKeys,
      parseSecret(body, SOURCE),
      SOURCE,
    );
    const credentials = usableKeys(given, SOURCE, mask);
    return { ...credentials, expiresAt: Date.parse(expiration) };
  });
}
