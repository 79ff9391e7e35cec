/** What all signatures of Alibaba Cloud have in common: date, key, token and nonce, in the words of its common error codes. */
import { ApiError } from '../errors.ts';
import { dateToleranceMs, sameText } from './compare.ts';
import type { Guard } from './guard.ts';

/** `2026-11-22T04:00:00Z` */
export const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export function incomplete(detail = ''): ApiError {
  return new ApiError(
    400,
    'IncompleteSignature',
    `The request signature does not conform to Aliyun standards.${detail && ` ${detail}`}`,
  );
}

export function mismatch(detail: string): ApiError {
  return new ApiError(
    400,
    'SignatureDoesNotMatch',
    `Specified signature is not matched with our calculation. ${detail}`,
  );
}

/** Throws where the date has not the form that the signature asks for, or is too far from the server's. */
export function checkDate(date: string, form: RegExp, now: number): void {
  const time = form.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new ApiError(
      400,
      'InvalidTimeStamp.Format',
      'Specified time stamp or date value is not well formatted.',
    );
  }
  if (Math.abs(time - now) > dateToleranceMs) {
    throw new ApiError(
      400,
      'InvalidTimeStamp.Expired',
      'Specified time stamp or date value is expired.',
    );
  }
}

/** The secret of a key. Throws where key and token do not belong together, or are not good any more. */
export function secretOf(accessKeyId: string, token: string | undefined, guard: Guard): string {
  const key = guard.keys.get(accessKeyId);
  if (!key) {
    throw new ApiError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  }
  if (key.securityToken !== undefined && !token) {
    throw new ApiError(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  }
  if (token && !sameText(token, key.securityToken ?? '')) throw tokenMismatch();
  if (key.expiresAt !== undefined && key.expiresAt <= guard.expiryNow()) {
    throw new ApiError(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
  }
  return key.accessKeySecret;
}

export function tokenMismatch(): ApiError {
  return new ApiError(
    400,
    'InvalidSecurityToken.MismatchWithAccessKey',
    'Specified SecurityToken mismatch with the AccessKey.',
  );
}

/** Last of all checks, so that a request that was refused does not burn somebody's nonce. */
export function useNonce(accessKeyId: string, nonce: string, guard: Guard): void {
  if (guard.nonces.use(accessKeyId, nonce, guard.serverNow())) return;
  throw new ApiError(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
}
