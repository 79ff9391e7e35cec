import { closestMatch } from 'leven';

/** The region of `known` that was most probably meant; undefined where none is near. */
export function nearestRegion(region: string, known: readonly string[]): string | undefined {
  if (known.includes(region)) return undefined;
  // A number that was left out: eu-central for eu-central-1.
  const longer = known.find((name) => name.startsWith(`${region}-`));
  const [area] = region.split('-');
  const neighbours = known.filter((name) => name.startsWith(`${area}-`));
  const maxDistance = Math.max(2, Math.ceil(region.length / 4));
  return (
    longer ?? closestMatch(region, neighbours.length > 0 ? neighbours : known, { maxDistance })
  );
}
