import { createHmac } from 'node:crypto';
import { type Call, encode, parsePairs } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { KeyRing } from '../keys.ts';
import { dateToleranceMs, sameText, sha256Hex } from './compare.ts';
import type { Nonces } from './nonces.ts';

/** What of a request goes into its signature. */
export type Signed = Pick<Call, 'method' | 'rawPath' | 'rawQuery' | 'headers'>;

/**
 * The canonical request of ACS3-HMAC-SHA256, from the request as sent (Alibaba Cloud documentation,
 * "V3 request structure and signature"). The headers end in a line feed of their own, hence the
 * empty line before the list of their names.
 */
export function canonicalRequest(request: Signed, signedHeaders: string[], hash: string): string {
  const path = request.rawPath.replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~');
  const query = parsePairs(request.rawQuery)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join('&');
  const headers = signedHeaders
    .map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`)
    .join('');
  return [request.method, path, query, headers, signedHeaders.join(';'), hash].join('\n');
}

/** The signature itself. The secret is used as it is; the older RPC signature appended '&'. */
export function signature(secret: string, canonical: string): string {
  const text = `ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`;
  return createHmac('sha256', secret).update(text).digest('hex');
}

const required = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
];

/** Names that have to be signed: these six, and whatever else of their families was sent. */
function mustBeSigned(headers: Record<string, string>): string[] {
  const sent = Object.keys(headers).filter(
    (name) => name.startsWith('x-acs-') || name === 'content-type',
  );
  return [...new Set([...required, ...sent])];
}

export interface Guard {
  keys: KeyRing;
  nonces: Nonces;
  /** What the server takes for the present when it looks at a request's date; ms. */
  serverNow: () => number;
  /** What it takes for the present when it looks at an expiry; ms. */
  expiryNow: () => number;
}

/**
 * Checks a request signed with ACS3-HMAC-SHA256 and gives the access key id it was signed with.
 * Throws an ApiError in Alibaba's words. Codes: Alibaba's common error codes; in which order a real gateway looks
 * at date, key and signature is not documented.
 */
export function verifyAcs3(call: Call, guard: Guard): string {
  const { headers } = call;
  const [, accessKeyId = '', names = '', claimed = ''] =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const signedHeaders = names.split(';');
  const unsigned = mustBeSigned(headers).filter(
    (name) => headers[name] === undefined || !signedHeaders.includes(name),
  );
  if (claimed === '' || unsigned.length > 0) {
    throw new ApiError(
      400,
      'IncompleteSignature',
      `The request signature does not conform to Aliyun standards.${
        claimed === '' ? '' : ` Not signed: ${unsigned.join(', ')}.`
      }`,
    );
  }
  checkDate(headers['x-acs-date'] ?? '', guard.serverNow());
  const secret = checkKey(accessKeyId, headers, guard);
  const hash = sha256Hex(call.body);
  if (!sameText(hash, headers['x-acs-content-sha256'] ?? '')) {
    throw mismatch(`x-acs-content-sha256 is not the hash of the body, which is ${hash}`);
  }
  const canonical = canonicalRequest(call, signedHeaders, hash);
  if (!sameText(signature(secret, canonical), claimed)) {
    throw mismatch(`server string to sign is:ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`);
  }
  // Last, so that a request that was refused does not burn somebody's nonce.
  if (!guard.nonces.use(accessKeyId, headers['x-acs-signature-nonce'] ?? '', guard.serverNow())) {
    throw new ApiError(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  }
  return accessKeyId;
}

function mismatch(detail: string): ApiError {
  return new ApiError(
    400,
    'SignatureDoesNotMatch',
    `Specified signature is not matched with our calculation. ${detail}`,
  );
}

function checkDate(date: string, now: number): void {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)) {
    throw new ApiError(
      400,
      'InvalidTimeStamp.Format',
      'Specified time stamp or date value is not well formatted.',
    );
  }
  if (Math.abs(Date.parse(date) - now) > dateToleranceMs) {
    throw new ApiError(
      400,
      'InvalidTimeStamp.Expired',
      'Specified time stamp or date value is expired.',
    );
  }
}

function checkKey(accessKeyId: string, headers: Record<string, string>, guard: Guard): string {
  const key = guard.keys.get(accessKeyId);
  if (!key) {
    throw new ApiError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  }
  const token = headers['x-acs-security-token'];
  const named = headers['x-acs-accesskey-id'];
  if (key.securityToken !== undefined && !token) {
    throw new ApiError(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  }
  if (
    (token && !sameText(token, key.securityToken ?? '')) ||
    (named !== undefined && named !== accessKeyId)
  ) {
    throw new ApiError(
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    );
  }
  if (key.expiresAt !== undefined && key.expiresAt <= guard.expiryNow()) {
    throw new ApiError(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
  }
  return key.accessKeySecret;
}
