import type { ErrorKind } from '../../errors.ts';
import type { HttpResponse } from '../../http.ts';
import { upperAscii } from '../../words.ts';
import type { Problem } from '../cloud.ts';
import { isAbsent, textIn, UNREADABLE, type Word, wordIn } from '../envelope.ts';
import { isRecord } from '../shapes.ts';

/** What a `Code` says when all is well (aliyun/elastic-compute-control-cli `pkg/aliyun/caller.go`). */
const SUCCESS = ['', '0', '200', 'OK', 'SUCCESS', 'SUCCESSFUL'];

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

/**
 * The error in an answer of Alibaba Cloud, whatever its HTTP status. Most products write `Code`, ACK writes `code`;
 * Container Registry answers 200 with `IsSuccess: false`.
 */
export function alibabaProblem(response: HttpResponse, body: unknown): Problem | undefined {
  const envelope = body ?? xmlEnvelope(response);
  if (!isRecord(envelope)) return undefined;
  const words = [wordIn(envelope, 'Code'), wordIn(envelope, 'code')];
  const code = errorCode(words);
  const { AccessDeniedDetail: detail, IsSuccess } = envelope;
  const isOk = response.status >= 200 && response.status <= 299;
  const saysError = (code !== '' && !(isOk && isSuccessWord(code))) || IsSuccess === false;
  const isUnreadable =
    words.some(({ is }) => is === 'unreadable') ||
    !(isAbsent(detail) || isRecord(detail)) ||
    !(IsSuccess === undefined || typeof IsSuccess === 'boolean');
  if (!saysError && !isUnreadable && isAbsent(detail)) return undefined;
  const message = textIn(envelope, 'Message', 'message');
  const permission = textIn(detail, 'AuthAction');
  return {
    kind: isRecord(detail) ? 'permission' : kindOf(response.status, saysError, code, message),
    code,
    message: message || (isUnreadable ? UNREADABLE : ''),
    ...(permission && { permission }),
  };
}

/** Of two spellings the one that says an error; else the one that says anything. */
function errorCode(words: readonly Word[]): string {
  const said = words.flatMap((each) => (each.is === 'word' && each.word !== '' ? [each.word] : []));
  return said.find((word) => !isSuccessWord(word)) ?? said[0] ?? '';
}

function isSuccessWord(code: string): boolean {
  return SUCCESS.includes(upperAscii(code));
}

/** The request's id; ACK puts it into the body of errors only, the header has it always. */
export function alibabaRequestId({ headers }: HttpResponse, body: unknown): string {
  return textIn(body, 'RequestId', 'requestId') || (headers['x-acs-request-id'] ?? '');
}

function kindOf(status: number, saysError: boolean, code: string, message: string): ErrorKind {
  const known = KINDS.find(([pattern]) => pattern.test(code));
  if (known) return known[1];
  if (status === 429) return 'throttling';
  // Seen with codes of all sorts (aliyun/elastic-compute-control-cli `pkg/aliyun/create_helpers.go`).
  if (/flow control|too many requests|request was denied due to/i.test(message)) {
    return 'throttling';
  }
  // What cannot be read this time may be readable the next.
  return status >= 500 || status === 408 || !saysError ? 'transient' : 'request';
}

/** The gateway answers in XML where it did not get as far as the format: `<Error><Code>…</Code>…</Error>`. */
function xmlEnvelope({ body, headers }: HttpResponse): unknown {
  if (!/\bxml\b/.test(headers['content-type'] ?? '') || !/<Error>/.test(body)) return undefined;
  const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];
  return { Code: field('Code'), Message: field('Message') };
}
