import { createHmac } from 'node:crypto';
import { type Call, encode, parsePairs } from '../call.ts';
import { ApiError } from '../errors.ts';
import { dateToleranceMs, sameText, sha256Hex } from './compare.ts';
import type { Guard, Signed } from './guard.ts';

/** The credential scope, which is also how a request says its region and service. */
export interface Scope {
  date: string;
  region: string;
  service: string;
}

/**
 * The canonical request of Volcengine's HMAC-SHA256 from the request as sent (Volcengine
 * documentation 6369/67269). Ports 80 and 443 are not part of a signed host.
 */
export function canonicalRequest(request: Signed, signedHeaders: string[], hash: string): string {
  const path = request.rawPath
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');
  const query = parsePairs(request.rawQuery)
    .map(([key, value]) => [encode(key), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
  const headers = signedHeaders
    .map((name) => {
      const value = (request.headers[name] ?? '').trim().replace(/\s+/g, ' ');
      return `${name}:${name === 'host' ? value.replace(/:(80|443)$/, '') : value}\n`;
    })
    .join('');
  return [request.method, path, query, headers, signedHeaders.join(';'), hash].join('\n');
}

/** The signature. `xDate` is `YYYYMMDDTHHMMSSZ`. The key chain has no prefix, unlike AWS's. */
export function signature(secret: string, xDate: string, scope: Scope, canonical: string): string {
  const hmac = (key: string | Buffer, text: string) =>
    createHmac('sha256', key).update(text).digest();
  const key = hmac(hmac(hmac(hmac(secret, scope.date), scope.region), scope.service), 'request');
  const place = `${scope.date}/${scope.region}/${scope.service}/request`;
  return hmac(key, `HMAC-SHA256\n${xDate}\n${place}\n${sha256Hex(canonical)}`).toString('hex');
}

const pattern =
  /^HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** The scope that a request claims, signed or not; undefined where it has none. */
export function scopeOf(call: Call): Scope | undefined {
  const [, , date, region, service] = pattern.exec(call.headers.authorization ?? '') ?? [];
  return date && region && service ? { date, region, service } : undefined;
}

/**
 * Checks a request signed with Volcengine's HMAC-SHA256 and gives the access key id. Throws an
 * ApiError in Volcengine's words (public error codes, documentation 6369/68677).
 *
 * X-Date has to be signed. Host need not be: the official client `@volcengine/openapi` leaves it
 * to its HTTP library and signs `x-date` alone. Where it is signed, it has to be right.
 */
export function verifyVolcengine(call: Call, guard: Guard): string {
  const { headers } = call;
  if (!headers.authorization) {
    throw new ApiError(401, 'MissingAuthenticationToken', 'The request carries no authentication.');
  }
  const [, accessKeyId = '', , , , names = '', claimed = ''] =
    pattern.exec(headers.authorization) ?? [];
  const scope = scopeOf(call);
  if (!scope) {
    throw new ApiError(400, 'InvalidAuthorization', 'The Authorization header is malformed.');
  }
  const signedHeaders = names.split(';');
  // A token that is not signed could be swapped on the way.
  const unsigned = ['x-date', 'x-security-token'].filter(
    (name) => headers[name] !== undefined && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new ApiError(401, 'MissingSignature', `The signature leaves out ${unsigned.join(', ')}.`);
  }
  const xDate = headers['x-date'] ?? '';
  checkDate(xDate, scope, guard.serverNow());
  const secret = checkKey(accessKeyId, headers, guard);
  const hash = sha256Hex(call.body);
  const canonical = canonicalRequest(call, signedHeaders, hash);
  const hashSent = headers['x-content-sha256'];
  if (
    (hashSent !== undefined && !sameText(hashSent, hash)) ||
    !sameText(signature(secret, xDate, scope, canonical), claimed)
  ) {
    throw new ApiError(
      401,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your Secret Access Key and signing method.',
    );
  }
  return accessKeyId;
}

function checkDate(xDate: string, scope: Scope, now: number): void {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(xDate) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time) || Math.abs(time - now) > dateToleranceMs) {
    throw new ApiError(400, 'InvalidTimestamp', 'The request timestamp is expired or invalid.');
  }
  if (scope.date !== xDate.slice(0, 8)) {
    throw new ApiError(400, 'InvalidCredential', 'The credential scope has another date.');
  }
}

function checkKey(accessKeyId: string, headers: Record<string, string>, guard: Guard): string {
  const key = guard.keys.get(accessKeyId);
  if (!key) {
    throw new ApiError(401, 'InvalidAccessKey', 'The access key id does not exist.');
  }
  if (!sameText(headers['x-security-token'] ?? '', key.securityToken ?? '')) {
    throw new ApiError(401, 'InvalidSecretToken', 'The security token is invalid.');
  }
  if (key.expiresAt !== undefined && key.expiresAt <= guard.expiryNow()) {
    throw new ApiError(401, 'InvalidSecretToken', 'The security token is expired.');
  }
  return key.accessKeySecret;
}
