import type { Clock } from './clock.ts';

/** One HTTP request. Header names in lower case. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

/** One HTTP answer, read whole. Header names in lower case. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends one request, once. Rejects with a CloudError where no whole answer came, or with the signal's reason. */
export type Http = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** Everything outside of the program that it depends on, as one argument: tests give another world. */
export interface World {
  clock: Clock;
  /** A number from 0 to 1, for jitter. */
  random: () => number;
  /** A text that no request has carried before. */
  nonce: () => string;
  http: Http;
  env: Readonly<Record<string, string | undefined>>;
}
