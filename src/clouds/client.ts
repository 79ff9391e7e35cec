import pRetry from 'p-retry';
import { within } from '../clock.ts';
import { CloudError, unusableAnswer } from '../errors.ts';
import type { HttpResponse } from '../http.ts';
import type { World } from '../world.ts';
import type { ApiAnswer, ApiCall, Call, CredentialSource, Credentials, Dialect } from './cloud.ts';
import { parseJson } from './json.ts';
import { remedyFor } from './remedy.ts';
import { isRecord } from './shapes.ts';

/** From the first byte sent to the last one read. The APIs answer within a second. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Tries of one request, the first included. What lasts longer is the loop's business, which tells the user. */
export const TRIES = 3;

/** Pause before the second and the third try, halved at random so that many jobs do not knock together. */
const BACKOFF_MS = [500, 1_500] as const;

/** A longer pause that a server asks for is handed to the loop, which shows it to the user and keeps the deadline. */
const LONGEST_PAUSE_MS = 5_000;

/**
 * A client of one cloud: signs, sends, reads the error envelope, and repeats a request where that helps.
 * A clock that is wrong is corrected from the server's `Date`, for this request and all later ones.
 */
export function createClient(
  dialect: Dialect,
  credentials: CredentialSource,
  world: World,
  tries = TRIES,
): Call {
  let serverAheadMs = 0;

  async function attempt(
    call: ApiCall,
    keys: Credentials,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const date = new Date(world.clock.now() + serverAheadMs);
    const request = dialect.sign(call, keys, date, world.nonce());
    const where = `${call.action} at ${request.url.host}`;
    const response = await within(
      world.clock,
      REQUEST_TIMEOUT_MS,
      signal,
      () => unusableAnswer(`${where} gave no whole answer within ${REQUEST_TIMEOUT_MS / 1_000} s.`),
      (limited) => world.http(request, limited),
    );
    const body = jsonIn(response);
    const requestId = dialect.requestId(response, body);
    const problem = dialect.problem(response, body);
    if (problem) {
      if (problem.kind === 'clock') {
        serverAheadMs = aheadOf(response, world.clock.now()) ?? serverAheadMs;
      }
      throw new CloudError(
        `${where} answered ${response.status} ${problem.code}: ${problem.message}`,
        {
          kind: problem.kind,
          code: problem.code,
          requestId,
          status: response.status,
          vendorMessage: problem.message,
          retryAfterMs: retryAfterOf(response, world.clock.now() + serverAheadMs),
          remedy: remedyFor(problem, call, dialect),
        },
      );
    }
    // A part of an answer (206) is none.
    const isOk = response.status >= 200 && response.status <= 299 && response.status !== 206;
    const isEmpty = call.mayBeEmpty === true && response.body === '';
    if (!isOk || !(isRecord(body) || isEmpty)) {
      throw strangeAnswer(where, response, world.clock.now() + serverAheadMs);
    }
    return { body, requestId };
  }

  const repeated = (ask: () => Promise<ApiAnswer>, signal: AbortSignal): Promise<ApiAnswer> =>
    pRetry(ask, {
      retries: tries - 1,
      // The pause is taken on the injected clock, in onFailedAttempt.
      minTimeout: 0,
      signal,
      shouldRetry: ({ error }) => error instanceof CloudError && isWorthTrying(error),
      onFailedAttempt: async ({ error, retriesLeft, attemptNumber }) => {
        if (!(error instanceof CloudError) || !isWorthTrying(error) || retriesLeft === 0) return;
        // A wrong nonce or clock is mended already.
        if (error.kind === 'nonce' || error.kind === 'clock') return;
        const backoff = (BACKOFF_MS[attemptNumber - 1] ?? 0) * (0.5 + world.random() / 2);
        await world.clock.sleep(Math.max(error.retryAfterMs ?? 0, backoff), signal);
      },
    });

  return (call, signal) => {
    let keys: Credentials | undefined;
    const ask = async () => {
      keys = await credentials.current(signal);
      return attempt(call, keys, signal);
    };
    return repeated(ask, signal).catch((error: unknown) => {
      const isExpired = error instanceof CloudError && error.kind === 'expired';
      if (isExpired && keys && credentials.renew(keys)) return repeated(ask, signal);
      throw error;
    });
  };
}

function isWorthTrying(error: CloudError): boolean {
  return error.passes && (error.retryAfterMs ?? 0) <= LONGEST_PAUSE_MS;
}

function jsonIn(response: HttpResponse): unknown {
  try {
    return parseJson(response.body);
  } catch {
    return undefined;
  }
}

/** An answer that is not the cloud's own: a proxy's page, a redirect, a body cut short. */
function strangeAnswer(where: string, response: HttpResponse, now: number): CloudError {
  const { status, headers, body } = response;
  const type = typeOf(headers['content-type'] ?? '');
  if (status === 407) {
    return new CloudError(`${where}: the proxy asks for authentication (407).`, {
      kind: 'credential',
      status,
      remedy: 'Put user and password into HTTPS_PROXY, or the host into NO_PROXY.',
    });
  }
  const to = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  return new CloudError(
    `${where} answered ${status}${to}, with ${body.length} characters of ${type} that are not the API's JSON.`,
    {
      kind: status === 429 ? 'throttling' : 'transient',
      status,
      retryAfterMs: retryAfterOf(response, now),
    },
  );
}

/** Never a part of a header, which could be half of a secret. */
function typeOf(header: string): string {
  const type = header.replace(/; ?charset=[\w-]+$/i, '');
  if (type === '') return 'no content type';
  return type.length > 100 ? 'a strange content type' : type;
}

/**
 * The pause that a server asks for, in milliseconds. `x-acs-retry-after` counts milliseconds (Alibaba's own clients
 * read it so), `Retry-After` seconds or a date (RFC 9110 section 10.2.3). Zero, negative and unreadable values say nothing.
 */
function retryAfterOf({ headers }: HttpResponse, now: number): number | undefined {
  const candidates = [
    Number(headers['x-acs-retry-after'] || Number.NaN),
    Number(headers['retry-after'] || Number.NaN) * 1_000,
    serverTime(headers['retry-after']) - now,
  ];
  return candidates.find((ms) => Number.isFinite(ms) && ms > 0);
}

/** How far the server's clock is ahead of ours, in milliseconds; undefined where it does not say. */
function aheadOf({ headers }: HttpResponse, now: number): number | undefined {
  const server = serverTime(headers.date);
  return Number.isNaN(server) ? undefined : server - now;
}

/** No server's clock shows a year outside of these; a request dated there could not even be signed. */
const SENSIBLE_TIMES = [Date.UTC(2020, 0), Date.UTC(2100, 0)] as const;

/** A time that a server gives in a header; NaN of what is unreadable or makes no sense. Our own clock may show any year. */
function serverTime(text = ''): number {
  const time = Date.parse(text);
  return time >= SENSIBLE_TIMES[0] && time < SENSIBLE_TIMES[1] ? time : Number.NaN;
}
