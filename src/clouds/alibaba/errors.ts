import type { ErrorKind } from '../../model/errors.ts';
import { isSuccess, isTrouble } from '../../model/http-status.ts';
import type { HttpResponse } from '../../model/world.ts';
import type { ApiError } from '../cloud.ts';
import { alibabaFault, type Fault, foreignError, textIn, volcengineFault } from '../envelope.ts';
import { isRecord } from '../shapes.ts';

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
export function alibabaError(response: HttpResponse, body: unknown): ApiError | undefined {
  const envelope = body ?? xmlEnvelope(response);
  if (!isRecord(envelope)) return undefined;
  const fault = alibabaFault(envelope);
  const foreign = isSuccess(response.status) && !fault ? volcengineFault(envelope) : undefined;
  if (!fault) return foreign && foreignError(foreign);
  const { code, message, denial } = fault;
  const permission = textIn(denial, 'AuthAction');
  return {
    kind: denial ? 'permission' : kindOf(response.status, fault),
    code,
    message,
    ...(permission && { permission }),
  };
}

/** The request's id; ACK puts it into the body of errors only, the header has it always. */
export function alibabaRequestId({ headers }: HttpResponse, body: unknown): string {
  return textIn(body, 'RequestId', 'requestId') || (headers['x-acs-request-id'] ?? '');
}

function kindOf(status: number, { code, message, isReadable }: Fault): ErrorKind {
  const known = KINDS.find(([pattern]) => pattern.test(code));
  if (known) return known[1];
  if (status === 429) return 'throttling';
  // Seen with codes of all sorts (aliyun/elastic-compute-control-cli `pkg/aliyun/create_helpers.go`).
  if (/flow control|too many requests|request was denied due to/i.test(message)) {
    return 'throttling';
  }
  // What cannot be read this time may be readable the next.
  return isTrouble(status) || !isReadable ? 'transient' : 'request';
}

/** The gateway answers in XML where it did not get as far as the format: `<Error><Code>…</Code>…</Error>`. */
function xmlEnvelope({ body, headers }: HttpResponse): unknown {
  if (!/\bxml\b/.test(headers['content-type'] ?? '') || !/<Error>/.test(body)) return undefined;
  const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];
  return { Code: field('Code'), Message: field('Message') };
}
