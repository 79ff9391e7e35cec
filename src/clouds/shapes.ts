import * as z from 'zod/mini';

/**
 * Shapes that most answers are made of. zod's smaller variant has every check as a function of its own: the start of the
 * whole one takes 7 ms longer (`docs/performance.md`). The locale has the words for what is wrong with an answer.
 */
z.config(z.locales.en());

/** A text that says something. */
export const filled = z.string().check(z.minLength(1));

/** A text that may be missing. */
export const optionalText = z.optional(z.string());

/** A text, empty where it is missing. */
export const textOrEmpty = z._default(z.string(), '');
