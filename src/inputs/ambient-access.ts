import { join } from 'node:path';
import type { Access } from '../clouds/access.ts';
import type { CloudName } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import type { Form } from './form.ts';

/**
 * Credentials in the vendors' usual places, for self-hosted runners: what the environment names, else a profile on disk,
 * else the role of the instance. A runner of GitHub's own has none of them, so that it is never asked for its metadata.
 */
export function ambientAccess(cloud: CloudName, { env, exists }: Form): Access | undefined {
  const variables = clouds[cloud].roleVariables;
  const role = env[variables.name];
  const isOff = /^true$/i.test(env[variables.off] ?? '');
  if (role && !isOff) return { kind: 'instance-role', role };
  if (cloud === 'alibaba') {
    const uri = env.ALIBABA_CLOUD_CREDENTIALS_URI;
    if (uri && URL.canParse(uri)) return { kind: 'uri', uri };
    const home = env.HOME ?? env.USERPROFILE ?? '';
    const isDisabled = /^true$/i.test(env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED ?? '');
    if (!isDisabled && home && exists(join(home, '.aliyun', 'config.json'))) {
      return { kind: 'profile', of: 'cli' };
    }
    const file = env.ALIBABA_CLOUD_CREDENTIALS_FILE;
    if (file && exists(file)) return { kind: 'profile', of: 'file' };
  }
  const isSelfHosted = env.RUNNER_ENVIRONMENT === 'self-hosted';
  return isSelfHosted && !isOff ? { kind: 'instance-role' } : undefined;
}
