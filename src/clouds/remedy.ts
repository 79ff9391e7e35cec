import type { ApiCall, Dialect, Problem } from './cloud.ts';
import { nearestRegion } from './regions.ts';

/** What a user can do about an error that a cloud reported; empty where waiting is all it takes. */
export function remedyFor(
  problem: Problem,
  call: ApiCall,
  { principal, place }: Pick<Dialect, 'principal' | 'place'>,
): string {
  switch (problem.kind) {
    case 'permission':
      return `Grant ${problem.permission ?? call.permission} to the ${principal} that these credentials belong to.`;
    case 'credential':
      return 'Check access-key-id, access-key-secret and security-token: they must belong together and be active.';
    case 'expired':
      return 'The security token has expired. Given keys cannot be renewed: use role-to-assume, or a session that outlives the timeout. Where a role is assumed already, check the clock of the runner.';
    case 'request':
      if (place && /region/i.test(problem.code)) return wrongRegion(place);
      return 'Check region, endpoint and the ids: waiting does not mend this.';
    case 'clock':
      return 'Check the clock of this runner: the cloud refuses the time of its requests, also as corrected by its answers.';
    case 'throttling':
    case 'transient':
    case 'nonce':
      return '';
    default:
      return problem.kind satisfies never;
  }
}

/** The codes differ, but all of them name what they are about: `InvalidRegionId.NotFound`, `RegionNotSupported`. */
function wrongRegion({ region, known }: NonNullable<Dialect['place']>): string {
  const near = nearestRegion(region, known);
  const hint = near
    ? `the nearest that the vendor lists is ${near}`
    : 'set one that has the product';
  return `The region asked for is ${region}: ${hint}.`;
}
