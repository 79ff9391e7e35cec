import type { IdTokenOf } from '../../clouds/id-token.ts';
import { CloudError } from '../../model/errors.ts';

/** Where nothing says where an OIDC token is. */
export const refuseIdToken: IdTokenOf = async () => {
  throw new CloudError('There is no OIDC token for {input:role-to-assume} here.', {
    kind: 'credential',
    remedy: 'Use keys from the environment, a profile or a role of this machine.',
  });
};
