import type { HttpRequest } from '../../src/model/world.ts';
import { CONTRACT } from './contract.ts';
import { ENCODINGS } from './encodings.ts';

const contracts = Object.values(CONTRACT);
const nameIn = (path: string) => path.split('.').at(-1) ?? '';

/** What states are called. */
const WORDS = new Set(contracts.map(({ entries: [, , status] }) => status));

/**
 * What decides: ids, words, page tokens, what else a contract says, and in look-ups the marks of a success. Everything else is
 * echoed in.
 */
const DECIDING = new Set([
  ...WORDS,
  ...contracts.flatMap(({ entries: [, id], pageToken = '', deciding = [] }) =>
    [id, ...[pageToken, ...deciding].map(nameIn)].filter(Boolean),
  ),
  ...['IsSuccess', 'Code', 'EndpointType', 'RepoId'],
]);

/** Keys, tokens and passwords that a request carried, whatever the action itself knows of them. */
export function secretsIn({ headers, body = '' }: HttpRequest): string[] {
  const bearer = /^bearer (.+)/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const form = new URLSearchParams(body);
  const found = [
    headers['x-acs-security-token'],
    headers['x-security-token'],
    bearer,
    form.get('OIDCToken'),
  ];
  return found.filter(
    (secret) => secret !== undefined && secret !== null && secret !== '',
  ) as string[];
}

/** A body with `text` behind every text that does not decide, and `word` in place of the state. */
export function withEcho(
  value: unknown,
  text: string,
  word: string | undefined,
  name = '',
): unknown {
  if (Array.isArray(value)) return value.map((item) => withEcho(item, text, word, name));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, of]) => [key, withEcho(of, text, word, key)]);
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string') return value;
  if (word !== undefined && WORDS.has(name)) return word;
  return DECIDING.has(name) ? value : `${value} ${text}`;
}

/** Texts of which no secret may be a part: as they were written, and as a reader sees them. */
export function readings(text: string): string[] {
  const asHtml = text.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  const asJson = text.replaceAll('\\/', '/').replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  return [text, asHtml, asJson];
}

/** What gives a secret away: each of its encodings, and a part of it that a cut might leave. */
export function tracesOf(secret: string): string[] {
  const part = Math.ceil(secret.length * 0.6);
  const encoded = Object.values(ENCODINGS).map((encode) => encode(secret));
  return [...encoded, secret.slice(0, part), secret.slice(-part)];
}
