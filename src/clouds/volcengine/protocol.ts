import type { Product, Protocol } from '../cloud.ts';
import { canonicalQuery } from '../encoding.ts';
import { volcengineError, volcengineRequestId } from './errors.ts';
import { signVolcengine } from './signing.ts';

/** How Volcengine's OpenAPI gateway is spoken to: `Action` and `Version` in the query, region and product in the signature. */
export function volcengineProtocol(product: Product, region: string, baseUrl: string): Protocol {
  return {
    sign(call, credentials, date) {
      const query = { ...call.query, Action: call.action, Version: product.version };
      const url = new URL(baseUrl);
      url.search = canonicalQuery(query);
      const headers = {
        accept: 'application/json',
        host: url.host,
        ...(credentials.securityToken && { 'x-security-token': credentials.securityToken }),
      };
      return {
        method: call.method,
        url,
        headers: signVolcengine(
          { method: call.method, path: '/', query, headers, body: '' },
          { region, service: product.code },
          date,
          credentials.accessKeyId,
          credentials.accessKeySecret,
        ),
      };
    },
    error: volcengineError,
    requestId: volcengineRequestId,
    principal: 'IAM user or role',
  };
}
