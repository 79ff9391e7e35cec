import { ApiError } from './errors.ts';
import type { Operation } from './operation.ts';

/**
 * The refusal of a request whose key lacks the operation's permission, in the product's own words
 * (common error codes: Forbidden.RAM, NoPermission and Forbidden are all in use at Alibaba).
 */
export function accessDenied(operation: Operation): ApiError {
  const permission = operation.permission ?? `sts:${operation.action}`;
  const product = permission.split(':')[0] ?? '';
  if (operation.envelope === 'volcengine') {
    return new ApiError(
      403,
      'AccessDenied',
      `User is not authorized to perform: ${permission} on resource: *`,
    );
  }
  const message = 'You are not authorized to do this operation. You lack the RAM permission.';
  if (operation.envelope === 'ack') return new ApiError(403, 'Forbidden', message, permission);
  const code = product === 'ecs' ? 'Forbidden.RAM' : 'NoPermission';
  return new ApiError(403, code, message, permission);
}
