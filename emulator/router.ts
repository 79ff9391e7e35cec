import type { Call } from './call.ts';
import { checkClaims } from './claims.ts';
import { ApiError } from './errors.ts';
import { operations } from './kinds.ts';
import type { Envelope, Operation } from './operation.ts';
import { metadata } from './services/metadata.ts';
import { sts } from './services/sts.ts';
import { isV1 } from './signatures/v1.ts';
import { scopeOf } from './signatures/volcengine.ts';
import { tokenServices } from './tokens.ts';

checkClaims([...operations, ...metadata, ...tokenServices, ...sts]);

const ofAlibaba = operations.filter(({ cloud }) => cloud === 'alibaba');
const rpc = ofAlibaba.filter(({ path }) => path === undefined);
const volcengine = operations.filter(({ cloud }) => cloud === 'volcengine');
const byPath = [...operations.filter(({ path }) => path), ...metadata, ...tokenServices];
const alibabaVersions = new Set([...ofAlibaba, ...sts].map((operation) => operation.version));

/** Where a request goes: an operation, or the refusal of a request that goes nowhere. */
export interface Route {
  action: string;
  version: string;
  envelope: Envelope;
  operation?: Operation;
  error?: ApiError;
}

/**
 * Finds the operation of a request: paths of ROA, metadata and tokens first, then Alibaba's RPC by its headers or, in the
 * older signature, its parameters, then the token services and Volcengine by Action and Version in the query.
 */
export function route(call: Call): Route {
  const isOld = isV1(call);
  const named = isOld ? call.params : call.query;
  const action = call.headers['x-acs-action'] ?? named.Action ?? '';
  const version = call.headers['x-acs-version'] ?? named.Version ?? '';
  const isVolcengine =
    !isOld &&
    call.headers['x-acs-action'] === undefined &&
    version !== '2015-04-01' &&
    !call.headers.authorization?.startsWith('ACS3');
  const ways = byPath.filter((operation) => operation.path?.test(call.rawPath));
  if (ways.length > 0) return routePath(call, ways, action, version);
  if (action === 'AssumeRoleWithOIDC') {
    const operation = sts.find((each) => each.version === version);
    if (operation) return checkMethod(call, operation, action, version);
  }
  return isVolcengine ? routeVolcengine(call, action, version) : routeRpc(call, action, version);
}

function routePath(call: Call, ways: Operation[], action: string, version: string): Route {
  const [first] = ways;
  const operation = ways.find((each) => each.methods.includes(call.method)) ?? first;
  if (operation?.envelope !== 'ack') {
    return checkMethod(call, operation, operation?.action ?? '', version);
  }
  if (version !== operation.version) return refuse('ack', action, version, noSuchVersion());
  // The path decides, but an action that says something else is a client's mistake. The older signature needs none.
  if (action !== '' && action !== operation.action && operation.methods.includes(call.method)) {
    return refuse('ack', action, version, notFound());
  }
  return checkMethod(call, operation, operation.action, version);
}

function routeRpc(call: Call, action: string, version: string): Route {
  const isKnown = alibabaVersions.has(version);
  if (!isKnown) return refuse('alibaba', action, version, noSuchVersion());
  const operation = rpc.find((each) => each.action === action && each.version === version);
  if (!operation || call.rawPath !== '/') return refuse('alibaba', action, version, notFound());
  return checkMethod(call, operation, action, version);
}

function routeVolcengine(call: Call, action: string, version: string): Route {
  const fail = (status: number, code: string, message: string) =>
    refuse('volcengine', action, version, new ApiError(status, code, message));
  if (!action || !version) {
    return fail(400, 'MissingRequestInfo', 'Action and Version are needed.');
  }
  const operation = volcengine.find((each) => each.action === action && each.version === version);
  if (!operation || call.rawPath !== '/') {
    return fail(404, 'InvalidActionOrVersion', `Could not find ${action} of version ${version}.`);
  }
  // A permission begins with the code of its service.
  const [own] = operation.permission?.split(':') ?? [];
  const service = scopeOf(call)?.service ?? own;
  if (service !== own) return fail(404, 'ServiceNotFound', `Could not find service ${service}.`);
  return checkMethod(call, operation, action, version);
}

function checkMethod(
  call: Call,
  operation: Operation | undefined,
  action: string,
  version: string,
): Route {
  const envelope = operation?.envelope ?? 'plain';
  if (operation?.methods.includes(call.method)) return { action, version, envelope, operation };
  // Volcengine's code for this is not documented.
  const code = envelope === 'volcengine' ? 'InvalidRequestMethod' : 'UnsupportedHTTPMethod';
  return refuse(
    envelope,
    action,
    version,
    new ApiError(405, code, 'This http method is not supported.'),
  );
}

function refuse(envelope: Envelope, action: string, version: string, error: ApiError): Route {
  return { action, version, envelope, error };
}

function notFound(): ApiError {
  return new ApiError(
    404,
    'InvalidAction.NotFound',
    'Specified api is not found, please check your url and method.',
  );
}

function noSuchVersion(): ApiError {
  return new ApiError(400, 'NoSuchVersion', 'Specified parameter Version is not valid.');
}
