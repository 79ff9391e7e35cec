const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;
const ROUGH = /^(\d*[.,]?\d+)\s*(ms|s|m|h|d)$/;
const FORM = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Milliseconds of a duration such as `90s`, `45m`, `2h` or `1h30m`; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const match = FORM.exec(text.replaceAll(/\s+/g, '').toLowerCase());
  if (!match?.[0]) return undefined;
  const [, d, h, m, s] = match;
  return (
    Number(d ?? 0) * UNITS.d +
    Number(h ?? 0) * UNITS.h +
    Number(m ?? 0) * UNITS.m +
    Number(s ?? 0) * UNITS.s
  );
}

/**
 * Milliseconds of what looks like a duration and is none, with a fraction or in milliseconds: `0.2s`, `1.5h`, `100ms`.
 * Good enough to say what to write instead.
 */
export function roughDuration(text: string): number | undefined {
  const [, number = '', unit = ''] = ROUGH.exec(text.trim().toLowerCase()) ?? [];
  if (number === '') return undefined;
  const size = unit === 'ms' ? 1 : UNITS[unit as keyof typeof UNITS];
  return Number(number.replace(',', '.')) * size;
}

/** A duration as a user would write it, rounded to seconds: `1h 30m`, `2m 5s`, `0s`. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms / UNITS.s);
  const parts: string[] = [];
  for (const [unit, size] of Object.entries(UNITS)) {
    const count = Math.floor(rest / (size / UNITS.s));
    rest -= count * (size / UNITS.s);
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.slice(0, 2).join(' ') || '0s';
}

/** Elapsed time as a stopwatch shows it, always of the same width below 100 hours: `00:01:05`. */
export function formatElapsed(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
