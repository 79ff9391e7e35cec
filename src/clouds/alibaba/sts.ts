import * as z from 'zod/mini';
import { readAnswer } from '../answer.ts';
import { isoSeconds } from '../encoding.ts';
import type { TokenService } from '../role.ts';
import { alibabaError, alibabaRequestId } from './errors.ts';
import { AlibabaTemporaryKeys } from './temporary-keys.ts';

const Answer = z.looseObject({ Credentials: AlibabaTemporaryKeys });

/** Words of https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/use-rrsa-to-authorize-pods-to-access-different-cloud-services */
const REMEDIES: readonly [RegExp, string][] = [
  [
    /AudienceNotMatch/,
    'Add the audience to the client ids of the OIDC provider in RAM, or set {input:oidc-audience} to one that is there.',
  ],
  [
    /IssuerNotMatch|IssuerConfigurationBroken|PublicKeyFingerprintMismatch/,
    'Check issuer URL and fingerprints of the OIDC provider in RAM: {host:issuer}.',
  ],
  [
    /No such OIDC Provider/i,
    'Check {input:oidc-provider-arn}: RAM knows no OIDC provider of that name in this account.',
  ],
  [
    /NoPermission/,
    "Check the trust policy of the role: it must allow sts:AssumeRole (on RAM not sts:AssumeRoleWithOIDC) to the OIDC provider, for the token's issuer, audience and subject.",
  ],
  [
    /EntityNotExist\.Role/,
    'Check {input:role-to-assume}: RAM knows no role of that name in this account.',
  ],
  [/OIDCToken\.(Expired|Invalid)/, "Check the runner's clock and the OIDC provider in RAM."],
];

/** Alibaba Cloud STS `AssumeRoleWithOIDC` 2015-04-01. */
export const alibabaTokenService: TokenService = {
  query: (date) => ({ Version: '2015-04-01', Format: 'JSON', Timestamp: isoSeconds(date) }),
  form: (request, idToken) => ({
    OIDCProviderArn: request.providerArn ?? '',
    OIDCToken: idToken,
    RoleArn: request.role,
    RoleSessionName: request.sessionName,
    DurationSeconds: String(request.durationSeconds),
  }),
  read: (body) => readAnswer(Answer, body, 'AssumeRoleWithOIDC').Credentials,
  error: alibabaError,
  requestId: alibabaRequestId,
  remedy: (code, message) => REMEDIES.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1],
};
