import type { CloudName, Credentials } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import type { RoleRequest } from '../clouds/role.ts';
import { duration, matching } from './fields.ts';

/** Who we are to the cloud: keys that were given, or a role that is assumed. */
export type Access =
  | { kind: 'keys'; credentials: Credentials }
  | { kind: 'role'; request: RoleRequest };

type Problem = (input: string, message: string) => void;
type Read = (name: string) => string;

/** How each cloud writes the name of a role, with an example. */
const ROLE: Record<CloudName, readonly [RegExp, string]> = {
  alibaba: [/^acs:ram::\d+:role\/[\w.-]+$/, 'acs:ram::1234567890123456:role/name'],
  volcengine: [/^trn:iam::\d+:role\/[\w.-]+$/, 'trn:iam::2100000000:role/name'],
};

const PROVIDER_ARN = matching(
  /^acs:ram::\d+:oidc-provider\/[\w.-]+$/,
  'acs:ram::1234567890123456:oidc-provider/name',
);
const SESSION_NAME = matching(
  /^[A-Za-z0-9.@_-]{2,64}$/,
  '2 to 64 letters, digits and characters of `.@_-`',
);

/** Both token services grant at least 15 minutes; a role's own limit is 12 hours at most. */
const SESSION_DURATION = duration('15m', '12h');

/** Credentials or the role to get them by; undefined where `problem` was told why not. */
export function readAccess(
  cloud: CloudName,
  text: Read,
  env: Readonly<Record<string, string | undefined>>,
  problem: Problem,
): Access | undefined {
  return text('role-to-assume')
    ? readRole(cloud, text, problem)
    : readKeys(cloud, text, env, problem);
}

function readKeys(
  cloud: CloudName,
  text: Read,
  env: Readonly<Record<string, string | undefined>>,
  problem: Problem,
): Access | undefined {
  const given = {
    id: text('access-key-id'),
    secret: text('access-key-secret'),
    token: text('security-token'),
  };
  if (given.id || given.secret || given.token) {
    if (!given.id) problem('access-key-id', `access-key-id is missing. ${WHOLE}`);
    if (!given.secret) problem('access-key-secret', `access-key-secret is missing. ${WHOLE}`);
    return given.id && given.secret ? keys(given.id, given.secret, given.token) : undefined;
  }
  for (const names of clouds[cloud].keyVariables) {
    const [accessKeyId, secret] = [env[names.id], env[names.secret]];
    if (accessKeyId && secret) {
      return keys(accessKeyId, secret, (names.token && env[names.token]) || '');
    }
  }
  const [first] = clouds[cloud].keyVariables;
  problem(
    'access-key-id',
    `There are no credentials. Set access-key-id and access-key-secret, the environment variables ${first?.id} and ${first?.secret}, or role-to-assume. (Secrets are empty in workflows of pull requests from forks.)`,
  );
  return undefined;
}

const WHOLE = 'Set access-key-id and access-key-secret together, security-token only with them.';

function keys(accessKeyId: string, accessKeySecret: string, securityToken: string): Access {
  const credentials = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  return { kind: 'keys', credentials };
}

function readRole(cloud: CloudName, text: Read, problem: Problem): Access | undefined {
  const read = <T>(
    name: string,
    schema: {
      safeParse(
        value: string,
      ): { success: true; data: T } | { success: false; error: { issues: { message: string }[] } };
    },
  ): T | undefined => {
    const result = schema.safeParse(text(name));
    if (result.success) return result.data;
    problem(name, `${name}: \`${text(name)}\` ${result.error.issues[0]?.message}`);
    return undefined;
  };
  const role = read('role-to-assume', matching(...ROLE[cloud]));
  const sessionName = read('role-session-name', SESSION_NAME);
  const durationMs = read('role-session-duration', SESSION_DURATION);
  let providerArn: string | undefined;
  if (cloud === 'alibaba') {
    if (text('oidc-provider-arn')) providerArn = read('oidc-provider-arn', PROVIDER_ARN);
    else problem('oidc-provider-arn', 'oidc-provider-arn is missing: role-to-assume needs it.');
  }
  if (!role || !sessionName || !durationMs) return undefined;
  return {
    kind: 'role',
    request: {
      role,
      audience: text('oidc-audience') || clouds[cloud].audience,
      sessionName,
      durationSeconds: durationMs / 1_000,
      ...(providerArn && { providerArn }),
    },
  };
}
