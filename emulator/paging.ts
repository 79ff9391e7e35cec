export interface Page<T> {
  items: T[];
  /** '' on the last page. */
  nextToken: string;
}

/** An opaque token that means "go on at `offset`"; `salt` makes two for one offset differ. */
export function tokenFor(offset: number, salt = ''): string {
  return `AAAA${Buffer.from(`${offset}:${salt}`).toString('base64url')}`;
}

/** One page of a list; undefined when the token was not made here. */
export function page<T>(items: T[], token: string | undefined, size: number): Page<T> | undefined {
  const text = token ? Buffer.from(token.slice(4), 'base64url').toString() : '0:';
  if (!/^\d+:/.test(text)) return undefined;
  const start = Number.parseInt(text, 10);
  const end = start + size;
  return { items: items.slice(start, end), nextToken: end < items.length ? tokenFor(end) : '' };
}

/** Reads a whole number; the default where it is absent, NaN where it is none. */
export function wholeNumber(text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  return /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
}
