import { join } from 'node:path';
import type { CloudName } from '../clouds/cloud.ts';
import type { CredentialConfig } from '../clouds/credential-source.ts';
import { clouds } from '../clouds/index.ts';
import { unprintable } from '../clouds/printable.ts';
import type { InputReader } from './reader.ts';
import { shown } from './shown.ts';

type ProfileConfig = Extract<CredentialConfig, { kind: 'profile' }>;

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

/** The profile that was named, whatever else there is; undefined where the reader was told why not. */
export function namedProfile(cloud: CloudName, reader: InputReader): CredentialConfig | undefined {
  const { profile: name } = reader;
  const found = cloud === 'alibaba' ? profileOnDisk(reader) : undefined;
  if (found?.of === 'cli') return { ...found, name };
  reader.problem(
    'profile',
    cloud === 'alibaba'
      ? `There is no profile \`${shown(name)}\`: no file ~/.aliyun/config.json is there, or its use is off. Make one with \`aliyun configure\`.`
      : `The profile \`${shown(name)}\` is not read: of Volcengine's own tools no profiles are known here. Set VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY.`,
  );
  return undefined;
}

function profileOnDisk(reader: InputReader): ProfileConfig | undefined {
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
