/**
 * The older signatures of Alibaba Cloud, HMAC-SHA1, by which the `aliyun` command line and the SDKs before "V2" sign: of
 * RPC in the parameters (documentation 28139, "request syntax and signature of RPC APIs"), of ROA in the header
 * `Authorization: acs …` (documentation 28906).
 */
import { createHash, createHmac } from 'node:crypto';
import { type Call, encode, parsePairs } from '../call.ts';
import { ApiError } from '../errors.ts';
import { checkDate, incomplete, isoDate, mismatch, secretOf, useNonce } from './alibaba.ts';
import { sameText } from './compare.ts';
import type { Guard, Signed } from './guard.ts';

/** Parameters of a signed RPC request. SignatureNonce and the rest are in the query, or in a form in the body. */
const required = [
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureVersion',
  'Timestamp',
];

/** `Thu, 22 Nov 2026 04:00:00 GMT` */
const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** True of a request that is signed this way or wants to be. */
export function isV1({ headers, params }: Pick<Call, 'headers' | 'params'>): boolean {
  if (headers.authorization !== undefined) return /^acs /i.test(headers.authorization);
  return params.Signature !== undefined || params.SignatureMethod !== undefined;
}

/** Checks a request and gives the access key id it was signed with. Throws an ApiError in Alibaba's words. */
export function verifyV1(call: Call, guard: Guard): string {
  return call.headers.authorization === undefined ? verifyRpc(call, guard) : verifyRoa(call, guard);
}

/** What is signed of an RPC request: all parameters but the signature, wherever they stand, sorted by name. */
export function rpcStringToSign(method: string, pairs: readonly [string, string][]): string {
  const canonical = pairs
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  return `${method}&${encode('/')}&${encode(canonical)}`;
}

/**
 * What is signed of a ROA request: four headers, those of the vendor's own, and the resource with its query decoded and
 * sorted. The body is only in it by its MD5.
 */
export function roaStringToSign({ method, rawPath, rawQuery, headers }: Signed): string {
  const four = ['accept', 'content-md5', 'content-type', 'date'].map((name) => headers[name] ?? '');
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('x-acs-'))
    .sort()
    .map((name) => `${name}:${headers[name]}\n`)
    .join('');
  const query = parsePairs(rawQuery)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
  const resource = `${decodeURIComponent(rawPath)}${query && `?${query}`}`;
  return `${[method, ...four].join('\n')}\n${own}${resource}`;
}

/** The signature itself. The key is the secret of ROA, and the secret with '&' of RPC. */
export function signature(key: string, stringToSign: string): string {
  return createHmac('sha1', key).update(stringToSign).digest('base64');
}

function verifyRpc(call: Call, guard: Guard): string {
  const { params } = call;
  const absent = required.filter((name) => !params[name]);
  if (absent.length > 0) throw incomplete(`Missing: ${absent.join(', ')}.`);
  const { AccessKeyId = '', Signature = '', SignatureNonce = '' } = params;
  checkMethod(params.SignatureMethod, params.SignatureVersion);
  checkDate(params.Timestamp ?? '', isoDate, guard.serverNow());
  const secret = secretOf(AccessKeyId, params.SecurityToken, guard);
  const stringToSign = rpcStringToSign(call.method, [
    ...parsePairs(call.rawQuery),
    ...formOf(call),
  ]);
  if (!sameText(signature(`${secret}&`, stringToSign), Signature)) {
    throw mismatch(`server string to sign is:${stringToSign}`);
  }
  useNonce(AccessKeyId, SignatureNonce, guard);
  return AccessKeyId;
}

/** The parameters in the body. A body of another form could not be signed this way. */
function formOf({ body, headers }: Call): [string, string][] {
  if (body.length === 0) return [];
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return parsePairs(body.toString());
  }
  throw incomplete('The body is no form, and no signature covers it.');
}

function verifyRoa(call: Call, guard: Guard): string {
  const { headers } = call;
  const [, accessKeyId = '', claimed = ''] =
    /^acs ([^:\s]+):([A-Za-z0-9+/]{27}=)$/.exec(headers.authorization ?? '') ?? [];
  if (claimed === '') throw incomplete();
  checkMethod(headers['x-acs-signature-method'], headers['x-acs-signature-version']);
  checkDate(headers.date ?? '', httpDate, guard.serverNow());
  const secret = secretOf(accessKeyId, headers['x-acs-security-token'], guard);
  const digest = createHash('md5').update(call.body).digest('base64');
  const sent = headers['content-md5'];
  // The documentation recommends it; without it nothing would tie a body to the signature.
  if (sent === undefined ? call.body.length > 0 : !sameText(sent, digest)) {
    throw mismatch(`Content-MD5 is not the digest of the body, which is ${digest}`);
  }
  const stringToSign = roaStringToSign(call);
  if (!sameText(signature(secret, stringToSign), claimed)) {
    throw mismatch(`server string to sign is:${stringToSign}`);
  }
  // The documentation lists the nonce; the vendor's Go SDK, and with it the command line, sends none.
  const nonce = headers['x-acs-signature-nonce'];
  if (nonce !== undefined) useNonce(accessKeyId, nonce, guard);
  return accessKeyId;
}

function checkMethod(method: string | undefined, version: string | undefined): void {
  if (method === 'HMAC-SHA1' && version === '1.0') return;
  throw new ApiError(
    400,
    'InvalidSignatureMethod',
    'Specified signature method or version is not valid: HMAC-SHA1 and 1.0 are.',
  );
}
