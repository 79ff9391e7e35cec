import { createHmac } from 'node:crypto';
import { canonicalize, sha256, type UnsignedRequest } from '../encoding.ts';

const ALGORITHM = 'ACS3-HMAC-SHA256';

/**
 * The headers of `request` with `x-acs-content-sha256` and `authorization` added, by Alibaba Cloud's signature
 * version 3 (https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature). Its headers
 * have `host` and all `x-acs-*` but that one; its path is `/` for RPC.
 */
export function signAcs3(
  request: UnsignedRequest,
  accessKeyId: string,
  accessKeySecret: string,
): Record<string, string> {
  const headers = { ...request.headers, 'x-acs-content-sha256': sha256(request.body) };
  const signed = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-acs-') || name === 'host' || name === 'content-type')
    .map(([name, value]): [string, string] => [name, value.trim()]);
  const { canonicalRequest, signedHeaders } = canonicalize(request, signed);
  const signature = createHmac('sha256', accessKeySecret)
    .update(`${ALGORITHM}\n${sha256(canonicalRequest)}`)
    .digest('hex');
  return {
    ...headers,
    authorization: `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`,
  };
}
