import type { CloudName } from '../clouds/cloud.ts';
import type { CredentialConfig } from '../clouds/credential-source.ts';
import { clouds } from '../clouds/index.ts';
import type { RoleRequest } from '../clouds/role.ts';
import { duration, matching } from './fields.ts';
import { idTokenInputs, readIdTokenPlace } from './id-token.ts';
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

/** What stands in `action.yml`; who sets that has not chosen. */
export const DEFAULT_SESSION_NAME = 'github-actions';

/** Both token services grant at least 15 minutes; a role's own limit is 12 hours at most. */
const SESSION_DURATION = duration('15m', '12h');

/** True where the inputs ask for a role: by its name, or by a token for the one that the variables of a pod name. */
export function wantsRole(cloud: CloudName, reader: InputReader): boolean {
  if (reader.text('role-to-assume')) return true;
  const isNamed = reader.variable(clouds[cloud].podVariables.role) !== '';
  return isNamed && idTokenInputs.some((name) => reader.text(name));
}

/** The role that `role-to-assume` names, or the variable that stands in for it; undefined where the reader was told what is wrong. */
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
  const names = clouds[cloud].podVariables;
  const variable = reader.text('role-to-assume') ? undefined : names.role;
  const role = readField(reader, 'role-to-assume', matching(...ROLE[cloud]), variable);
  const sessionName = readSessionName(cloud, reader);
  const durationMs = readField(reader, 'role-session-duration', SESSION_DURATION);
  const providerArn = readProviderArn(cloud, reader);
  const token = readToken(cloud, reader);
  if (!role || !sessionName || !durationMs || !token) return undefined;
  return {
    kind: 'role',
    tokenUrl: tokenUrl(),
    request: {
      role,
      ...token,
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
  const sessionName = readSessionName(cloud, reader);
  const durationMs = readField(reader, 'role-session-duration', SESSION_DURATION);
  return {
    kind: 'role',
    tokenUrl: tokenUrl(),
    request: {
      role: role ?? '',
      idToken: { kind: 'file', path: tokenFile },
      sessionName: sessionName ?? '',
      durationSeconds: (durationMs ?? 0) / 1_000,
      ...(providerArn && { providerArn }),
    },
  };
}

/**
 * Where the token is, or whom the host is to make one for: what an input says, else the host's own, else the file of a pod.
 * Undefined where there is none, told as a problem.
 */
function readToken(
  cloud: CloudName,
  reader: InputReader,
): Pick<RoleRequest, 'audience' | 'idToken'> | undefined {
  const { audience, podVariables } = clouds[cloud];
  if (idTokenInputs.some((name) => reader.text(name))) {
    if (reader.text('oidc-audience')) {
      reader.warning(
        '`{input:oidc-audience}` is not used: the audience of a token is said where the token is made.',
      );
    }
    const idToken = readIdTokenPlace(reader);
    return idToken && { idToken };
  }
  if (reader.hasIdTokens) return { audience: readKey(reader, 'oidc-audience') || audience };
  const path = reader.variable(podVariables.tokenFile);
  if (path) return { idToken: { kind: 'file', path } };
  reader.problem(
    'role-to-assume',
    `{input:role-to-assume} needs an OIDC token, and there is none here. Set {input:oidc-token-env}, {input:oidc-token-file} or {input:oidc-token-command}, or the variable ${podVariables.tokenFile}.`,
  );
  return undefined;
}

/** What the input says, where that is not its default; else what the variable of a pod says. */
function readSessionName(cloud: CloudName, reader: InputReader): string | undefined {
  const variable = clouds[cloud].podVariables.sessionName;
  const isChosen = reader.text('role-session-name') !== DEFAULT_SESSION_NAME;
  const named = !isChosen && reader.variable(variable) ? variable : undefined;
  return readField(reader, 'role-session-name', SESSION_NAME, named);
}

function readProviderArn(cloud: CloudName, reader: InputReader): string | undefined {
  const isGiven = reader.text('oidc-provider-arn') !== '';
  if (cloud === 'alibaba') {
    if (isGiven) return readField(reader, 'oidc-provider-arn', PROVIDER_ARN);
    const variable = clouds[cloud].podVariables.providerArn;
    if (variable && reader.variable(variable)) {
      return readField(reader, 'oidc-provider-arn', PROVIDER_ARN, variable);
    }
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
