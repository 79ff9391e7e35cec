import { messageOf, unusableAnswer } from '../../model/errors.ts';
import { isTrouble } from '../../model/http-status.ts';
import type { HttpRequest, HttpResponse } from '../../model/world.ts';

/** What is used of a provider of the vendor's library: it keeps credentials until shortly before they expire. */
export interface Library {
  getCredentials(): Promise<{
    accessKeyId: string;
    accessKeySecret: string;
    securityToken?: string;
  }>;
}

/** Sends a request of the library's, within so many milliseconds. */
export type Send = (request: HttpRequest, limitMs: number) => Promise<HttpResponse>;

/** A request as the library builds it (`@alicloud/credentials` 2.4.7 `src/providers/http.ts`). */
interface LibraryRequest {
  method: HttpRequest['method'];
  headers?: Record<string, string>;
  bodyForm?: Record<string, string>;
  connectTimeout?: number;
  readTimeout?: number;
  toRequestURL(): string;
}

/** What a profile becomes: a member has its way to the network, so that the library's own tests can change it. */
interface Inner {
  doRequest?: (request: LibraryRequest) => Promise<object>;
}
interface Outer extends Library {
  getCredentialsProvider(...args: unknown[]): Inner;
}

const LONGEST_CONNECT_MS = 5_000;
const LONGEST_READ_MS = 10_000;

/**
 * The vendor's library for a profile, with `send` as its way to the network: its own knows no proxy, and its errors do
 * not say what passes.
 */
export async function loadLibrary(
  kind: 'cli' | 'file',
  send: Send,
  name?: string,
): Promise<Library> {
  const { CLIProfileCredentialsProvider, ProfileCredentialsProvider } = await import(
    '@alicloud/credentials'
  );
  const provider = kind === 'cli' ? CLIProfileCredentialsProvider : ProfileCredentialsProvider;
  const builder = provider.builder();
  if (name) builder.withProfileName(name);
  const library = builder.build() as unknown as Outer;
  const original = library.getCredentialsProvider.bind(library);
  // Each link of a chain of roles is asked for in this way too.
  library.getCredentialsProvider = (...args) => {
    const inner = original(...args);
    if (inner.doRequest) inner.doRequest = (request) => answerOf(request, send);
    return inner;
  };
  return library;
}

/** The answer as the library wants it. It takes every status but 200 for a refusal, so that what passes is thrown here. */
async function answerOf(request: LibraryRequest, send: Send): Promise<object> {
  const url = new URL(request.toRequestURL());
  const form = new URLSearchParams(request.bodyForm).toString();
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (form) headers['content-type'] ??= 'application/x-www-form-urlencoded';
  const { connectTimeout = LONGEST_CONNECT_MS, readTimeout = LONGEST_READ_MS } = request;
  const answer = await send(
    { method: request.method, url, headers, ...(form && { body: form }) },
    connectTimeout + readTimeout,
  ).catch((error: unknown) => {
    // Only an instance's metadata is asked without TLS: where nobody answers there, nobody ever will.
    throw url.protocol === 'http:' ? new Error(messageOf(error)) : error;
  });
  const { status } = answer;
  if (isTrouble(status)) throw unusableAnswer(`${url.host} answered ${status}.`);
  return { statusCode: status, headers: answer.headers, body: Buffer.from(answer.body) };
}
