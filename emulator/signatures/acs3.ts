import { createHmac } from 'node:crypto';
import { type Call, encode, parsePairs } from '../call.ts';
import {
  checkDate,
  incomplete,
  isoDate,
  mismatch,
  secretOf,
  tokenMismatch,
  useNonce,
} from './alibaba.ts';
import { sameText, sha256Hex } from './compare.ts';
import type { Guard, Signed } from './guard.ts';

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

/** The signature itself. The secret is used as it is; the older RPC signature appends '&'. */
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
  if (claimed === '') throw incomplete();
  if (unsigned.length > 0) throw incomplete(`Not signed: ${unsigned.join(', ')}.`);
  checkDate(headers['x-acs-date'] ?? '', isoDate, guard.serverNow());
  const secret = secretOf(accessKeyId, headers['x-acs-security-token'], guard);
  if ((headers['x-acs-accesskey-id'] ?? accessKeyId) !== accessKeyId) throw tokenMismatch();
  const hash = sha256Hex(call.body);
  if (!sameText(hash, headers['x-acs-content-sha256'] ?? '')) {
    throw mismatch(`x-acs-content-sha256 is not the hash of the body, which is ${hash}`);
  }
  const canonical = canonicalRequest(call, signedHeaders, hash);
  if (!sameText(signature(secret, canonical), claimed)) {
    throw mismatch(`server string to sign is:ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`);
  }
  useNonce(accessKeyId, headers['x-acs-signature-nonce'] ?? '', guard);
  return accessKeyId;
}
