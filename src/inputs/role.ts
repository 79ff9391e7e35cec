import type { CloudName } from '../clouds/cloud.ts';
import type { CredentialConfig } from '../clouds/credential-source.ts';
import { clouds } from '../clouds/index.ts';
import { duration, matching } from './fields.ts';
import { type InputReader, readField, readKey } from './reader.ts';

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

/** The role that `role-to-assume` names; undefined where the reader was told what is wrong. */
export function readRole(
  cloud: CloudName,
  reader: InputReader,
  tokenUrl: () => string,
): CredentialConfig | undefined {
  if (reader.text('access-key-id') || reader.text('access-key-secret')) {
    reader.warning(
      '`{input:access-key-id}` and `{input:access-key-secret}` are not used: `{input:role-to-assume}` is set.',
    );
  }
  const role = readField(reader, 'role-to-assume', matching(...ROLE[cloud]));
  const sessionName = readField(reader, 'role-session-name', SESSION_NAME);
  const durationMs = readField(reader, 'role-session-duration', SESSION_DURATION);
  const providerArn = readProviderArn(cloud, reader);
  if (!role || !sessionName || !durationMs) return undefined;
  return {
    kind: 'role',
    tokenUrl: tokenUrl(),
    request: {
      role,
      audience: readKey(reader, 'oidc-audience') || clouds[cloud].audience,
      sessionName,
      durationSeconds: durationMs / 1_000,
      ...(providerArn && { providerArn }),
    },
  };
}

/**
 * The role that the vendor's Kubernetes gives a pod by variables and a token file (RRSA in ACK, IRSA in VKE); undefined
 * where the variables are not all there. What is wrong with them is told to the reader.
 */
export function podRole(
  cloud: CloudName,
  reader: InputReader,
  tokenUrl: () => string,
): CredentialConfig | undefined {
  const names = clouds[cloud].podVariables;
  const needed = [names.role, names.tokenFile, ...(names.providerArn ? [names.providerArn] : [])];
  if (!needed.every((name) => reader.variable(name))) return undefined;
  const tokenFile = reader.variable(names.tokenFile);
  if (!reader.exists(tokenFile)) {
    reader.problem(
      'role-to-assume',
      `{input:role-to-assume}: there is no file \`${tokenFile}\`, which ${names.tokenFile} names. Mount the token, or unset ${names.role}.`,
    );
  }
  const role = readField(reader, 'role-to-assume', matching(...ROLE[cloud]), names.role);
  const providerArn =
    names.providerArn && readField(reader, 'oidc-provider-arn', PROVIDER_ARN, names.providerArn);
  const named = reader.variable(names.sessionName) ? names.sessionName : undefined;
  const sessionName = readField(reader, 'role-session-name', SESSION_NAME, named);
  const durationMs = readField(reader, 'role-session-duration', SESSION_DURATION);
  return {
    kind: 'role',
    tokenUrl: tokenUrl(),
    request: {
      role: role ?? '',
      tokenFile,
      sessionName: sessionName ?? '',
      durationSeconds: (durationMs ?? 0) / 1_000,
      ...(providerArn && { providerArn }),
    },
  };
}

function readProviderArn(cloud: CloudName, reader: InputReader): string | undefined {
  const isGiven = reader.text('oidc-provider-arn') !== '';
  if (cloud === 'alibaba') {
    if (isGiven) return readField(reader, 'oidc-provider-arn', PROVIDER_ARN);
    reader.problem(
      'oidc-provider-arn',
      '{input:oidc-provider-arn} is missing: {input:role-to-assume} needs it on Alibaba Cloud.',
    );
  } else if (isGiven) {
    reader.warning(
      '`{input:oidc-provider-arn}` is not used: Volcengine finds the provider by the token.',
    );
  }
  return undefined;
}
