import { createHmac } from 'node:crypto';
import { byName, canonicalQuery, sha256 } from '../encoding.ts';

/** A request as it will be sent, to be signed. */
export interface Acs3Request {
  method: string;
  /** Percent-encoded; `/` for RPC. */
  path: string;
  query: Record<string, string>;
  /** Lower-case names; `host` and all `x-acs-*` but the content hash, which is added here. */
  headers: Record<string, string>;
  body: string;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';

/**
 * The headers of `request` with `x-acs-content-sha256` and `authorization` added, by Alibaba Cloud's signature
 * version 3 (https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature).
 */
export function signAcs3(
  request: Acs3Request,
  accessKeyId: string,
  accessKeySecret: string,
): Record<string, string> {
  const hashedPayload = sha256(request.body);
  const headers = { ...request.headers, 'x-acs-content-sha256': hashedPayload };
  const { canonicalRequest, signedHeaders } = canonicalize({ ...request, headers }, hashedPayload);
  const signature = createHmac('sha256', accessKeySecret)
    .update(`${ALGORITHM}\n${sha256(canonicalRequest)}`)
    .digest('hex');
  return {
    ...headers,
    authorization: `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`,
  };
}

/** Signed are `host`, `content-type` and every `x-acs-*` header; nothing else. */
function canonicalize(request: Acs3Request, hashedPayload: string) {
  const signed = Object.entries(request.headers)
    .filter(([name]) => name.startsWith('x-acs-') || name === 'host' || name === 'content-type')
    .sort(byName);
  const signedHeaders = signed.map(([name]) => name).join(';');
  const canonicalRequest = [
    request.method,
    request.path,
    canonicalQuery(request.query),
    ...signed.map(([name, value]) => `${name}:${value.trim()}`),
    '',
    signedHeaders,
    hashedPayload,
  ].join('\n');
  return { canonicalRequest, signedHeaders };
}
