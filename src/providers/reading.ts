import type * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { ApiCall, Call } from '../clouds/cloud.ts';
import { unusableAnswer } from '../model/errors.ts';
import { isSameWord } from '../model/words.ts';

/** One page of a list. */
export interface Page {
  entries: readonly unknown[];
  /** Empty of the last page. Read only where more is asked for than the pages so far have. */
  readonly nextToken: string;
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
  let entries: unknown[] = [];
  const tokens = new Set<string>();
  for (let token = ''; tokens.size < MOST_PAGES; ) {
    const next = token ? { ...api, query: { ...api.query, NextToken: token } } : api;
    const { body, requestId } = await call(next, signal);
    const page = readPage(body);
    entries = entries.concat(page.entries);
    if (isEnough(entries)) return { entries, requestId };
    token = page.nextToken;
    if (token === '') return { entries, requestId };
    if (tokens.has(token)) throw unusableAnswer(`${api.action} gave the same NextToken twice.`);
    tokens.add(token);
  }
  throw unusableAnswer(`${api.action} did not come to a last page within ${MOST_PAGES}.`);
}

/**
 * The entries whose `key` is one of `keys`, in the shape of `schema`. Those of others are passed over unread; one of ours
 * that cannot be read makes the answer unusable, and so does one that does not say whose it is, since it could be ours.
 */
export function entriesOf<T>(
  schema: z.ZodMiniType<T>,
  entries: readonly unknown[],
  key: string,
  keys: readonly string[],
  action: string,
): T[] {
  if (entries.some((entry) => field(entry, key) === '')) {
    throw unusableAnswer(`${action} listed a task without its ${key}.`);
  }
  const wanted = new Set(keys);
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

/** What is compared of the tasks of a parent. */
interface Candidate {
  id: string;
  /** The vendor's own word. */
  status: string;
  createdAt: string | undefined;
}

/**
 * The task that was created last; undefined of an empty list. The answer is unusable where that cannot be told: several
 * tasks of which one has no readable time or two were created at the same time, or one listed twice with different
 * words. To guess could mean to take an old success for the new one.
 */
export function newest<T>(
  entries: readonly T[],
  read: (entry: T) => Candidate,
  action: string,
): T | undefined {
  const candidates = entries.map((entry) => ({ entry, ...read(entry) }));
  const isAlone = candidates.every(({ id }) => id === candidates[0]?.id);
  const dated = candidates.map((each) => ({ ...each, at: Date.parse(each.createdAt ?? '') }));
  if (!isAlone && dated.some(({ at }) => Number.isNaN(at))) {
    throw unusableAnswer(`${action} listed several tasks, one of them without its creation time.`);
  }
  const latest = dated.reduce((most, { at }) => Math.max(most, at), 0);
  const last = isAlone ? dated[0] : dated.find(({ at }) => at === latest);
  if (!last) return undefined;
  if (!isAlone && dated.some(({ id, at }) => at === latest && id !== last.id)) {
    throw unusableAnswer(`${action} listed several tasks that were created at the same time.`);
  }
  if (dated.some(({ id, status }) => id === last.id && !isSameWord(status, last.status))) {
    throw unusableAnswer(`${action} listed ${last.id} more than once, with different states.`);
  }
  return last.entry;
}

/** A time with a zone, seconds and their fractions being optional: `2015-11-23T02:13Z`. */
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
const ZONE = /(Z|[+-]\d\d:?\d\d)$/;

/** What four digits of a year can say; Go's zero time, the year 1, stands for none. */
const LAST_YEAR = Date.UTC(10_000, 0);

/**
 * ISO 8601 of a vendor's time, or of Unix seconds; nothing of what is empty, unreadable, before 1970, or without a zone
 * where its API documents none (`zone`, such as `Z`).
 */
export function isoTime(value: unknown, zone = ''): string | undefined {
  const ms = typeof value === 'number' ? value * 1_000 : parseTime(value, zone);
  return ms > 0 && ms < LAST_YEAR ? new Date(ms).toISOString() : undefined;
}

function parseTime(value: unknown, zone: string): number {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!TIME.test(text)) return Number.NaN;
  if (ZONE.test(text)) return Date.parse(text);
  return zone ? Date.parse(text + zone) : Number.NaN;
}

/** 0 to 1 of `50%`, `50` or 50; nothing of anything else. */
export function percentage(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const [, digits] =
    /^(\d+(?:\.\d+)?)\s*%?$/.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  return digits === undefined ? undefined : Math.min(Number(digits) / 100, 1);
}

/** `values` without the fields that are undefined or empty texts. */
export function known<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const found: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && value !== '')
      found[name] = value as Exclude<T[typeof name], undefined>;
  }
  return found;
}
