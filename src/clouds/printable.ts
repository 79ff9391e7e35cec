import { CloudError } from '../model/errors.ts';
import type { Credentials } from './cloud.ts';

/** What a header cannot carry as part of a key, by the name that a user knows it under. First match first. */
const CHARACTERS: readonly [RegExp, string][] = [
  [/[\r\n\u0085\u2028\u2029]/, 'a line break'],
  [/\t/, 'a tab'],
  [/[\uff01-\uff5e\u3000]/, 'a full-width character'],
  [/\p{Zs}/u, 'a space'],
  [/\p{Cf}/u, 'an invisible character'],
  [/\p{Cc}/u, 'a control character'],
];

/** Keys, tokens and ids consist of these alone. */
const PRINTABLE = /^[\x21-\x7e]$/;

/**
 * The first character of `text` that no header can carry within a key, token or id, as words: `a line break at
 * character 21`. Undefined where there is none. The character itself is never shown: it is part of a secret.
 */
export function unprintable(text: string): string | undefined {
  const characters = [...text];
  const at = characters.findIndex((character) => !PRINTABLE.test(character));
  const strange = characters[at];
  if (strange === undefined) return undefined;
  const [, kind = 'a character outside of ASCII'] =
    CHARACTERS.find(([pattern]) => pattern.test(strange)) ?? [];
  return `${kind} at character ${at + 1}`;
}

/** What to do about it. */
export const COPY_AGAIN =
  'Copy it again, from where the cloud shows it, as one line of plain ASCII.';

const NAMES = {
  accessKeyId: 'an access key id',
  accessKeySecret: 'an access key secret',
  securityToken: 'a security token',
} as const;

/**
 * Keys that `source` gave, trimmed, with `mask` told of what is secret in them. Throws a CloudError that names the source,
 * never the value, where a header could not carry them: waiting does not mend that.
 */
export function usableKeys<T extends Credentials>(
  given: T,
  source: string,
  mask: (secret: string) => void,
): T {
  const keys = { ...given };
  for (const [field, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
    // What a library or a file of the user's gives is a text by its type alone.
    const value: unknown = given[field];
    if (value === undefined) continue;
    if (typeof value !== 'string') {
      throw new CloudError(`${source} gave ${name} that is no text.`, {
        kind: 'credential',
        remedy: `Check what ${source} holds.`,
      });
    }
    const text = value.trim();
    const strange = unprintable(text);
    if (strange) {
      throw new CloudError(`${source} gave ${name} with ${strange}, which no header can carry.`, {
        kind: 'credential',
        remedy: `Check what ${source} holds. ${COPY_AGAIN}`,
      });
    }
    keys[field] = text;
  }
  mask(keys.accessKeySecret);
  mask(keys.securityToken ?? '');
  return keys;
}
