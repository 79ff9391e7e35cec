import { createHash, timingSafeEqual } from 'node:crypto';

export function sha256Hex(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Compares in constant time, also where the lengths differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(a).digest(),
    createHash('sha256').update(b).digest(),
  );
}

/** Both clouds refuse a date that is further off than this: 15 minutes in the documentation of either signature. */
export const dateToleranceMs = 15 * 60_000;
