import type * as z from 'zod/mini';

/** The inputs as texts, what stands in for them, and where to tell what is wrong. */
export interface Form {
  /** The text of an input, its default where it is not set, or empty. */
  text(name: string): string;
  env: Readonly<Record<string, string | undefined>>;
  /** True where there is a file of that path. */
  exists(path: string): boolean;
  /** Collects an error: nothing is sent when there is one. */
  problem(input: string, message: string): void;
  /** Collects what is odd but no error. */
  warning(message: string): void;
}

/** What is shown of a value in an error. */
const MOST_CHARACTERS = 100;

/** The value of an input, or of `text` in its place; undefined where it is not set or, told as a problem, wrong. */
export function readField<T>(
  form: Form,
  name: string,
  schema: { safeParse(text: string): z.core.util.SafeParseResult<T> },
): T | undefined {
  const text = form.text(name);
  if (text === '') return undefined;
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  // A URL may carry a password.
  const harmless = text.replace(/\/\/[^/\s]*@/, '//…@');
  const shown =
    harmless.length > MOST_CHARACTERS ? `${harmless.slice(0, MOST_CHARACTERS)}…` : harmless;
  form.problem(name, `${name}: \`${shown}\` ${result.error.issues[0]?.message}`);
  return undefined;
}
