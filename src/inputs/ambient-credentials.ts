import { join } from 'node:path';
import type { CloudName } from '../clouds/cloud.ts';
import type { CredentialConfig } from '../clouds/credential-source.ts';
import { clouds } from '../clouds/index.ts';
import { unprintable } from '../clouds/printable.ts';
import type { InputReader } from './reader.ts';

/**
 * Credentials in the vendors' usual places, for self-hosted runners, in the order of the vendors' own chains: a profile on
 * disk, else the role of the instance, else what a credentials URI gives. A CI's own machine has none of them, so
 * that it is never asked for its metadata.
 */
export function ambientCredentials(
  cloud: CloudName,
  reader: InputReader,
): CredentialConfig | undefined {
  const profile = cloud === 'alibaba' ? profileOnDisk(reader) : undefined;
  if (profile) return profile;
  const role = instanceRole(cloud, reader);
  const uri = cloud === 'alibaba' ? credentialsUri(reader) : undefined;
  if (role) return { ...role, ...(uri && { otherwise: uri }) };
  return uri ? { kind: 'uri', uri } : undefined;
}

function profileOnDisk(reader: InputReader): CredentialConfig | undefined {
  const home = reader.variable('HOME') || reader.variable('USERPROFILE');
  const isOff = isTrue(reader.variable('ALIBABA_CLOUD_CLI_PROFILE_DISABLED'));
  if (!isOff && home && reader.exists(join(home, '.aliyun', 'config.json'))) {
    return { kind: 'profile', of: 'cli' };
  }
  const file = reader.variable('ALIBABA_CLOUD_CREDENTIALS_FILE');
  return file && reader.exists(file) ? { kind: 'profile', of: 'file' } : undefined;
}

function instanceRole(cloud: CloudName, reader: InputReader) {
  const { name, off } = clouds[cloud].roleVariables;
  if (isTrue(reader.variable(off))) return undefined;
  const role = reader.variable(name);
  if (role) return { kind: 'instance-role', role } as const;
  return reader.isSelfHosted ? ({ kind: 'instance-role' } as const) : undefined;
}

/** Its value is not shown: it may hold a password. */
function credentialsUri(reader: InputReader): string | undefined {
  const uri = reader.variable('ALIBABA_CLOUD_CREDENTIALS_URI');
  if (!uri) return undefined;
  const isAddress = /^https?:$/.test(URL.parse(uri)?.protocol ?? '');
  if (!isAddress || unprintable(uri)) {
    reader.problem(
      'access-key-id',
      'ALIBABA_CLOUD_CREDENTIALS_URI is not an address that begins with http:// or https://. Set it to that of a service that gives keys, or unset it.',
    );
  }
  return uri;
}

function isTrue(text: string): boolean {
  return /^true$/i.test(text);
}
