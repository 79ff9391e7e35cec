import type * as z from 'zod/mini';
import { COPY_AGAIN, unprintable } from '../clouds/printable.ts';
import { baseUrl, localUrl } from './fields.ts';
import { shown, shownAddress } from './shown.ts';

/** The inputs as texts, what stands in for them, and where to tell what is wrong. */
export interface InputReader {
  /** The text of an input, its default where it is not set, or empty. */
  text(name: string): string;
  /** The text of an environment variable, trimmed as inputs are, or empty. */
  variable(name: string): string;
  /** True where there is a file of that path. */
  exists(path: string): boolean;
  /** True of a machine that may have a role of its cloud. */
  isSelfHosted: boolean;
  /** A profile of the vendor's own tools that was named; empty where none was. */
  profile: string;
  /** Collects an error: nothing is sent when there is one. */
  problem(input: string, message: string): void;
  /** Collects what is odd but no error. */
  warning(message: string): void;
}

/**
 * The value of an input, or of the variable that stands in for it; undefined where it is not set or, told as a problem,
 * wrong. `show` says what of a wrong one may be shown.
 */
export function readField<T>(
  reader: InputReader,
  name: string,
  schema: { safeParse(text: string): z.core.util.SafeParseResult<T> },
  variable?: string,
  show = shown,
): T | undefined {
  const text = variable ? reader.variable(variable) : reader.text(name);
  if (text === '') return undefined;
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  const where = variable ? ` of the variable ${variable}` : '';
  reader.problem(
    name,
    `{input:${name}}: \`${show(text)}\`${where} ${result.error.issues[0]?.message}`,
  );
  return undefined;
}

/** An address that stands in for the vendor's, and the variable that it comes from where it is no input's. */
export interface GivenAddress {
  url: string;
  variable?: string;
}

/**
 * The base URL in an input, or in the variable that stands in for it; undefined where neither is set, and an empty text
 * where it is wrong. A variable may only lead to this machine: what sets one by stealth gets neither requests nor OIDC
 * tokens. Of a wrong one, scheme and host only are shown.
 */
export function readAddress(
  reader: InputReader,
  name: string,
  variable: string,
): GivenAddress | undefined {
  if (reader.text(name)) {
    return { url: readField(reader, name, baseUrl, undefined, shownAddress) ?? '' };
  }
  if (!reader.variable(variable)) return undefined;
  return { url: readField(reader, name, localUrl, variable, shownAddress) ?? '', variable };
}

/**
 * The text of a key, token or id, from an input or from the variable that stands in for it; empty where it is not set.
 * One that no header can carry is told as a problem, without any part of it.
 */
export function readKey(reader: InputReader, name: string, variable?: string): string {
  const text = variable ? reader.variable(variable) : reader.text(name);
  const strange = unprintable(text);
  if (strange) {
    const where = variable ? `the variable ${variable}` : 'it';
    reader.problem(
      name,
      `{input:${name}}: ${where} has ${strange}, which no header can carry. ${COPY_AGAIN}`,
    );
  }
  return text;
}
