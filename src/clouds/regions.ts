import { closestMatch } from 'leven';

/** The region of `known` that was most probably meant; undefined where none is near. */
export function nearestRegion(region: string, known: readonly string[]): string | undefined {
  return known.includes(region) ? undefined : closestMatch(region, known, { maxDistance: 4 });
}
