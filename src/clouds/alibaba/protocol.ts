import type { Product, Protocol } from '../cloud.ts';
import { canonicalQuery, isoSeconds } from '../encoding.ts';
import { alibabaError, alibabaRequestId } from './errors.ts';
import { signAcs3 } from './signing.ts';

/**
 * How Alibaba Cloud's OpenAPI gateway is spoken to, in RPC style (parameters in the query of `/`) and ROA style
 * (a path) alike: the operation is named by `x-acs-action` and `x-acs-version`, the body is empty.
 */
export function alibabaProtocol(product: Product, baseUrl: string): Protocol {
  return {
    sign(call, credentials, date, nonce) {
      const path = call.path ?? '/';
      const query = call.query ?? {};
      const url = new URL(baseUrl);
      url.pathname = path;
      url.search = canonicalQuery(query);
      const headers = {
        accept: 'application/json',
        host: url.host,
        'x-acs-action': call.action,
        'x-acs-version': product.version,
        'x-acs-date': isoSeconds(date),
        'x-acs-signature-nonce': nonce,
        ...(credentials.securityToken && {
          'x-acs-accesskey-id': credentials.accessKeyId,
          'x-acs-security-token': credentials.securityToken,
        }),
      };
      return {
        method: call.method,
        url,
        headers: signAcs3(
          { method: call.method, path, query, headers, body: '' },
          credentials.accessKeyId,
          credentials.accessKeySecret,
        ),
      };
    },
    error: alibabaError,
    requestId: alibabaRequestId,
    principal: 'RAM user or role',
  };
}
