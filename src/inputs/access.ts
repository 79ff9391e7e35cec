import type { Access } from '../clouds/access.ts';
import type { CloudName } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import { ambientAccess } from './ambient-access.ts';
import { type Form, readKey } from './form.ts';
import { podRole, readRole } from './role.ts';

const TOGETHER = 'Set access-key-id and access-key-secret together, security-token only with them.';

/**
 * Who we are to the cloud: the role to assume, else the keys among the inputs, else, in the order of the vendors' own
 * chains, the keys of the environment, the role of a pod, and what a self-hosted runner has. Undefined where the form was
 * told why not. `tokenUrl` gives the token service's address.
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
  const id = readKey(form, 'access-key-id');
  const secret = readKey(form, 'access-key-secret');
  const token = readKey(form, 'security-token');
  if (id && secret) return keys(id, secret, token);
  if (id || secret || token) {
    if (!id) form.problem('access-key-id', `access-key-id is missing. ${TOGETHER}`);
    if (!secret) form.problem('access-key-secret', `access-key-secret is missing. ${TOGETHER}`);
    return undefined;
  }
  const access =
    environmentKeys(cloud, form) ?? podRole(cloud, form, tokenUrl) ?? ambientAccess(cloud, form);
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
function environmentKeys(cloud: CloudName, form: Form): Access | undefined {
  const names = clouds[cloud].keyVariables.find(
    ({ id, secret }) => form.variable(id) && form.variable(secret),
  );
  if (!names) return undefined;
  return keys(
    readKey(form, 'access-key-id', names.id),
    readKey(form, 'access-key-secret', names.secret),
    names.token && readKey(form, 'security-token', names.token),
  );
}
