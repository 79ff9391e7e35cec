/** Texts of ours with texts of others in between: each sentence ends before the next one begins. */

const END = /[.!?…。！？][)"'”’»]*$/u;

/** Ends with a full stop, so that another sentence can follow; empty where there is nothing to say. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || END.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** The parts that say something, one sentence after the other. */
export function sentences(...parts: readonly (string | false | undefined)[]): string {
  return parts
    .map((part) => sentence(part || ''))
    .filter(Boolean)
    .join(' ');
}

/** `a`, `a and b`, `a, b and c`, or of very many `a, b, c and 4 more`. */
export function named(ids: readonly string[], most = 3): string {
  const rest = ids.length - most;
  const shown = rest > 0 ? [...ids.slice(0, most), `${rest} more`] : ids;
  return [shown.slice(0, -1).join(', '), ...shown.slice(-1)].filter(Boolean).join(' and ');
}
