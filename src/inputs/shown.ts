import { unmarked } from '../model/wording.ts';
import { SHORTEST_SECRET } from '../secrets/secrets.ts';

/** What is shown of a value in an error. */
const MOST_CHARACTERS = 100;

/** Begins as an address does; what stands in it where is not known before it is read. */
const ADDRESS = /[a-z][a-z0-9+.-]*:\/\//i;

/** A host without a scheme, the commonest slip of all: `ecs.cn-hangzhou.aliyuncs.com:443`. */
const BARE_HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/i;

/**
 * A value as an error may show it. Of an address, scheme and host alone, since the rest could hold a password; of another
 * value with an `@` in it, nothing.
 */
export function shown(text: string): string {
  if (ADDRESS.test(text) || text.includes('@')) return shownAddress(text);
  return unmarked(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);
}

/** A value that should be an address: scheme and host of it, or a host alone; of anything else what is too short to hide. */
export function shownAddress(text: string): string {
  const isShort = text.length < SHORTEST_SECRET && !text.includes('@');
  if (isShort || BARE_HOST.test(text)) return text;
  const url = URL.parse(text);
  if (!url?.host) return '…';
  // An `@` behind the host may have been meant to stand before it: a password may have any character.
  const isClear = !`${url.pathname}${url.search}${url.hash}`.includes('@');
  const hasMore = text.replace(/\/$/, '').length > url.origin.length;
  return `${url.protocol}//${isClear ? url.host : ''}${isClear && !hasMore ? '' : '/…'}`;
}
