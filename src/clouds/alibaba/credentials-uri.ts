import { within } from '../../model/clock.ts';
import { CloudError, unusableAnswer } from '../../model/errors.ts';
import type { World } from '../../model/world.ts';
import { parseSecret, readAnswer } from '../answer.ts';
import { REQUEST_TIMEOUT_MS } from '../client.ts';
import type { CredentialSource } from '../cloud.ts';
import { renewingCredentials } from '../credentials.ts';
import { usableKeys } from '../printable.ts';
import { AlibabaTemporaryKeys } from './temporary-keys.ts';

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
    const { status, body } = await within(
      world.clock,
      REQUEST_TIMEOUT_MS,
      signal,
      () => unusableAnswer(`${url.host} gave no credentials in time.`),
      (limited) => world.http({ method: 'GET', url, headers }, limited),
    );
    if (status !== 200) {
      throw new CloudError(`ALIBABA_CLOUD_CREDENTIALS_URI: ${url.host} answered ${status}.`, {
        kind: status >= 500 || status === 429 ? 'transient' : 'credential',
        status,
        remedy: 'Check the address and the service behind it.',
      });
    }
    const { credentials: given, expiration } = readAnswer(
      AlibabaTemporaryKeys,
      parseSecret(body, 'The credentials URI'),
      'The credentials URI',
    );
    const credentials = usableKeys(given, 'The credentials URI');
    mask(credentials.accessKeySecret);
    mask(credentials.securityToken);
    return { ...credentials, expiresAt: Date.parse(expiration) };
  });
}
