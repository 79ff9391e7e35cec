import { join } from 'node:path';
import type { Access } from '../clouds/access.ts';
import type { CloudName } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import { unprintable } from '../clouds/printable.ts';
import type { Form } from './form.ts';

/**
 * Credentials in the vendors' usual places, for self-hosted runners, in the order of the vendors' own chains: a profile on
 * disk, else the role of the instance, else what a credentials URI gives. A runner of GitHub's own has none of them, so
 * that it is never asked for its metadata.
 */
export function ambientAccess(cloud: CloudName, form: Form): Access | undefined {
  const profile = cloud === 'alibaba' ? profileOnDisk(form) : undefined;
  if (profile) return profile;
  const role = instanceRole(cloud, form);
  const uri = cloud === 'alibaba' ? credentialsUri(form) : undefined;
  if (role) return { ...role, ...(uri && { otherwise: uri }) };
  return uri ? { kind: 'uri', uri } : undefined;
}

function profileOnDisk(form: Form): Access | undefined {
  const home = form.variable('HOME') || form.variable('USERPROFILE');
  const isOff = isTrue(form.variable('ALIBABA_CLOUD_CLI_PROFILE_DISABLED'));
  if (!isOff && home && form.exists(join(home, '.aliyun', 'config.json'))) {
    return { kind: 'profile', of: 'cli' };
  }
  const file = form.variable('ALIBABA_CLOUD_CREDENTIALS_FILE');
  return file && form.exists(file) ? { kind: 'profile', of: 'file' } : undefined;
}

function instanceRole(cloud: CloudName, form: Form) {
  const { name, off } = clouds[cloud].roleVariables;
  if (isTrue(form.variable(off))) return undefined;
  const role = form.variable(name);
  if (role) return { kind: 'instance-role', role } as const;
  const isSelfHosted = form.variable('RUNNER_ENVIRONMENT') === 'self-hosted';
  return isSelfHosted ? ({ kind: 'instance-role' } as const) : undefined;
}

/** Its value is not shown: it may hold a password. */
function credentialsUri(form: Form): string | undefined {
  const uri = form.variable('ALIBABA_CLOUD_CREDENTIALS_URI');
  if (!uri) return undefined;
  const isAddress = /^https?:$/.test(URL.parse(uri)?.protocol ?? '');
  if (!isAddress || unprintable(uri)) {
    form.problem(
      'access-key-id',
      'ALIBABA_CLOUD_CREDENTIALS_URI is not an address that begins with http:// or https://. Set it to that of a service that gives keys, or unset it.',
    );
  }
  return uri;
}

function isTrue(text: string): boolean {
  return /^true$/i.test(text);
}
