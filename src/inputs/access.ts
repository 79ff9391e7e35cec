import type { Access } from '../clouds/access.ts';
import type { CloudName } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import { ambientAccess } from './ambient-access.ts';
import { duration, matching } from './fields.ts';
import { type Form, readField } from './form.ts';

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

const TOGETHER = 'Set access-key-id and access-key-secret together, security-token only with them.';

/**
 * Who we are to the cloud: the role to assume, else the keys among the inputs, else those of the environment, else what
 * a self-hosted runner has. Undefined where the form was told why not. `tokenUrl` gives the token service's address.
 */
export function readAccess(
  cloud: CloudName,
  form: Form,
  tokenUrl: () => string,
): Access | undefined {
  if (form.text('role-to-assume')) return readRole(cloud, form, tokenUrl);
  for (const name of ['oidc-provider-arn', 'oidc-audience']) {
    if (form.text(name)) {
      form.warning(`\`${name}\` is not used: it goes with \`role-to-assume\`.`);
    }
  }
  const id = form.text('access-key-id');
  const secret = form.text('access-key-secret');
  const token = form.text('security-token');
  if (id && secret) return keys(id, secret, token);
  if (id || secret || token) {
    if (!id) form.problem('access-key-id', `access-key-id is missing. ${TOGETHER}`);
    if (!secret) form.problem('access-key-secret', `access-key-secret is missing. ${TOGETHER}`);
    return undefined;
  }
  const access = environmentKeys(cloud, form) ?? ambientAccess(cloud, form);
  if (access) return access;
  const [first] = clouds[cloud].keyVariables;
  form.problem(
    'access-key-id',
    `There are no credentials. Set access-key-id and access-key-secret, the environment variables ${first?.id} and ${first?.secret}, or role-to-assume. (Secrets are empty in workflows of pull requests from forks.)`,
  );
  return undefined;
}

function keys(accessKeyId: string, accessKeySecret: string, securityToken = ''): Access {
  const credentials = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  return { kind: 'keys', credentials };
}

/** The first family of variables with an id and a secret, whole: a token of another family would not fit. */
function environmentKeys(cloud: CloudName, { env }: Form): Access | undefined {
  for (const names of clouds[cloud].keyVariables) {
    const [id, secret] = [env[names.id], env[names.secret]];
    if (id && secret) return keys(id, secret, names.token && env[names.token]);
  }
  return undefined;
}

function readRole(cloud: CloudName, form: Form, tokenUrl: () => string): Access | undefined {
  if (form.text('access-key-id') || form.text('access-key-secret')) {
    form.warning('`access-key-id` and `access-key-secret` are not used: `role-to-assume` is set.');
  }
  const role = readField(form, 'role-to-assume', matching(...ROLE[cloud]));
  const sessionName = readField(form, 'role-session-name', SESSION_NAME);
  const durationMs = readField(form, 'role-session-duration', SESSION_DURATION);
  const providerArn = readProviderArn(cloud, form);
  if (!role || !sessionName || !durationMs) return undefined;
  return {
    kind: 'role',
    tokenUrl: tokenUrl(),
    request: {
      role,
      audience: form.text('oidc-audience') || clouds[cloud].audience,
      sessionName,
      durationSeconds: durationMs / 1_000,
      ...(providerArn && { providerArn }),
    },
  };
}

function readProviderArn(cloud: CloudName, form: Form): string | undefined {
  const isGiven = form.text('oidc-provider-arn') !== '';
  if (cloud === 'alibaba') {
    if (isGiven) return readField(form, 'oidc-provider-arn', PROVIDER_ARN);
    form.problem(
      'oidc-provider-arn',
      'oidc-provider-arn is missing: role-to-assume needs it on Alibaba Cloud.',
    );
  } else if (isGiven) {
    form.warning('`oidc-provider-arn` is not used: Volcengine finds the provider by the token.');
  }
  return undefined;
}
