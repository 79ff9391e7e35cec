import { type Fault, fault, type Refusal, refused } from './fault.ts';
import * as edits from './fault-edits.ts';
import * as sights from './fault-sights.ts';
import { envelopeFaults, fieldFaults } from './faults-of-shape.ts';

const seconds = (ms: number) => String(Math.ceil(ms / 1000));
const minutes = 60_000;

const flow = 'Request was denied due to user flow control.';
const volcengineFlow: Refusal = [429, 'FlowLimitExceeded', 'Request flow limit exceeded.'];

/**
 * Every fault by name. Codes and statuses are the vendors' common ones. Where a fault has no meaning for an API it
 * does the nearest thing: a token of a next page in an answer that has no pages is just a field,
 * other tasks' entries in an answer for one task stand beside it.
 */
export const faults = {
  throttled: fault('throttling', 'refused for too many requests (Alibaba: HTTP 400)', {
    ...refused([400, 'Throttling.User', flow], volcengineFlow),
  }),
  'throttled-retry-after-ms': fault('throttling', 'throttled, with x-acs-retry-after in ms', {
    ...refused([400, 'Throttling', flow], volcengineFlow),
    // Volcengine has no header of its own for this, so it says it the usual way.
    headers: (ms, cloud): Record<string, string> =>
      cloud === 'alibaba' ? { 'x-acs-retry-after': String(ms) } : { 'retry-after': seconds(ms) },
  }),
  'throttled-429': fault('throttling', 'throttled with HTTP 429', {
    ...refused([429, 'Throttling', flow], volcengineFlow),
  }),
  'throttled-429-retry-after': fault('throttling', 'HTTP 429 with Retry-After in seconds', {
    ...refused([429, 'Throttling', flow], volcengineFlow),
    headers: (ms) => ({ 'retry-after': seconds(ms) }),
  }),
  'account-flow-limit': fault('throttling', "the account's limit (Volcengine: HTTP 200)", {
    ...refused(
      [400, 'Throttling.Api', 'Request was denied due to api flow control.'],
      [200, 'AccountFlowLimitExceeded', 'The account flow limit is exceeded.'],
    ),
  }),
  'internal-error': fault('transient', 'HTTP 500 in the words of the vendor', {
    ...refused(
      [500, 'InternalError', 'The request processing has failed due to some unknown error.'],
      [500, 'InternalError', 'An internal error has occurred.'],
    ),
  }),
  'service-unavailable': fault('transient', 'HTTP 503 in the words of the vendor', {
    ...refused(
      [503, 'ServiceUnavailable', 'The request has failed due to a temporary failure.'],
      [503, 'ServiceUnavailableTemp', 'The service is unavailable for now.'],
    ),
  }),
  'bad-gateway-html': fault('transient', "HTTP 502, a proxy's page", {
    edit: edits.proxyPage(502, '502 Bad Gateway'),
  }),
  'gateway-timeout-html': fault('transient', "HTTP 504, a proxy's page", {
    edit: edits.proxyPage(504, '504 Gateway Time-out'),
  }),
  'reset-before-answer': fault('transient', 'connection reset before the answer', {
    deliver: 'reset',
  }),
  'reset-inside-body': fault('transient', 'connection reset in the middle of the body', {
    deliver: 'reset-inside',
  }),
  hang: fault('transient', 'never answers', { deliver: 'hang' }),
  'slow-body': fault('transient', 'headers at once, then one byte every delayMs (50)', {
    deliver: 'drip',
  }),
  'truncated-json': fault('transient', 'the second half of the body is missing', {
    edit: edits.withBody(200, (body) => body.slice(0, Math.floor(body.length / 2))),
  }),
  'malformed-json': fault('transient', 'a body that only looks like JSON', {
    edit: edits.withBody(200, (body) => `${body.slice(0, -1)},}`),
  }),
  'html-200': fault('transient', "a proxy's page with HTTP 200", {
    edit: edits.proxyPage(200, 'Sign in to the network'),
  }),
  'empty-200': fault('transient', 'HTTP 200 without a body', {
    edit: edits.withBody(200, () => ''),
  }),
  'empty-500': fault('transient', 'HTTP 500 without a body', {
    edit: edits.withBody(500, () => ''),
  }),
  'json-null': fault('transient', 'the body is null', { edit: edits.withBody(200, () => 'null') }),
  'json-array': fault('transient', 'the right body inside an array', {
    edit: edits.withBody(200, (body) => `[${body}]`),
  }),
  'oversized-body': fault('transient', 'the right body, over 4 MiB long', {
    edit: edits.oversized,
    deliver: 'stream',
  }),
  redirect: fault('transient', 'HTTP 302 to a page that says success', {
    see: sights.allSucceeded,
    deliver: 'redirect',
  }),
  'wrong-content-type': fault('answer', 'the right JSON as text/plain', {
    edit: edits.asPlainText,
  }),
  'error-xml': fault('transient', 'HTTP 503 as XML', { edit: edits.asXml }),
  'repeated-next-token': fault('answer', 'every page names the same next page', {
    edit: edits.nextToken(false),
  }),
  'endless-pages': fault('answer', 'every page names a new next page', {
    edit: edits.nextToken(true),
  }),
  'another-tasks-entry': fault('answer', "only other tasks' entries, all with success", {
    see: sights.onlyStrangers,
  }),
  'extra-entries': fault('answer', "other tasks' entries besides the right one", {
    see: sights.strangersToo,
  }),
  'entries-disagree': fault('answer', 'the task twice: once with success, once running', {
    see: sights.disagreeing,
  }),
  'entries-contradict': fault('answer', 'the task twice: once with success, once failed', {
    see: sights.contradicting,
  }),
  'newer-strangers': fault('answer', "other parents' tasks besides, newer and all with success", {
    see: sights.newerStrangers,
  }),
  'same-second': fault('answer', 'a second task of the same parent and second, with success', {
    see: sights.twins,
  }),
  vanished: fault('answer', 'a task that was there is left out', { see: sights.nothing }),
  'never-there': fault('answer', 'nothing is found', { see: sights.nothing }),
  'error-in-200': fault('transient', 'an internal error inside HTTP 200', {
    ...refused(
      [200, 'InternalError', 'The request processing has failed due to some unknown error.'],
      [200, 'InternalError', 'An internal error has occurred.'],
    ),
  }),
  'unknown-status': fault('answer', 'a status that no document mentions', {
    see: sights.newWord,
  }),
  ...fieldFaults,
  ...envelopeFaults,
  'clock-ahead': fault('clock', "the server's clock is 20 minutes ahead", {
    clockOffsetMs: 20 * minutes,
  }),
  'clock-behind': fault('clock', "the server's clock is 20 minutes behind", {
    clockOffsetMs: -20 * minutes,
  }),
  'nonce-used': fault('transient', 'the nonce is said to have been used (Volcengine has none)', {
    ...refused(
      [400, 'SignatureNonceUsed', 'Specified signature nonce was used already.'],
      [401, 'InvalidTimestamp', 'The request timestamp is expired or invalid.'],
    ),
  }),
  'token-expired': fault('credential', 'the security token is said to have expired', {
    ...refused(
      [400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.'],
      [401, 'InvalidSecretToken', 'The security token is expired.'],
    ),
  }),
  'access-denied': fault('fatal', 'the permission is missing', { refuse: 'denied' }),
  'invalid-key': fault('fatal', 'the access key is unknown', {
    ...refused(
      [404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'],
      [401, 'InvalidAccessKey', 'The access key id does not exist.'],
    ),
  }),
  'signature-mismatch': fault('fatal', 'the signature is said to be wrong', {
    ...refused(
      [400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.'],
      [401, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.'],
    ),
  }),
  'invalid-parameter': fault('fatal', 'a parameter is said to be invalid', {
    ...refused(
      [400, 'InvalidParameter', 'The specified parameter is not valid.'],
      [400, 'InvalidParameter', 'The specified parameter is not valid.'],
    ),
  }),
  'unknown-api': fault('fatal', 'the API is said not to exist', {
    ...refused(
      [404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url.'],
      [404, 'InvalidActionOrVersion', 'Could not find the action or version.'],
    ),
  }),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as FaultName[];

/** The fault of a name, with all its fields in sight. */
export function faultOf(name: FaultName): Fault {
  return faults[name];
}
