import type * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { ApiCall, Call } from '../clouds/cloud.ts';
import { unusableAnswer } from '../errors.ts';

/** One page of a list. */
export interface Page {
  entries: readonly unknown[];
  nextToken: string;
}

/** More pages than a list of ours has: the longest, of one container group, has 50 tasks a page. */
const MOST_PAGES = 100;

/**
 * The entries of all pages of a list, until `isEnough` says so, and the id of the last request. Rejects with a transient
 * CloudError where the pages go round in a circle or do not end: what they leave out is then not known to be missing.
 */
export async function readPages(
  call: Call,
  api: ApiCall,
  readPage: (body: unknown) => Page,
  signal: AbortSignal,
  isEnough: (entries: readonly unknown[]) => boolean = () => false,
): Promise<{ entries: unknown[]; requestId: string }> {
  const entries: unknown[] = [];
  const tokens = new Set<string>();
  for (let token = ''; tokens.size < MOST_PAGES; ) {
    const query = { ...api.query, ...(token && { NextToken: token }) };
    const { body, requestId } = await call({ ...api, query }, signal);
    const page = readPage(body);
    entries.push(...page.entries);
    token = page.nextToken;
    if (token === '' || isEnough(entries)) return { entries, requestId };
    if (tokens.has(token)) throw unusableAnswer(`${api.action} gave the same NextToken twice.`);
    tokens.add(token);
  }
  throw unusableAnswer(`${api.action} did not come to a last page within ${MOST_PAGES}.`);
}

/**
 * The entries whose `key` is one of `ids`, in the shape of `schema`. Entries of other tasks are passed over unread;
 * one of ours that cannot be read makes the answer unusable.
 */
export function entriesOf<T>(
  schema: z.ZodMiniType<T>,
  entries: readonly unknown[],
  key: string,
  ids: readonly string[],
  action: string,
): T[] {
  const wanted = new Set(ids);
  return entries
    .filter((entry) => wanted.has(field(entry, key)))
    .map((entry) => readAnswer(schema, entry, action));
}

/** True where each of `ids` is the `key` of an entry. */
export function mentionsAll(
  entries: readonly unknown[],
  key: string,
  ids: readonly string[],
): boolean {
  const mentioned = new Set(entries.map((entry) => field(entry, key)));
  return ids.every((id) => mentioned.has(id));
}

function field(entry: unknown, key: string): string {
  if (typeof entry !== 'object' || entry === null) return '';
  const value: unknown = Reflect.get(entry, key);
  return typeof value === 'string' ? value : '';
}

/**
 * The entry that was created last; undefined of an empty list. Where several could be it and one has no readable time,
 * the answer is unusable: to guess could mean to take an old success for the new one.
 */
export function newest<T>(
  entries: readonly T[],
  createdAt: (entry: T) => string | undefined,
  action: string,
): T | undefined {
  if (entries.length <= 1) return entries[0];
  const dated = entries.map((entry) => ({ entry, at: Date.parse(createdAt(entry) ?? '') }));
  if (dated.some(({ at }) => Number.isNaN(at))) {
    throw unusableAnswer(`${action} listed several tasks, one of them without its creation time.`);
  }
  return dated.reduce((last, next) => (next.at > last.at ? next : last)).entry;
}

/** ISO 8601 of a vendor's time with a zone, or of Unix seconds; nothing of an empty or unreadable one. */
export function isoTime(value: string | number | undefined): string | undefined {
  if (value === undefined || value === '' || value === 0) return undefined;
  const date = new Date(typeof value === 'number' ? value * 1_000 : value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** 0 to 1 of a text such as `50%`. */
export function percentage(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(text ?? '');
  return match ? Math.min(Number(match[1]) / 100, 1) : undefined;
}

/** `values` without the fields that are undefined or empty texts. */
export function known<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
