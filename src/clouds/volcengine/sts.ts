import * as z from 'zod/mini';
import { readAnswer } from '../answer.ts';
import type { TokenService } from '../role.ts';
import { filled, optionalText } from '../shapes.ts';
import { volcengineError, volcengineRequestId } from './errors.ts';

/** Most SDKs read `Expiration`, the one for Node `ExpiredTime`. */
const Answer = z.looseObject({
  Result: z.looseObject({
    Credentials: z.looseObject({
      AccessKeyId: filled,
      SecretAccessKey: filled,
      SessionToken: filled,
      Expiration: optionalText,
      ExpiredTime: optionalText,
    }),
  }),
});

/** Volcengine STS `AssumeRoleWithOIDC` 2018-01-01 (https://www.volcengine.com/docs/6257/1494877). */
export const volcengineTokenService: TokenService = {
  query: () => ({ Version: '2018-01-01' }),
  form: (request, idToken) => ({
    OIDCToken: idToken,
    RoleTrn: request.role,
    RoleSessionName: request.sessionName,
    DurationSeconds: String(request.durationSeconds),
  }),
  read(body) {
    const { Credentials: given } = readAnswer(Answer, body, 'AssumeRoleWithOIDC').Result;
    return {
      credentials: {
        accessKeyId: given.AccessKeyId,
        accessKeySecret: given.SecretAccessKey,
        securityToken: given.SessionToken,
      },
      expiration: given.Expiration ?? given.ExpiredTime ?? '',
    };
  },
  error: volcengineError,
  requestId: volcengineRequestId,
  // Its error codes are not documented; what the message names is all there is to go by.
  remedy: (code, message) => {
    const text = `${code} ${message}`;
    if (/audience/i.test(text)) {
      return 'Add the audience to the OIDC provider in IAM, or set {input:oidc-audience} to one that is there.';
    }
    if (/issuer|thumbprint|fingerprint/i.test(text)) {
      return 'Check the OIDC provider in IAM: {host:issuer}.';
    }
    if (/AccessDenied|NoPermission|Forbidden|trust/i.test(text)) {
      return "Check the trust policy of the role: it must allow sts:AssumeRoleWithOIDC to the OIDC provider, for the token's issuer, audience and subject.";
    }
    return undefined;
  },
};
