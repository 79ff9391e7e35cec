import type * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { ApiCall, Call } from '../clouds/cloud.ts';
import type { Observation } from '../model/task.ts';
import { entriesOf, mentionsAll, type Page, readPages } from './reading.ts';

/** What a kind says of the one operation that lists its tasks, a few ids in a request and the answer in pages. */
interface ListShape<Entry> {
  action: string;
  method: ApiCall['method'];
  permission: string;
  /** Parameters of every request. */
  query: Record<string, string>;
  /** Parameters that ask for tasks by their ids. */
  byIds(ids: readonly string[]): Record<string, string>;
  readPage(body: unknown): Page;
  entry: z.ZodMiniType<Entry>;
  /** What an entry calls the id of its task. */
  id: string & keyof Entry;
  observe(entry: Entry, requestId: string): Observation;
}

/** Entries whose field `key` is one of `values`: those of parents. */
interface Belonging<Entry> {
  key: string & keyof Entry;
  values: readonly string[];
}

/** Entries that were read, and the id of the answer that had the last of them. */
interface Listed<Entry> {
  entries: Entry[];
  requestId: string;
}

/** Asks as `shape` says. Rejects with a CloudError. */
export function listing<Entry>(shape: ListShape<Entry>, call: Call) {
  const { action, method, permission, entry, readPage } = shape;
  const asking = (query: Record<string, string>): ApiCall => ({
    action,
    method,
    query: { ...shape.query, ...query },
    permission,
  });
  const read = (entries: readonly unknown[], of?: Belonging<Entry>): Entry[] =>
    of
      ? entriesOf(entry, entries, of.key, of.values, action)
      : entries.map((each) => readAnswer(entry, each, action));

  return {
    /** The tasks of `ids`; pages are read until all of them have been listed. */
    async ask(ids: readonly string[], signal: AbortSignal): Promise<Observation[]> {
      const isEnough = (all: readonly unknown[]) => mentionsAll(all, shape.id, ids);
      const api = asking(shape.byIds(ids));
      const { entries, requestId } = await readPages(call, api, readPage, signal, isEnough);
      const own = read(entries, { key: shape.id, values: ids });
      return own.map((each) => shape.observe(each, requestId));
    },
    /** The entries of all pages, or those of them that belong. */
    async all(
      query: Record<string, string>,
      signal: AbortSignal,
      of?: Belonging<Entry>,
    ): Promise<Listed<Entry>> {
      const { entries, requestId } = await readPages(call, asking(query), readPage, signal);
      return { entries: read(entries, of), requestId };
    },
    /** The entries of the first page alone, or those of them that belong: one request. */
    async some(
      query: Record<string, string>,
      signal: AbortSignal,
      of?: Belonging<Entry>,
    ): Promise<Listed<Entry>> {
      const { body, requestId } = await call(asking(query), signal);
      return { entries: read(readPage(body).entries, of), requestId };
    },
  };
}
