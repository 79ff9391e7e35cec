import * as z from 'zod/mini';
import type { ErrorKind } from '../../errors.ts';
import type { HttpResponse } from '../../http.ts';
import type { Problem } from '../cloud.ts';
import { optionalText } from '../shapes.ts';

/** A code is a text; some gateways send the HTTP status as a number. */
const Word = z.union([z.string(), z.pipe(z.number(), z.transform(String))]);

/** Most products write `Code`, ACK writes `code`; Container Registry answers 200 with `IsSuccess: false`. */
const Envelope = z.looseObject({
  Code: z.nullish(Word),
  code: z.nullish(Word),
  Message: z.nullish(z.string()),
  message: z.nullish(z.string()),
  IsSuccess: z.nullish(z.boolean()),
  AccessDeniedDetail: z.nullish(z.looseObject({ AuthAction: z.nullish(z.string()) })),
});

const Identified = z.looseObject({
  RequestId: optionalText,
  requestId: optionalText,
});

/** What a `Code` says when all is well (aliyun/elastic-compute-control-cli `pkg/aliyun/caller.go`). */
const SUCCESS = ['', '0', '200', 'ok', 'success', 'successful'];

/**
 * The allow-list of what passes or can be mended, first match first. What is not on it ends the wait.
 * Sources: Alibaba's common error codes (https://help.aliyun.com/document_detail/48054.html), the retry conditions of
 * aliyun-python-sdk-core, and aliyun/terraform-provider-alicloud `alicloud/errors.go`.
 */
const KINDS: readonly [RegExp, ErrorKind][] = [
  [/throttl/i, 'throttling'],
  [/^(FlowControl|FlowControlError|TooManyRequests|SystemBusy)$/i, 'throttling'],
  [/^(QPS Limit Exceeded|System\.ServiceBusy)$/i, 'throttling'],
  [/^SignatureNonceUsed$/i, 'nonce'],
  [/^(InvalidTimeStamp\.Expired|IllegalTimestamp)$/i, 'clock'],
  [/^InvalidSecurityToken\.Expired$/i, 'expired'],
  [/^(ServiceUnavailable|InternalError|UnknownError|SystemError)/i, 'transient'],
  // Container Registry writes the codes of its own in this case, inside of HTTP 200.
  [/^(SERVICE_UNAVAILABLE|(INTERNAL|UNKNOWN|SYSTEM)_ERROR)$/, 'transient'],
  // We never keep a token from one round to the next, so one that is refused was spoilt on its way.
  [/^Invalid\.NextToken$/i, 'transient'],
  [/^(InvalidAccessKeyId|InvalidSecurityToken|MissingSecurityToken)/i, 'credential'],
  [/^(Forbidden\.AccessKeyDisabled|SignatureDoesNotMatch|IncompleteSignature)/i, 'credential'],
  [/^(InvalidSignatureMethod|AuthenticationFail|MissingAccessKeyId)/i, 'credential'],
  [/^AUTHENTICATION_FAILED$/i, 'credential'],
  [/^(NoPermission|NoPrivilege|Forbidden|AccessDenied|ImplicitDeny)/i, 'permission'],
  // Those of ACK, which has authorization of its own besides RAM's.
  [
    /^(ActionUnauthorized|InvalidAction\.Unauthorized|ErrorCheckAcl|StatusForbidden)$/i,
    'permission',
  ],
];

/** The error in an answer of Alibaba Cloud, whatever its HTTP status. */
export function alibabaProblem(response: HttpResponse, body: unknown): Problem | undefined {
  const envelope = Envelope.safeParse(body ?? xmlEnvelope(response)).data;
  if (!envelope) return undefined;
  const code = envelope.Code ?? envelope.code ?? '';
  const isOk = response.status >= 200 && response.status <= 299;
  const saysError = envelope.IsSuccess === false || !SUCCESS.includes(code.toLowerCase());
  if (isOk ? !saysError : code === '') return undefined;
  const message = envelope.Message ?? envelope.message ?? '';
  const detail = envelope.AccessDeniedDetail;
  return {
    kind: detail ? 'permission' : kindOf(response.status, code, message),
    code,
    message,
    ...(detail?.AuthAction && { permission: detail.AuthAction }),
  };
}

/** The request's id; ACK puts it into the body of errors only, the header has it always. */
export function alibabaRequestId({ headers }: HttpResponse, body: unknown): string {
  const { RequestId, requestId } = Identified.safeParse(body).data ?? {};
  return RequestId ?? requestId ?? headers['x-acs-request-id'] ?? '';
}

function kindOf(status: number, code: string, message: string): ErrorKind {
  const known = KINDS.find(([pattern]) => pattern.test(code));
  if (known) return known[1];
  if (status === 429) return 'throttling';
  // Seen with codes of all sorts (aliyun/elastic-compute-control-cli `pkg/aliyun/create_helpers.go`).
  if (/flow control|too many requests|request was denied due to/i.test(message)) {
    return 'throttling';
  }
  return status >= 500 || status === 408 ? 'transient' : 'request';
}

/** The gateway answers in XML where it did not get as far as the format: `<Error><Code>…</Code>…</Error>`. */
function xmlEnvelope({ body, headers }: HttpResponse): unknown {
  if (!/\bxml\b/.test(headers['content-type'] ?? '') || !/<Error>/.test(body)) return undefined;
  const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];
  return { Code: field('Code'), Message: field('Message') };
}
