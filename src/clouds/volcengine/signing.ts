import { createHmac } from 'node:crypto';
import { canonicalize, isoSeconds, sha256, type UnsignedRequest } from '../encoding.ts';

/** Where and what for a signature is good. */
export interface Scope {
  region: string;
  service: string;
}

const ALGORITHM = 'HMAC-SHA256';

/** Content headers may change on their way and need not be signed. */
const UNSIGNED = new Set(['content-type', 'content-length', 'user-agent', 'accept']);

/**
 * The headers of `request` with `x-date` and `authorization` added, by Volcengine's signature
 * (https://www.volcengine.com/docs/6369/67269). Its headers have `host` and every `x-*` header but `x-date`; all of them
 * are signed.
 */
export function signVolcengine(
  request: UnsignedRequest,
  scope: Scope,
  date: Date,
  accessKeyId: string,
  accessKeySecret: string,
): Record<string, string> {
  const timestamp = isoSeconds(date).replaceAll(/[-:]/g, '');
  const day = timestamp.slice(0, 8);
  const headers = { ...request.headers, 'x-date': timestamp };
  const signed = Object.entries(headers)
    .filter(([name]) => !UNSIGNED.has(name))
    .map(([name, value]): [string, string] => [name, value.trim().replaceAll(/\s+/g, ' ')]);
  const { canonicalRequest, signedHeaders } = canonicalize(request, signed);
  const credentialScope = `${day}/${scope.region}/${scope.service}/request`;
  const key = [day, scope.region, scope.service, 'request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    accessKeySecret,
  );
  const signature = createHmac('sha256', key)
    .update([ALGORITHM, timestamp, credentialScope, sha256(canonicalRequest)].join('\n'))
    .digest('hex');
  return {
    ...headers,
    authorization: `${ALGORITHM} Credential=${accessKeyId}/${credentialScope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  };
}
