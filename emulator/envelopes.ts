import type { ApiError } from './errors.ts';
import type { Answer, Envelope, Wrapped } from './operation.ts';

/** What the wrapping of an answer needs to know about its request. */
export interface Context {
  envelope: Envelope;
  requestId: string;
  host: string;
  action: string;
  version: string;
  region: string;
  service: string;
}

/** Volcengine's numbers for its public codes (documentation 6369/68677; the rest is unknown). */
const volcengineNumbers: Record<string, number> = {
  MissingParameter: 100002,
  MissingAuthenticationToken: 100003,
  MissingRequestInfo: 100004,
  MissingSignature: 100005,
  InvalidTimestamp: 100006,
  ServiceNotFound: 100007,
  InvalidActionOrVersion: 100008,
  InvalidAccessKey: 100009,
  SignatureDoesNotMatch: 100010,
  LackPolicy: 100012,
  AccessDenied: 100013,
  InternalError: 100014,
  InternalServiceTimeout: 100016,
  FlowLimitExceeded: 100018,
  AccountFlowLimitExceeded: 100027,
};

const json = 'application/json;charset=utf-8';

/** Puts a vendor's envelope around what a service answered. */
export function wrap(answer: Answer, context: Context): Wrapped {
  const { body, status = 200 } = answer;
  const headers = baseHeaders(context);
  if (typeof body === 'string') {
    return { status, headers: { ...headers, 'content-type': 'text/plain' }, body };
  }
  if (context.envelope === 'volcengine') {
    return {
      status,
      headers: { ...headers, 'content-type': json },
      body: JSON.stringify({ ResponseMetadata: volcengineMetadata(context), Result: body }),
    };
  }
  const full = context.envelope === 'alibaba' ? { RequestId: context.requestId, ...body } : body;
  const wrapped = {
    status,
    headers: { ...headers, 'content-type': json },
    body: JSON.stringify(full),
  };
  // CR reports its errors inside HTTP 200.
  return body.IsSuccess === false ? { ...wrapped, errorCode: String(body.Code) } : wrapped;
}

/** Puts a vendor's envelope around a refusal. */
export function wrapError(error: ApiError, context: Context): Wrapped {
  const headers = { ...baseHeaders(context), 'content-type': json };
  return {
    status: error.status,
    headers,
    body: JSON.stringify(errorBody(error, context)),
    errorCode: error.code,
  };
}

function errorBody(error: ApiError, context: Context): Record<string, unknown> {
  const { code, message } = error;
  const details = error.permission && {
    AuthAction: error.permission,
    AuthPrincipalType: 'SubUser',
    AuthPrincipalOwnerId: '1000000000000000',
    AuthPrincipalDisplayName: '200000000000000000',
    NoPermissionType: 'ImplicitDeny',
    PolicyType: 'AccountLevelIdentityBasedPolicy',
  };
  switch (context.envelope) {
    case 'alibaba':
      return {
        RequestId: context.requestId,
        HostId: context.host,
        Code: code,
        Message: message,
        // Inside HTTP 200 this is how CR says that it failed (terraform-provider-alicloud `service_alicloud_cr_ee.go`).
        ...(error.status === 200 && { IsSuccess: false }),
        Recommend: `https://api.aliyun.com/troubleshoot?q=${code}&requestId=${context.requestId}`,
        ...(details && { AccessDeniedDetail: details }),
      };
    case 'ack':
      return {
        code,
        message,
        requestId: context.requestId,
        status: error.status,
        ...(details && { accessDeniedDetail: details }),
      };
    case 'volcengine': {
      // One word for all parameters here, where Alibaba names the parameter in the code.
      const Code = code.startsWith('MissingParameter.') ? 'MissingParameter' : code;
      const CodeN = volcengineNumbers[Code] ?? 0;
      return {
        ResponseMetadata: {
          ...volcengineMetadata(context),
          Error: { CodeN, Code, Message: message },
        },
      };
    }
    case 'plain':
      return { code, message };
  }
}

function volcengineMetadata({ requestId, action, version, service, region }: Context) {
  return {
    RequestId: requestId,
    Action: action,
    Version: version,
    Service: service,
    Region: region,
  };
}

function baseHeaders(context: Context): Record<string, string> {
  return context.envelope === 'volcengine'
    ? { 'x-tt-logid': context.requestId }
    : { 'x-acs-request-id': context.requestId };
}
