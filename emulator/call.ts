import type { IncomingMessage } from 'node:http';

/** A request as it came over the wire, plus the readings of it that every service needs. */
export interface Call {
  method: string;
  /** As sent, still percent-encoded, without the query. */
  rawPath: string;
  /** As sent, still percent-encoded, without the question mark. */
  rawQuery: string;
  /** Decoded; of a repeated name the last value holds. */
  query: Record<string, string>;
  /** Names in lower case; repeated ones joined with ','. */
  headers: Record<string, string>;
  body: Buffer;
  /** Query and, for form bodies, body parameters in one. */
  params: Record<string, string>;
}

/** No request of these APIs comes near this; it keeps a stray upload from filling memory. */
const bodyLimit = 1024 * 1024;

/** Percent-encodes as RFC 3986 asks for: everything but letters, digits and `-_.~`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Reads a raw query as servers do (`+` is a space); pairs in the order sent. */
export function parsePairs(raw: string): [string, string][] {
  return raw === '' ? [] : [...new URLSearchParams(raw)];
}

/** Reads the whole request. Rejects when the body is over 1 MiB or the client goes away. */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > bodyLimit) throw new Error('request body over 1 MiB');
    chunks.push(part);
  }
  const body = Buffer.concat(chunks);
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  const headers = joinHeaders(request.rawHeaders);
  const query = Object.fromEntries(parsePairs(rawQuery));
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const form = isForm ? Object.fromEntries(parsePairs(body.toString())) : {};
  return {
    method: request.method ?? 'GET',
    rawPath,
    rawQuery,
    query,
    headers,
    body,
    params: { ...form, ...query },
  };
}

/** `Name.1`, `Name.2` … in the order of their numbers, as both clouds send lists. */
export function listParam(params: Record<string, string>, name: string): string[] {
  return Object.keys(params)
    .filter((key) => key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)))
    .sort((a, b) => Number(a.slice(name.length + 1)) - Number(b.slice(name.length + 1)))
    .map((key) => params[key] ?? '');
}

function joinHeaders(raw: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return headers;
}
