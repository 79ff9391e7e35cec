import { CloudError } from '../model/errors.ts';
import { isSuccess } from '../model/http-status.ts';
import { unmarked } from '../model/wording.ts';
import type { HttpResponse, World } from '../model/world.ts';
import type { ApiAnswer, ApiCall, ApiError, Credentials, Protocol } from './cloud.ts';
import { parseJson } from './json.ts';
import { remedyFor } from './remedy.ts';
import { REQUEST_TIMEOUT_MS, send } from './send.ts';
import { retryAfterOf, type ServerTime } from './server-time.ts';
import { isRecord } from './shapes.ts';

/** One attempt of a call: signs, sends, and reads the answer or the error in it. Rejects with a CloudError. */
export async function attempt(
  call: ApiCall,
  keys: Credentials,
  protocol: Protocol,
  world: World,
  time: ServerTime,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const request = protocol.sign(call, keys, new Date(time.now()), world.nonce());
  const where = `${call.action} at ${request.url.host}`;
  const late = `${where} gave no whole answer within ${REQUEST_TIMEOUT_MS / 1_000} s.`;
  const response = await send(request, world, signal, late);
  const body = bodyOf(response);
  const requestId = protocol.requestId(response, body);
  const error = protocol.error(response, body);
  if (error?.kind === 'clock') time.learn(response);
  const retryAfterMs = retryAfterOf(response, time.now());
  if (error) {
    throw new CloudError(`${where} answered ${said(response, error)}`, {
      kind: error.kind,
      code: error.code,
      requestId,
      status: response.status,
      vendorMessage: error.message,
      retryAfterMs,
      remedy: remedyFor(error, call, protocol),
    });
  }
  const isEmpty = call.mayBeEmpty === true && response.body === '';
  if (!isSuccess(response.status) || !(isRecord(body) || isEmpty)) {
    throw strangeAnswer(where, response, isRecord(body), retryAfterMs);
  }
  return { body, requestId };
}

/** What a cloud says names no input of ours: nothing in it is a mark. */
function bodyOf(response: HttpResponse): unknown {
  try {
    return unmarked(parseJson(response.body));
  } catch {
    return undefined;
  }
}

/** The status of an error with what there is of code and message: `503 ServiceUnavailable: try later`. */
function said({ status }: HttpResponse, { code, message }: ApiError): string {
  return [[status, code].filter(Boolean).join(' '), message].filter(Boolean).join(': ');
}

/**
 * An answer that is not the cloud's own: a proxy's page, a redirect, a body cut short; or JSON that says nothing of why it
 * comes with such a status. The next one may be.
 */
function strangeAnswer(
  where: string,
  { status, headers, body }: HttpResponse,
  isJson: boolean,
  retryAfterMs: number | undefined,
): CloudError {
  if (status === 407) {
    return new CloudError(`${where}: the proxy asks for authentication (407).`, {
      kind: 'credential',
      status,
      remedy: 'Put user and password into HTTPS_PROXY, or the host into NO_PROXY.',
    });
  }
  const to = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  const what = isJson
    ? 'characters of JSON that name no error'
    : `characters of ${typeOf(headers['content-type'] ?? '')} that are not the API's JSON`;
  return new CloudError(`${where} answered ${status}${to}, with ${body.length} ${what}.`, {
    kind: status === 429 ? 'throttling' : 'transient',
    status,
    retryAfterMs,
  });
}

/** Never a part of a header, which could be half of a secret. */
function typeOf(header: string): string {
  const type = header.replace(/; ?charset=[\w-]+$/i, '');
  if (type === '') return 'no content type';
  return type.length > 100 ? 'a strange content type' : type;
}
