import { CloudError, messageOf } from '../../errors.ts';
import type { CredentialSource, Credentials } from '../cloud.ts';

/** The vendor's library keeps credentials until shortly before they expire, and renews them by itself. */
type Library = { getCredentials(): Promise<Given> };
interface Given {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** The library's own requests end after ten seconds; the wait for them ends with the signal. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, aborted]).finally(() =>
    signal.removeEventListener('abort', onAbort),
  );
}

/**
 * Credentials of a profile of the `aliyun` CLI (`~/.aliyun/config.json`) or of the SDKs
 * (`ALIBABA_CLOUD_CREDENTIALS_FILE`), in every mode that the vendor's own library knows: keys, STS token, RAM role, ECS
 * role, CloudSSO, external program. The library is loaded here and not before.
 */
export function profileCredentials(
  kind: 'cli' | 'file',
  mask: (secret: string) => void,
): CredentialSource {
  let library: Promise<Library> | undefined;
  let isKnownToWork = false;
  return {
    async current(signal): Promise<Credentials> {
      signal.throwIfAborted();
      library ??= load(kind);
      const given = await abortable(
        library.then((loaded) => loaded.getCredentials()),
        signal,
      ).catch((error: unknown) => {
        if (signal.aborted) throw signal.reason;
        throw new CloudError(`The profile gave no credentials: ${harmless(messageOf(error))}`, {
          // What has worked once will work again.
          kind: isKnownToWork ? 'transient' : 'credential',
          remedy:
            'Check ~/.aliyun/config.json, ALIBABA_CLOUD_PROFILE and ALIBABA_CLOUD_CREDENTIALS_FILE on the runner.',
        });
      });
      isKnownToWork = true;
      mask(given.accessKeySecret);
      mask(given.securityToken ?? '');
      return {
        accessKeyId: given.accessKeyId,
        accessKeySecret: given.accessKeySecret,
        ...(given.securityToken && { securityToken: given.securityToken }),
      };
    },
    renew() {
      library = undefined;
      return true;
    },
  };
}

async function load(kind: 'cli' | 'file'): Promise<Library> {
  const { CLIProfileCredentialsProvider, ProfileCredentialsProvider } = await import(
    '@alicloud/credentials'
  );
  const provider = kind === 'cli' ? CLIProfileCredentialsProvider : ProfileCredentialsProvider;
  return provider.builder().build();
}

/** The library's messages may end in the body of an answer, with keys in it. */
function harmless(message: string): string {
  return message.replace(/[{[<].*$/s, '…').slice(0, 200);
}
