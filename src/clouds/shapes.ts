import * as z from 'zod/mini';

/**
 * Shapes that most answers are made of. What decides is read strictly; what only informs is left out where it is null,
 * absent or of another type, and never costs the answer.
 *
 * zod's smaller variant has every check as a function of its own: the start of the whole one takes 7 ms longer
 * (`docs/performance.md`). The locale has the words for what is wrong with an answer.
 */
z.config(z.locales.en());

/** A text that decides: it must be there and say something. */
export const filled = z.string().check(z.minLength(1));

/** A page token, empty of the last page: null, absent and empty mean that. Of another type it cannot be read. */
export const pageToken = z.pipe(
  z.nullish(z.string()),
  z.transform((token) => token ?? ''),
);

/** What only informs, of any schema: undefined where it does not fit. */
export function informing<T>(schema: z.ZodMiniType<T>) {
  return z.catch(z.optional(schema), undefined);
}

/** A text that only informs. */
export const optionalText = informing(z.string());

/** A text that only informs, empty where there is none. */
export const textOrEmpty = z.catch(z._default(z.string(), ''), '');

/** A code that only informs; some gateways write it as a number. */
export const optionalCode = informing(
  z.union([z.string(), z.pipe(z.number(), z.transform(String))]),
);

/** A list that only informs: what is in it and fits `schema`. */
export function listOf<T>(schema: z.ZodMiniType<T>) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((value): T[] => {
      if (!Array.isArray(value)) return [];
      return value.flatMap((item) => {
        const { success, data } = schema.safeParse(item);
        return success ? [data] : [];
      });
    }),
  );
}

/** An object of JSON, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
