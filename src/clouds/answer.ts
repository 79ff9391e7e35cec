import type * as z from 'zod/mini';
import { unusableAnswer } from '../model/errors.ts';

/**
 * The body of an answer in the shape that was promised. Throws a transient CloudError that names the first field that
 * is not as it should be: a body that cannot be read is never an answer, the next one may be.
 */
export function readAnswer<T>(schema: z.ZodMiniType<T>, body: unknown, action: string): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || 'the body';
  throw unusableAnswer(`${action} answered with ${field} not as documented: ${issue?.message}.`);
}

/** The JSON in a text that may hold secrets: an error names its source, never its content. */
export function parseSecret(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusableAnswer(`${source} gave no JSON.`);
  }
}
