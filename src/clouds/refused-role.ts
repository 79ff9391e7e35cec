import { formatDuration } from '../model/duration.ts';
import { CloudError } from '../model/errors.ts';
import { unmarked } from '../model/wording.ts';
import { claimsOf, expiryOf } from './claims.ts';
import { isoSeconds } from './encoding.ts';
import type { IdTokenPlace } from './id-token.ts';

/** What to do where the token has ended and there is no other, by where it came from. */
const OF_EXPIRED: Readonly<Record<IdTokenPlace['kind'], string>> = {
  variable:
    'A CI that sets a variable mints one token a job, and gives no other to a job that runs on. Set {input:role-session-duration} so long that one session outlasts the wait, and begin the wait while the token is good; or let the job have a longer timeout, where tokens live as long as that (on GitLab; five minutes where it has none); or use {input:oidc-token-command}, where the CI gives tokens on demand, or keys.',
  file: 'Whatever writes that file has not renewed it. Mend that, or set {input:role-session-duration} so long that one session outlasts the wait, or use keys.',
  command:
    'The command must ask for a new token each time that it is run. Check that, and the clock of this machine.',
};

/** What was asked for: a role, with a token that was somewhere, or that the host has made. */
interface Asked {
  role: string;
  idToken?: IdTokenPlace;
}

/**
 * A refused exchange, told with the role, where the token was, what to look at, and what the token says; trouble that
 * passes stays as it is. `remedyOf` is the vendor's own knowledge of its codes.
 */
export function couldNotAssume(
  error: unknown,
  remedyOf: (code: string, message: string) => string | undefined,
  { role, idToken: place }: Asked,
  idToken: string,
  now: number,
): unknown {
  if (!(error instanceof CloudError) || error.passes) return error;
  const known = remedyOf(error.code, error.vendorMessage);
  const ended = place && endOf(error, known, idToken, now);
  const how = place ? ` with the token ${whereOf(place)}${ended ?? ''}` : '';
  const remedy =
    known ??
    'Check {input:role-to-assume}, the trust policy of the role, and the audience that it expects.';
  return new CloudError(`Could not assume ${role}${how}: ${error.message}`, {
    ...error,
    kind: 'credential',
    remedy: ended ? OF_EXPIRED[place.kind] : `${remedy}${claimsOf(idToken)}`,
    cause: error,
  });
}

/**
 * That the token has ended, and when, as part of a sentence; undefined where it has not. The vendor's word for it counts,
 * and the token's own where the vendor names nothing else.
 */
function endOf(
  { code, vendorMessage }: CloudError,
  known: string | undefined,
  idToken: string,
  now: number,
): string | undefined {
  const expiry = expiryOf(idToken);
  const isPast = expiry !== undefined && expiry <= now;
  const isNamed = /expired/i.test(`${code} ${vendorMessage}`);
  const isLikely = isPast && (known === undefined || /Token\.?Invalid/i.test(code));
  if (!isNamed && !isLikely) return undefined;
  if (!isPast) return ', which has expired';
  const ago = formatDuration(now - expiry);
  return `, which expired at ${isoSeconds(new Date(expiry))} (${ago} ago)`;
}

function whereOf(place: IdTokenPlace): string {
  switch (place.kind) {
    case 'file':
      return `in ${unmarked(place.path)}`;
    case 'variable':
      return `in the variable ${place.name}`;
    case 'command':
      return 'of {input:oidc-token-command}';
    default:
      return place satisfies never;
  }
}
