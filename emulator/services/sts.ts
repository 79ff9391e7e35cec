import type { Call } from '../call.ts';
import { chinaSeconds, utcSeconds } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import { wholeNumber } from '../paging.ts';
import { readToken } from '../tokens.ts';
import { need } from './shared.ts';

const common = {
  action: 'AssumeRoleWithOIDC',
  // Asked of the trust policy inside, since an unsigned request has no permissions.
  permission: undefined,
  signed: false,
} as const;

/** The token services of both clouds; unsigned, the OIDC token speaks for itself (credentials-nodejs, volcengine-nodejs-sdk). */
export const sts: Operation[] = [
  {
    ...common,
    version: '2015-04-01',
    cloud: 'alibaba',
    envelope: 'alibaba',
    methods: ['GET', 'POST'],
    run: alibaba,
  },
  {
    ...common,
    version: '2018-01-01',
    cloud: 'volcengine',
    envelope: 'volcengine',
    methods: ['POST'],
    run: volcengine,
  },
];

/** Seconds the session lasts. The bounds are the vendors' (900 up to the role's limit). */
function duration(params: Record<string, string>, backend: Backend, code: string): number {
  const seconds = wholeNumber(params.DurationSeconds, 3600);
  if (!(seconds >= 900 && seconds <= 43_200)) {
    throw new ApiError(400, code, 'DurationSeconds must be 900 to 43200.');
  }
  return backend.sessionSeconds ?? seconds;
}

function sessionName(params: Record<string, string>, code: string): string {
  const name = need(params, 'RoleSessionName');
  if (!/^[\w.@-]{2,64}$/.test(name)) {
    throw new ApiError(400, code, 'RoleSessionName must be 2 to 64 of letters, digits and .@-_');
  }
  return name;
}

function alibaba({ params }: Call, backend: Backend): Answer {
  const role = need(params, 'RoleArn');
  const provider = need(params, 'OIDCProviderArn');
  const token = need(params, 'OIDCToken');
  const name = sessionName(params, 'InvalidParameter.RoleSessionName');
  const seconds = duration(params, backend, 'InvalidParameter.DurationSeconds');
  const [, account, roleName] = /^acs:ram::(\d+):role\/(.+)$/.exec(role) ?? [];
  if (!account || !roleName || roleName.includes('missing')) {
    throw new ApiError(404, 'EntityNotExist.Role', 'The role does not exist.');
  }
  if (!/^acs:ram::\d+:oidc-provider\/.+$/.test(provider)) {
    throw noPermission('No such OIDC Provider registered.');
  }
  if (backend.denied.has('sts:AssumeRoleWithOIDC')) throw noPermission('There is no permission.');
  const claims = readToken(token, 'sts.aliyuncs.com', backend);
  if (typeof claims === 'string') {
    const code = `AuthenticationFail.OIDCToken.${claims}`;
    throw new ApiError(400, code, `The OIDC token is refused: ${claims}.`);
  }
  const key = backend.keys.issue(backend.serverNow() + seconds * 1000);
  return {
    body: {
      OIDCTokenInfo: {
        Subject: claims.sub,
        Issuer: claims.iss,
        ClientIds: claims.aud,
        ExpirationTime: utcSeconds(claims.exp * 1000),
        IssuanceTime: utcSeconds(claims.iat * 1000),
        VerificationInfo: 'Success',
      },
      AssumedRoleUser: {
        AssumedRoleId: `300000000000000000:${name}`,
        Arn: `acs:ram::${account}:assumed-role/${roleName}/${name}`,
      },
      Credentials: {
        AccessKeyId: key.accessKeyId,
        AccessKeySecret: key.accessKeySecret,
        SecurityToken: key.securityToken,
        Expiration: utcSeconds(key.expiresAt),
      },
    },
  };
}

function noPermission(message: string): ApiError {
  return new ApiError(403, 'AuthenticationFail.NoPermission', message);
}

/** The codes for a bad OIDC token are not documented; the names follow the service's others. */
function volcengine({ params }: Call, backend: Backend): Answer {
  const role = need(params, 'RoleTrn');
  const token = need(params, 'OIDCToken');
  const name = sessionName(params, 'InvalidParameter');
  const seconds = duration(params, backend, 'InvalidParameter');
  const [, account, roleName] = /^trn:iam::(\d+):role\/(.+)$/.exec(role) ?? [];
  if (!account || !roleName || roleName.includes('missing')) {
    throw new ApiError(404, 'RoleNotExist', 'The role does not exist.');
  }
  if (backend.denied.has('sts:AssumeRoleWithOIDC')) {
    throw new ApiError(403, 'AccessDenied', 'The role does not trust this token.');
  }
  const claims = readToken(token, 'sts.volcengineapi.com', backend);
  if (typeof claims === 'string') {
    throw new ApiError(400, `OIDCToken${claims}`, `The OIDC token is refused: ${claims}.`);
  }
  const key = backend.keys.issue(backend.serverNow() + seconds * 1000);
  const expires = chinaSeconds(key.expiresAt);
  return {
    body: {
      Credentials: {
        AccessKeyId: key.accessKeyId,
        SecretAccessKey: key.accessKeySecret,
        SessionToken: key.securityToken,
        CurrentTime: chinaSeconds(backend.serverNow()),
        // The SDKs disagree on the name: Go, Java and Python read the first, Node the second.
        Expiration: expires,
        ExpiredTime: expires,
      },
      OIDCTokenInfo: { Subject: claims.sub, Issuer: claims.iss, ClientIds: claims.aud },
      AssumedRoleUser: {
        Trn: `trn:sts::${account}:assumed-role/${roleName}/${name}`,
        AssumedRoleId: `emulated:${name}`,
      },
    },
  };
}
