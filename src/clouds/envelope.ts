import { isRecord } from './shapes.ts';

/**
 * How an error envelope is read: each field by itself. One that is not there (absent or null) says nothing; one that is
 * there and cannot be read is an error all the same, since what it would have said is not known.
 */
export type Word = { is: 'absent' } | { is: 'unreadable' } | { is: 'word'; word: string };

/** True of a field that is not there. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The error code in a field: a text, or a number as some gateways write it. */
export function wordIn(envelope: Record<string, unknown>, name: string): Word {
  const value = envelope[name];
  if (isAbsent(value)) return { is: 'absent' };
  if (typeof value === 'string') return { is: 'word', word: value };
  return typeof value === 'number' ? { is: 'word', word: String(value) } : { is: 'unreadable' };
}

/** The first of the fields `names` that is a text with something in it, else empty. For people to read only. */
export function textIn(envelope: unknown, ...names: string[]): string {
  if (!isRecord(envelope)) return '';
  const texts = names.map((name) => envelope[name]);
  return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? '';
}

/** What is said of an envelope that cannot be read. */
export const UNREADABLE = 'The answer holds an error that cannot be read.';
