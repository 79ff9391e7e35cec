import { CloudError } from '../model/errors.ts';
import type { CredentialSource } from './cloud.ts';

/** The first of two sources, or the second where the first has never given keys and says that it has none. */
export function credentialChain(
  first: CredentialSource,
  second: CredentialSource,
): CredentialSource {
  let chosen: CredentialSource | undefined;
  return {
    async current(signal) {
      if (chosen) return chosen.current(signal);
      try {
        const credentials = await first.current(signal);
        chosen = first;
        return credentials;
      } catch (error) {
        if (!(error instanceof CloudError) || error.passes) throw error;
      }
      const credentials = await second.current(signal);
      chosen = second;
      return credentials;
    },
    renew: (expired) => (chosen ?? first).renew(expired),
  };
}
