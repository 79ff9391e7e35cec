import type { ErrorKind } from '../../errors.ts';
import type { HttpResponse } from '../../http.ts';
import type { Problem } from '../cloud.ts';
import { isAbsent, textIn, UNREADABLE, wordIn } from '../envelope.ts';
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

/**
 * The error in an answer of Volcengine, whatever its HTTP status: it may come with 200. Gateways have a second, short
 * form of it (volcengine/volcengine-go-sdk `response/volcengine_response.go`).
 */
export function volcengineProblem(response: HttpResponse, body: unknown): Problem | undefined {
  if (!isRecord(body)) return undefined;
  const { ResponseMetadata: metadata } = body;
  if (!isAbsent(metadata) && !isRecord(metadata)) return problemOf(response.status, '', '');
  const fault = isRecord(metadata) ? metadata.Error : undefined;
  if (!isAbsent(fault)) {
    return problemOf(response.status, textIn(fault, 'Code'), textIn(fault, 'Message'));
  }
  const code = wordIn(body, 'errorcode');
  if (code.is === 'absent') return undefined;
  const word = code.is === 'word' ? code.word : '';
  return problemOf(response.status, word, textIn(body, 'message'));
}

/** The request's id, from the envelope or the header of the gateway. */
export function volcengineRequestId({ headers }: HttpResponse, body: unknown): string {
  const metadata = isRecord(body) ? body.ResponseMetadata : undefined;
  return textIn(metadata, 'RequestId') || headers['x-tt-logid'] || '';
}

function problemOf(status: number, code: string, message: string): Problem {
  const known = KINDS.find(([pattern]) => pattern.test(code));
  // An error without a code in an answer of 2xx says nothing that could be relied on: it passes.
  const passes = status >= 500 || status === 408 || code === '';
  const kind = known?.[1] ?? (status === 429 ? 'throttling' : passes ? 'transient' : 'request');
  return { kind, code, message: code || message ? message : UNREADABLE };
}
