import type { Task } from '../model/task.ts';

/** Where the vendors' consoles are. */
const HOST = /^([a-z]+\.)?console\.(aliyun|volcengine)\.com$/;

/** A longer address was not put together by us. */
const LONGEST = 500;

/** What an address shows without a meaning for Markdown, HTML or the log; all else is percent-encoded. */
const STRANGE = /[^\w:/#?=&%+.~-]/g;

/**
 * The address of a task in the vendor's console, safe to be shown anywhere; undefined where there is none. What a vendor
 * sends is part of it, so that it is checked here once more: https, a console's own host, and nothing but plain characters.
 */
export function consoleLink({ consoleUrl = '' }: Pick<Task, 'consoleUrl'>): string | undefined {
  const url = URL.parse(consoleUrl);
  if (url?.protocol !== 'https:' || !HOST.test(url.host) || url.username || url.password) {
    return undefined;
  }
  // The address is ASCII by now: all else was percent-encoded when it was read.
  const link = url.href.replaceAll(
    STRANGE,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return link.length > LONGEST ? undefined : link;
}

/** The first such address that one of `tasks` has. */
export function firstConsoleLink(tasks: readonly Pick<Task, 'consoleUrl'>[]): string | undefined {
  return tasks.map(consoleLink).find(Boolean);
}
