import { describe, expect, test } from '@jest/globals';
import { alibabaError, alibabaRequestId } from '../../../src/clouds/alibaba/errors.ts';
import type { ErrorKind } from '../../../src/model/errors.ts';
import { answer } from '../../support/world.ts';

/** Codes by what they mean to the wait; the number is the HTTP status they come with. */
const CODES: Record<ErrorKind, readonly [status: number, ...codes: string[]][]> = {
  throttling: [
    [400, 'Throttling', 'Throttling.User', 'Throttling.user', 'Throttling.Api'],
    [400, 'Throttling.ConcurrentLimitExceeded', 'Rejected.Throttling', 'ThrottlingException'],
    [400, 'FlowControl', 'FlowControlError', 'TooManyRequests', 'SystemBusy'],
    [429, 'Whatever'],
    [400, 'QPS Limit Exceeded', 'System.ServiceBusy'],
    [503, 'Throttling'],
  ],
  nonce: [[400, 'SignatureNonceUsed']],
  clock: [[400, 'InvalidTimeStamp.Expired', 'IllegalTimestamp']],
  expired: [[400, 'InvalidSecurityToken.Expired']],
  transient: [
    [503, 'ServiceUnavailable'],
    [500, 'InternalError', 'UnknownError', 'SystemError', 'Whatever'],
    [400, 'ServiceUnavailable', 'InternalError', 'UnknownError'],
    [408, 'Whatever'],
    [502, 'Whatever'],
    [504, 'Whatever'],
    [403, 'Invalid.NextToken'],
    [200, 'INTERNAL_ERROR', 'SYSTEM_ERROR', 'UNKNOWN_ERROR', 'SERVICE_UNAVAILABLE'],
  ],
  credential: [
    [404, 'InvalidAccessKeyId.NotFound'],
    [400, 'InvalidAccessKeyId.NotFound', 'InvalidAccessKeyId.Inactive', 'SignatureDoesNotMatch'],
    [403, 'Forbidden.AccessKeyDisabled', 'SignatureDoesNotMatch'],
    [400, 'IncompleteSignature', 'InvalidSignatureMethod', 'MissingSecurityToken'],
    [400, 'InvalidSecurityToken.Malformed', 'InvalidSecurityToken.MismatchWithAccessKey'],
    [403, 'AuthenticationFail.NoPermission', 'AUTHENTICATION_FAILED'],
    [400, 'AuthenticationFail.OIDCToken.Expired', 'AuthenticationFail.OIDCToken.AudienceNotMatch'],
  ],
  permission: [
    [403, 'NoPermission', 'Forbidden', 'Forbidden.RAM', 'NoPrivilege'],
    [403, 'ActionUnauthorized', 'InvalidAction.Unauthorized', 'ErrorCheckAcl', 'StatusForbidden'],
  ],
  request: [
    [404, 'InvalidApi.NotFound', 'InvalidProduct.NotFound', 'InvalidAction.NotFound'],
    [404, 'InvalidRegion.NotFound', 'InvalidRegionId.NotFound', 'InvalidImagePipeline.NotFound'],
    [404, 'InvalidImagePipelineExecution.NotFound', 'EntityNotExist.Role', 'ErrorTaskNotFound'],
    [405, 'UnsupportedHTTPMethod'],
    [400, 'NoSuchVersion', 'InvalidTimeStamp.Format', 'InvalidExecutionId.SizeExceeded'],
    [400, 'InvalidParameter.Status', 'MissingParameter.ImagePipelineId'],
    [400, 'InvalidStatus.CancelFailed', 'SYNC_TASK_NOT_EXIST'],
    [403, 'InvalidStatus.ImagePipelineExecution', 'InvalidImagePipeline.HasRunningExecution'],
  ],
};

const rows = Object.entries(CODES).flatMap(([kind, groups]) =>
  groups.flatMap(([status, ...codes]) => codes.map((code) => [code, status, kind] as const)),
);

describe('a code', () => {
  test.each(rows)('%s with HTTP %d is %s', (Code, status, kind) => {
    const body = { Code, Message: 'no', RequestId: 'R', HostId: 'h', Recommend: 'u' };
    expect(alibabaError(answer(body, status), body)).toEqual({ kind, code: Code, message: 'no' });
  });

  test.each(rows)('%s with HTTP %d in the lower case of ACK is %s', (code, status, kind) => {
    const body = { code, message: 'no', requestId: 'R' };
    expect(alibabaError(answer(body, status), body)?.kind).toBe(kind);
  });

  test.each([
    'Request was denied due to user flow control.',
    'Too many requests.',
    'Request was denied due to api flow control.',
  ])('says nothing where the message says throttling: %s', (Message) => {
    const body = { Code: 'Odd', Message };
    expect(alibabaError(answer(body, 400), body)?.kind).toBe('throttling');
  });
});

describe('HTTP 200', () => {
  test.each(['INSTANCE_NOT_EXIST', 'REPO_NOT_EXIST', 'INSTANCE_STATUS_NOT_SUPPORT'])(
    'with IsSuccess false and %s is an error that does not pass',
    (Code) => {
      const body = { Code, IsSuccess: false };
      expect(alibabaError(answer(body), body)).toMatchObject({ kind: 'request', code: Code });
    },
  );

  test.each([
    [{ Code: 'InternalError' }, 'transient'],
    [{ Code: 'INSTANCE_NOT_EXIST' }, 'request'],
    [{ IsSuccess: false }, 'request'],
    [{ IsSuccess: false, Code: 'success' }, 'request'],
    [{ IsSuccess: false, Code: 'SystemError' }, 'transient'],
  ])('with %j is an error', (body, kind) => {
    expect(alibabaError(answer(body), body)?.kind).toBe(kind);
  });

  test.each([
    {},
    { CommitTasks: [] },
    { Code: 'success', IsSuccess: true },
    { Code: 'OK' },
    { Code: '200' },
    { Code: 200 },
    { code: 0 },
    { Code: '' },
    { message: 'a field of the task' },
  ])('with %j is none', (body) => {
    expect(alibabaError(answer(body), body)).toBeUndefined();
  });
});

test.each([302, 400, 404, 500])('a success word with HTTP %d is no error of its own', (status) => {
  for (const body of [{ Code: 'success', IsSuccess: true }, { Code: '200' }, { code: 0 }]) {
    expect(alibabaError(answer(body, status), body)).toBeUndefined();
  }
});

/** What a field may hold where it is not as documented. */
const STRANGE = [true, 7, 'text', [], ['NoPermission'], {}, { Code: 'NoPermission' }];

describe('an envelope beside a success', () => {
  const success = { BuildTaskId: 'i2a-1', TaskStatus: 'SUCCESS', RequestId: 'R' };
  const kindOf = (more: object) => {
    const body = { ...success, ...more };
    return alibabaError(answer(body), body)?.kind;
  };

  test.each([
    ...[true, [], ['NoPermission'], {}].flatMap((Code) => [{ Code }, { code: Code }]),
    ...[null, 0, 1, 'true', 'false', [], {}].map((IsSuccess) => ({ IsSuccess })),
    ...[true, 7, 'text', ['NoPermission']].flatMap((detail) => [
      { AccessDeniedDetail: detail },
      { accessDeniedDetail: detail },
    ]),
    { Code: 'success', IsSuccess: 'false' },
    { Code: 'success', AccessDeniedDetail: '' },
  ])('that is there and cannot be read is an error that passes: %j', (more) => {
    expect(kindOf(more)).toBe('transient');
  });

  test.each(STRANGE)('is an error whatever its message is: %j', (Message) => {
    expect(kindOf({ Code: 'NoPermission', Message })).toBe('permission');
    expect(kindOf({ code: 'NoPermission', message: Message })).toBe('permission');
  });

  test.each([
    { Code: 'success', code: 'NoPermission' },
    { Code: 'NoPermission', code: 'success' },
    { Code: null, code: 'NoPermission' },
    { Code: [], code: 'NoPermission' },
  ])('is read in each of its spellings: %j', (more) => {
    expect(kindOf(more)).toBe('permission');
  });

  test.each(['ſuccess', 'o\u212a', 'succeß', 'success\u200b'])(
    'has no success word but in ASCII: %j',
    (Code) => expect(kindOf({ Code })).toBe('request'),
  );

  test('that names no action is a missing permission all the same', () => {
    expect(kindOf({ AccessDeniedDetail: {} })).toBe('permission');
    expect(kindOf({ accessDeniedDetail: {} })).toBe('permission');
  });

  test.each([
    { ResponseMetadata: { Error: { Code: 'AccessDenied' } } },
    { ResponseMetadata: [] },
    { errorcode: 100_013 },
  ])('in the form of another cloud is an error that passes: %j', (more) => {
    expect(kindOf(more)).toBe('transient');
  });

  test.each([
    { Code: null },
    { code: null },
    { AccessDeniedDetail: null },
    { Message: null },
    { ResponseMetadata: {} },
  ])('that is null is not there: %j', (more) => expect(kindOf(more)).toBeUndefined());
});

describe('what the envelope holds besides', () => {
  test('a refusal that names the action names the permission', () => {
    const detail = { AuthAction: 'ecs:DescribeImages', NoPermissionType: 'ImplicitDeny' };
    const body = { Code: 'Odd', Message: 'no', AccessDeniedDetail: detail };
    expect(alibabaError(answer(body, 403), body)).toEqual({
      kind: 'permission',
      code: 'Odd',
      message: 'no',
      permission: 'ecs:DescribeImages',
    });
  });

  test('an error status without a code is no envelope of the cloud', () => {
    expect(alibabaError(answer({ error: 'bad gateway' }, 502), { error: '' })).toBeUndefined();
  });
});

describe('XML', () => {
  const xml = '<?xml version="1.0"?><Error><Code>Throttling</Code><Message>slow</Message></Error>';

  test('is read where the content type says so', () => {
    const response = answer(xml, 503, { 'content-type': 'text/xml;charset=utf-8' });
    expect(alibabaError(response, undefined)).toEqual({
      kind: 'throttling',
      code: 'Throttling',
      message: 'slow',
    });
  });

  test.each([
    [xml, 'text/html'],
    ['<html><body>502</body></html>', 'text/xml'],
  ])('is not guessed at: %s as %s', (text, type) => {
    const response = answer(text, 503, { 'content-type': type });
    expect(alibabaError(response, undefined)).toBeUndefined();
  });
});

test.each([
  [{ RequestId: 'A' }, 'A'],
  [{ requestId: 'B' }, 'B'],
  [{}, 'H'],
  [undefined, 'H'],
  [{ RequestId: 7 }, 'H'],
])('the request id of %j is %s', (body, expected) => {
  expect(alibabaRequestId(answer('', 200, { 'x-acs-request-id': 'H' }), body)).toBe(expected);
});
