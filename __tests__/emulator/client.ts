import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { encode } from '../../emulator/call.ts';
import * as acs3 from '../../emulator/signatures/acs3.ts';
import { sha256Hex } from '../../emulator/signatures/compare.ts';
import * as volcengine from '../../emulator/signatures/volcengine.ts';

export const keys = {
  accessKeyId: 'emulator-access-key-id',
  accessKeySecret: 'emulator-access-key-secret',
};

export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON, as far as it is one. */
  body: Record<string, unknown>;
}

export interface Sending {
  method?: string;
  path?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

/** One request over a connection of its own, exactly as written. Rejects when it breaks off. */
export function send(url: string, sending: Sending): Promise<Received> {
  const query = queryText(sending.query ?? {});
  const path = `${sending.path ?? '/'}${query && `?${query}`}`;
  // Node frames the body of a GET only where its length is given.
  const length = sending.body ? { 'content-length': Buffer.byteLength(sending.body) } : {};
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: sending.method ?? 'GET',
        path,
        headers: { ...length, ...sending.headers },
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text, body: asRecord(text) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sending.body);
  });
}

export function queryText(query: Record<string, string>): string {
  return Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

function asRecord(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export interface Signing extends Sending {
  action: string;
  version: string;
  keys?: { accessKeyId: string; accessKeySecret: string; securityToken?: string };
  /** ms since the epoch; default now. */
  date?: number;
  nonce?: string;
  region?: string;
  /** Volcengine's credential scope names it. */
  service?: string;
}

/** A request signed with ACS3, ready to send or to spoil. */
export function signAlibaba(url: string, signing: Signing): Sending {
  const { accessKeyId, accessKeySecret, securityToken } = { ...keys, ...signing.keys };
  const hash = sha256Hex(signing.body ?? '');
  const headers: Record<string, string> = {
    host: new URL(url).host,
    'x-acs-action': signing.action,
    'x-acs-version': signing.version,
    'x-acs-date': `${new Date(signing.date ?? Date.now()).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': signing.nonce ?? randomUUID(),
    'x-acs-content-sha256': hash,
    ...(securityToken && {
      'x-acs-accesskey-id': accessKeyId,
      'x-acs-security-token': securityToken,
    }),
    ...signing.headers,
  };
  const method = signing.method ?? 'GET';
  const path = signing.path ?? '/';
  const query = signing.query ?? {};
  const names = Object.keys(headers).sort();
  const canonical = acs3.canonicalRequest(
    { method, rawPath: path, rawQuery: queryText(query), headers },
    names,
    hash,
  );
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${acs3.signature(accessKeySecret, canonical)}`;
  return { method, path, query, headers, ...(signing.body && { body: signing.body }) };
}

/** A request signed for Volcengine, ready to send or to spoil. */
export function signVolcengine(url: string, signing: Signing): Sending {
  const { accessKeyId, accessKeySecret, securityToken } = { ...keys, ...signing.keys };
  const iso = new Date(signing.date ?? Date.now()).toISOString();
  const xDate = `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`;
  const scope = {
    date: xDate.slice(0, 8),
    region: signing.region ?? 'cn-beijing',
    service: signing.service ?? 'ecs',
  };
  const headers: Record<string, string> = {
    host: new URL(url).host,
    'x-date': xDate,
    ...(securityToken && { 'x-security-token': securityToken }),
    ...signing.headers,
  };
  const method = signing.method ?? 'GET';
  const query = { Action: signing.action, Version: signing.version, ...signing.query };
  const names = Object.keys(headers).sort();
  const canonical = volcengine.canonicalRequest(
    { method, rawPath: '/', rawQuery: queryText(query), headers },
    names,
    sha256Hex(''),
  );
  headers.authorization = `HMAC-SHA256 Credential=${accessKeyId}/${scope.date}/${scope.region}/${scope.service}/request, SignedHeaders=${names.join(';')}, Signature=${volcengine.signature(accessKeySecret, xDate, scope, canonical)}`;
  return { method, path: '/', query, headers };
}
