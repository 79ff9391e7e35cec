import type { Http, HttpRequest } from '../../model/world.ts';

/** What Octokit hands to its `fetch`. */
interface FetchOptions {
  method: HttpRequest['method'];
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

/**
 * A `fetch` for Octokit over the action's own way to the network: the same proxy, the same certificates, HTTP/1.1, no
 * redirect. Rejects where no answer came, and where it is a redirect.
 */
export function fetchOver(http: Http) {
  return async (address: string, options: FetchOptions): Promise<Response> => {
    const { method, headers, body, signal = new AbortController().signal } = options;
    const url = new URL(address);
    const request = { method, url, headers, ...(body && { body }) };
    const { status, headers: given, body: text } = await http(request, signal);
    if (status >= 300 && status < 400) {
      throw new Error(`${url.host} answered ${status}, a redirect, which is not followed.`);
    }
    // An answer without content may not have a body, not even an empty one.
    return new Response(text === '' ? null : text, { status, headers: given });
  };
}
