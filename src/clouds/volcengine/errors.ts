import * as z from 'zod/mini';
import type { ErrorKind } from '../../errors.ts';
import type { HttpResponse } from '../../http.ts';
import type { Problem } from '../cloud.ts';
import { textOrEmpty } from '../shapes.ts';

const Fault = z.looseObject({ Code: z.string(), Message: textOrEmpty });
const Metadata = z.looseObject({
  RequestId: textOrEmpty,
  Error: z.optional(z.unknown()),
});
const Envelope = z.looseObject({ ResponseMetadata: Metadata });

/** A second form, of gateways (volcengine/volcengine-go-sdk `response/volcengine_response.go`). */
const SimpleEnvelope = z.looseObject({ errorcode: z.coerce.string(), message: z.string() });

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
export function volcengineProblem(response: HttpResponse, body: unknown): Problem | undefined {
  const metadata = Envelope.safeParse(body).data?.ResponseMetadata;
  if (metadata?.Error !== undefined && metadata.Error !== null) {
    const { Code, Message } = Fault.safeParse(metadata.Error).data ?? { Code: '', Message: '' };
    return problemOf(response.status, Code, Message);
  }
  const simple = SimpleEnvelope.safeParse(body).data;
  return simple && problemOf(response.status, simple.errorcode, simple.message);
}

/** The request's id, from the envelope or the header of the gateway. */
export function volcengineRequestId({ headers }: HttpResponse, body: unknown): string {
  return Envelope.safeParse(body).data?.ResponseMetadata.RequestId || headers['x-tt-logid'] || '';
}

function problemOf(status: number, code: string, message: string): Problem {
  const known = KINDS.find(([pattern]) => pattern.test(code));
  // An error without a code in an answer of 2xx says nothing that could be relied on: it passes.
  const passes = status >= 500 || status === 408 || code === '';
  const kind = known?.[1] ?? (status === 429 ? 'throttling' : passes ? 'transient' : 'request');
  return { kind, code, message };
}
