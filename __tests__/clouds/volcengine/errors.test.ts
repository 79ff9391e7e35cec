import { describe, expect, test } from '@jest/globals';
import { volcengineError, volcengineRequestId } from '../../../src/clouds/volcengine/errors.ts';
import type { ErrorKind } from '../../../src/model/errors.ts';
import { answer } from '../../support/world.ts';

/** Public codes by what they mean to the wait; the number is the HTTP status they come with. */
const CODES: readonly [code: string, status: number, kind: ErrorKind][] = [
  ['FlowLimitExceeded', 429, 'throttling'],
  ['AccountFlowLimitExceeded', 429, 'throttling'],
  ['AccountFlowLimitExceeded', 200, 'throttling'],
  ['Throttling', 400, 'throttling'],
  ['RequestLimitExceeded', 400, 'throttling'],
  ['TooManyRequestsException', 400, 'throttling'],
  ['Whatever', 429, 'throttling'],
  ['PriorRequestNotComplete', 400, 'throttling'],
  ['TransactionInProgressException', 400, 'throttling'],
  ['ProvisionedThroughputExceededException', 400, 'throttling'],
  ['InvalidTimestamp', 400, 'clock'],
  ['InvalidTimestamp', 403, 'clock'],
  ['InvalidSecretToken', 401, 'expired'],
  ['ExpiredToken', 401, 'expired'],
  ['ExpiredTokenException', 401, 'expired'],
  ['RequestExpired', 401, 'expired'],
  ['SessionTokenInvalid', 400, 'expired'],
  ['AccessKeyIsExpire', 400, 'expired'],
  ['InternalError', 500, 'transient'],
  ['InternalError', 200, 'transient'],
  ['InternalServiceTimeout', 504, 'transient'],
  ['InternalServiceError', 502, 'transient'],
  ['ServiceUnavailableTemp', 503, 'transient'],
  ['Whatever', 500, 'transient'],
  ['RequestTimeout', 400, 'transient'],
  ['RequestTimeoutException', 400, 'transient'],
  ['Whatever', 408, 'transient'],
  ['', 200, 'transient'],
  ['MissingAuthenticationToken', 401, 'credential'],
  ['MissingRequestInfo', 400, 'credential'],
  ['MissingSignature', 401, 'credential'],
  ['InvalidAccessKey', 401, 'credential'],
  ['AccessKeyNotExist', 404, 'credential'],
  ['SignatureDoesNotMatch', 401, 'credential'],
  ['InvalidAuthorization', 400, 'credential'],
  ['InvalidCredential', 400, 'credential'],
  ['LackPolicy', 403, 'permission'],
  ['AccessDenied', 403, 'permission'],
  ['MissingParameter', 400, 'request'],
  ['ServiceNotFound', 404, 'request'],
  ['InvalidActionOrVersion', 404, 'request'],
  ['LimitExceeded.MaximumMaxResults', 400, 'request'],
  ['LimitExceeded.MinimumMaxResults', 400, 'request'],
  ['LimitExceeded.MaximumResourceIds', 400, 'request'],
  ['LimitExceeded.MaximumTaskIds', 400, 'request'],
];

describe('a code', () => {
  test.each(CODES)('%j with HTTP %d is %s', (Code, status, kind) => {
    const fault = { CodeN: 1, Code, Message: 'no' };
    const body = { ResponseMetadata: { RequestId: 'R', Action: 'DescribeTasks', Error: fault } };
    expect(volcengineError(answer(body, status), body)).toEqual({
      kind,
      code: Code,
      message: 'no',
    });
  });

  test.each(CODES)('%j with HTTP %d in the short form of gateways is %s', (code, status, kind) => {
    const body = { HTTPCode: status, errorcode: code, message: 'no' };
    expect(volcengineError(answer(body, status), body)?.kind).toBe(kind);
  });

  test('that is a number is read', () => {
    const body = { HTTPCode: 500, errorcode: 100014, message: 'no' };
    expect(volcengineError(answer(body, 500), body)?.code).toBe('100014');
  });
});

describe('an answer', () => {
  test.each([
    { ResponseMetadata: { RequestId: 'R' }, Result: { Tasks: [] } },
    { ResponseMetadata: { RequestId: 'R', Error: null }, Result: {} },
    {},
    undefined,
  ])('%j holds no error', (body) => {
    expect(volcengineError(answer(''), body)).toBeUndefined();
  });

  test.each([{ Code: 7 }, 'broken', {}])(
    'whose error cannot be read (%j) is still no success, and passes',
    (fault) => {
      const body = { ResponseMetadata: { Error: fault }, Result: { Tasks: [] } };
      expect(volcengineError(answer(body), body)?.kind).toBe('transient');
    },
  );
});

test.each([
  [{ ResponseMetadata: { RequestId: 'A' } }, 'A'],
  [{ ResponseMetadata: {} }, 'H'],
  [undefined, 'H'],
])('the request id of %j is %s', (body, expected) => {
  expect(volcengineRequestId(answer('', 200, { 'x-tt-logid': 'H' }), body)).toBe(expected);
});

describe('an envelope beside a success', () => {
  const Result = { Tasks: [{ Id: 't-1', Status: 'Succeeded' }] };
  const error = (more: object) => {
    const body = { Result, ...more };
    return volcengineError(answer(body), body);
  };
  const strange = [null, true, 7, [], {}];

  test.each(strange)('is read whatever its request id is: %j', (RequestId) => {
    const fault = { Code: 'AccessDenied', Message: 'no' };
    expect(error({ ResponseMetadata: { RequestId, Error: fault } })).toMatchObject({
      kind: 'permission',
      code: 'AccessDenied',
    });
  });

  test.each(strange)('is an error whatever its message is: %j', (Message) => {
    const fault = { Code: 'AccessDenied', Message };
    expect(error({ ResponseMetadata: { Error: fault } })?.kind).toBe('permission');
    expect(error({ errorcode: 'AccessDenied', message: Message })?.kind).toBe('permission');
  });

  test.each([
    ...[[], ['no'], 7, 'no', false].map((ResponseMetadata) => ({ ResponseMetadata })),
    ...[[], {}, 7, 'no', false].map((fault) => ({ ResponseMetadata: { Error: fault } })),
    ...[[], {}, true].map((errorcode) => ({ errorcode })),
  ])('that is there and cannot be read is an error that passes: %j', (more) => {
    expect(error(more)).toMatchObject({ kind: 'transient', message: expect.any(String) });
  });

  test.each([
    { Code: 'NoPermission' },
    { code: ['NoPermission'] },
    { IsSuccess: false },
    { AccessDeniedDetail: {} },
  ])('in the form of another cloud is an error that passes: %j', (more) => {
    expect(error(more)?.kind).toBe('transient');
  });

  test.each([
    { Code: 'success' },
    { ResponseMetadata: null },
    { ResponseMetadata: { Error: null } },
    { errorcode: null },
  ])('that is null is not there: %j', (more) => expect(error(more)).toBeUndefined());
});
