import { createHash } from 'node:crypto';

/** A request as it will be sent, to be signed. */
export interface UnsignedRequest {
  method: string;
  /** Percent-encoded. */
  path: string;
  query: Record<string, string>;
  /** Lower-case names, without those that the signature adds. */
  headers: Record<string, string>;
  body: string;
}

/**
 * The text of a request that both clouds sign, and the names of the headers in it. `signed` are the headers to sign, with
 * their values as they are signed, in any order.
 */
export function canonicalize(
  { method, path, query, body }: UnsignedRequest,
  signed: readonly [string, string][],
): { canonicalRequest: string; signedHeaders: string } {
  const headers = signed.toSorted(byName);
  const signedHeaders = headers.map(([name]) => name).join(';');
  const lines = headers.map(([name, value]) => `${name}:${value}`);
  const canonicalRequest = [
    method,
    path,
    canonicalQuery(query),
    ...lines,
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  return { canonicalRequest, signedHeaders };
}

/** `name=value` pairs in byte order of their names, as both clouds sign and receive a query. */
export function canonicalQuery(query: Record<string, string>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${percentEncode(name)}=${percentEncode(query[name] ?? '')}`)
    .join('&');
}

/** What stands for itself, as ids and most names do. */
const PLAIN = /^[\w.~-]*$/;

/** RFC 3986: all but letters, digits and `-_.~`. Half of a surrogate pair, which UTF-8 cannot say, is sent as U+FFFD. */
export function percentEncode(text: string): string {
  if (PLAIN.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Lower-case hexadecimal SHA-256 of a text in UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Orders entries of an object by their names, byte by byte. */
function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `yyyy-MM-ddTHH:mm:ssZ`, without milliseconds. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
