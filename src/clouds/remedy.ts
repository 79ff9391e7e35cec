import type { ApiCall, ApiError, Protocol } from './cloud.ts';
import { nearestRegion } from './regions.ts';

/** What a user can do about an error that a cloud reported; empty where waiting is all it takes. */
export function remedyFor(
  error: ApiError,
  call: ApiCall,
  { principal, region }: Pick<Protocol, 'principal' | 'region'>,
): string {
  switch (error.kind) {
    case 'permission':
      return `Grant ${error.permission ?? call.permission} to the ${principal} that these credentials belong to.`;
    case 'credential':
      return 'Check {input:access-key-id}, {input:access-key-secret} and {input:security-token}: they must belong together and be active.';
    case 'expired':
      return 'The security token has expired. Given keys cannot be renewed: use {input:role-to-assume}, or a session that outlives the {input:timeout}. Where a role is assumed already, check the clock of the runner.';
    case 'request':
      if (region && /region/i.test(error.code)) return wrongRegion(region);
      return 'Check {input:region}, {input:endpoint} and the ids: waiting does not mend this.';
    case 'clock':
      return 'Check the clock of this runner: the cloud refuses the time of its requests, also as corrected by its answers.';
    case 'throttling':
    case 'transient':
    case 'nonce':
      return '';
    default:
      return error.kind satisfies never;
  }
}

/** The codes differ, but all of them name what they are about: `InvalidRegionId.NotFound`, `RegionNotSupported`. */
function wrongRegion({ asked, listed }: NonNullable<Protocol['region']>): string {
  const near = nearestRegion(asked, listed);
  const hint = near
    ? `the nearest that the vendor lists is ${near}`
    : 'set one that has the product';
  return `The region asked for is ${asked}: ${hint}.`;
}
