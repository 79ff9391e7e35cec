import type { Kind } from '../../../emulator/index.ts';
import type { Environment, Inputs } from './action.ts';

/** One kind of each cloud, since roles are the cloud's affair and not the product's. */
export const oneKindOfEachCloud = ['alibaba-eci-commit', 'volcengine-ecs-task'] as const;

/** Inputs that lead to a role instead of keys. */
export function roleInputs(url: string, kind: Kind): Inputs {
  const common = { 'access-key-id': '', 'access-key-secret': '', 'sts-endpoint': url };
  if (kind.startsWith('volcengine')) {
    return { ...common, 'role-to-assume': 'trn:iam::2100000000:role/waiter' };
  }
  return {
    ...common,
    'role-to-assume': 'acs:ram::1234567890123456:role/waiter',
    'oidc-provider-arn': 'acs:ram::1234567890123456:oidc-provider/github',
  };
}

/** What a runner sets for a job with `id-token: write`, played by the emulator. */
export function runnerTokens({ url }: { url: string }): Environment {
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/_emulator/oidc?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-of-this-job',
  };
}

/** Keys with a security token, from the emulated instance metadata; both clouds take them. */
export async function temporaryKeys(url: string): Promise<Inputs> {
  const ttl = { 'x-aliyun-ecs-metadata-token-ttl-seconds': '60' };
  const asked = await fetch(`${url}/latest/api/token`, { method: 'PUT', headers: ttl });
  const headers = { 'x-aliyun-ecs-metadata-token': await asked.text() };
  const path = '/latest/meta-data/ram/security-credentials/emulator-instance-role';
  const answer = await fetch(`${url}${path}`, { headers });
  const keys = (await answer.json()) as Record<string, string>;
  return {
    'access-key-id': keys.AccessKeyId ?? '',
    'access-key-secret': keys.AccessKeySecret ?? '',
    'security-token': keys.SecurityToken ?? '',
  };
}
