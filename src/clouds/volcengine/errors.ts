import type { ErrorKind } from '../../model/errors.ts';
import { isSuccess, isTrouble } from '../../model/http-status.ts';
import type { HttpResponse } from '../../model/world.ts';
import type { ApiError } from '../cloud.ts';
import { alibabaFault, type Fault, foreignError, textIn, volcengineFault } from '../envelope.ts';
import { isRecord } from '../shapes.ts';

/**
 * The allow-list of what passes or can be mended, first match first. What is not on it ends the wait.
 * Sources: Volcengine's public error codes (https://www.volcengine.com/docs/6369/68677), volcengine/cello
 * `cellohelper/errors/errors.go` for throttling, volcengine/volcengine-go-sdk `request/retryer.go`.
 */
const KINDS: readonly [RegExp, ErrorKind][] = [
  [/FlowLimitExceeded|throttl|TooManyRequests|RequestLimitExceeded/i, 'throttling'],
  [/^(PriorRequestNotComplete|TransactionInProgressException)$/i, 'throttling'],
  [/^ProvisionedThroughputExceededException$/i, 'throttling'],
  [/^InvalidTimestamp$/i, 'clock'],
  [/^(InvalidSecretToken|ExpiredToken|ExpiredTokenException|RequestExpired)$/i, 'expired'],
  [/^(SessionTokenInvalid|AccessKeyIsExpire)/i, 'expired'],
  [/^(InternalError|InternalServiceError|InternalServiceTimeout|ServiceUnavailable)/i, 'transient'],
  [/^RequestTimeout(Exception)?$/i, 'transient'],
  [/^AccessKeyNotExist$/i, 'credential'],
  [
    /^(InvalidAccessKey|SignatureDoesNotMatch|InvalidAuthorization|InvalidCredential)/i,
    'credential',
  ],
  [/^(MissingAuthenticationToken|MissingSignature|MissingRequestInfo)/i, 'credential'],
  [/^(AccessDenied|LackPolicy|Forbidden|NoPermission)/i, 'permission'],
];

/** The error in an answer of Volcengine, whatever its HTTP status: it may come with 200. */
export function volcengineError(response: HttpResponse, body: unknown): ApiError | undefined {
  if (!isRecord(body)) return undefined;
  const fault = volcengineFault(body);
  const foreign = isSuccess(response.status) && !fault ? alibabaFault(body) : undefined;
  if (!fault) return foreign && foreignError(foreign);
  return { kind: kindOf(response.status, fault), code: fault.code, message: fault.message };
}

/** The request's id, from the envelope or the header of the gateway. */
export function volcengineRequestId({ headers }: HttpResponse, body: unknown): string {
  const metadata = isRecord(body) ? body.ResponseMetadata : undefined;
  return textIn(metadata, 'RequestId') || headers['x-tt-logid'] || '';
}

function kindOf(status: number, { code }: Fault): ErrorKind {
  const known = KINDS.find(([pattern]) => pattern.test(code));
  if (known) return known[1];
  if (status === 429) return 'throttling';
  // An error without a code in an answer of 2xx says nothing that could be relied on: it passes.
  return isTrouble(status) || code === '' ? 'transient' : 'request';
}
