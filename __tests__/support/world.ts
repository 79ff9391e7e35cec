import { seeded } from '../../bench/statistics.ts';
import type { Http, HttpRequest, HttpResponse, World } from '../../src/model/world.ts';
import { VirtualClock } from './clock.ts';

export type TestWorld = World & { clock: VirtualClock };

/** A world in which nothing is left to chance: virtual time, seeded random numbers, counted nonces, empty environment. */
export function testWorld(http: Http = noNetwork, change: Partial<TestWorld> = {}): TestWorld {
  let count = 0;
  return {
    clock: new VirtualClock(),
    random: seeded(20_261_122),
    nonce: () => `nonce-${++count}`,
    http,
    env: {},
    ...change,
  };
}

/** A world with a real network, in which virtual time stands still while a request is under way. */
export function networkedWorld(http: Http): TestWorld {
  const clock = new VirtualClock();
  return testWorld((request, signal) => clock.hold(() => http(request, signal)), { clock });
}

/** A signal that never aborts. */
export function untouched(): AbortSignal {
  return new AbortController().signal;
}

/** What a scripted server does with one request: answers, breaks down, or says nothing until it is cut off. */
export type Act = HttpResponse | Error | 'hang' | ((request: HttpRequest) => HttpResponse);

/** A server that follows a script; its last act is repeated. */
export function scriptedHttp(...script: [Act, ...Act[]]): Http & { requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const http: Http = async (request, signal) => {
    requests.push(request);
    signal.throwIfAborted();
    const act = script[Math.min(requests.length, script.length) - 1] as Act;
    if (act instanceof Error) throw act;
    if (act === 'hang') return hang(signal);
    return typeof act === 'function' ? act(request) : act;
  };
  return Object.assign(http, { requests });
}

/** An answer with a JSON body, or with the very text that is given. */
export function answer(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: text };
}

/** Settles only when the signal aborts, with its reason. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

const noNetwork: Http = async ({ url }) => {
  throw new Error(`this test has no network, but a request went to ${url}`);
};
