import type { World } from '../model/world.ts';
import { createClient } from './client.ts';
import type { CredentialSource, Credentials, Protocol } from './cloud.ts';
import { fixedCredentials, renewingCredentials } from './credentials.ts';
import { canonicalQuery } from './encoding.ts';
import { type IdTokenOf, type IdTokenPlace, readIdToken } from './id-token.ts';
import { usableKeys } from './printable.ts';
import { couldNotAssume } from './refused-role.ts';

/** A role to assume with an OIDC token: one that the host has made, or one that is somewhere already. */
export interface RoleRequest {
  /** ARN (Alibaba Cloud) or TRN (Volcengine). */
  role: string;
  /** Alibaba Cloud only. */
  providerArn?: string;
  /** What the host is to have the token made for; where there is none already. */
  audience?: string;
  idToken?: IdTokenPlace;
  sessionName: string;
  durationSeconds: number;
}

/** What a cloud's `AssumeRoleWithOIDC` takes and gives. */
export interface TokenService {
  /** Parameters in the query, `Version` among them. */
  query(date: Date): Record<string, string>;
  form(request: RoleRequest, idToken: string): Record<string, string>;
  /** The credentials in an answer and when they end (ISO 8601); throws where they are not there. */
  read(body: unknown): { credentials: Credentials; expiration: string };
  error: Protocol['error'];
  requestId: Protocol['requestId'];
  /** What to do about an error code of this service; undefined where the code says enough. */
  remedy(code: string, message: string): string | undefined;
}

/** The exchange is anonymous: the OIDC token is all there is to prove. */
const ANONYMOUS = fixedCredentials({ accessKeyId: '', accessKeySecret: '' });

/**
 * Temporary credentials of a role, renewed for as long as they are asked for. Every exchange takes a new OIDC token,
 * since one lives five minutes. `mask` is told of every secret before anything could print it.
 */
export function roleCredentials(
  service: TokenService,
  baseUrl: string,
  request: RoleRequest,
  world: World,
  idTokenOf: IdTokenOf,
  mask: (secret: string) => void,
): CredentialSource {
  // One try: a token that an exchange has seen is spent, so the whole exchange is what is repeated.
  const call = createClient(unsigned(service, baseUrl), ANONYMOUS, world, 1);

  return renewingCredentials(world.clock, async (signal) => {
    const { idToken: place, audience = '' } = request;
    const idToken = place
      ? await readIdToken(place, world, mask, signal)
      : await idTokenOf(audience, mask, signal);
    const { body } = await call(
      {
        action: 'AssumeRoleWithOIDC',
        method: 'POST',
        form: service.form(request, idToken),
        permission: 'sts:AssumeRoleWithOIDC',
      },
      signal,
    ).catch((error: unknown) => {
      throw couldNotAssume(error, service.remedy, request, idToken, world.clock.now());
    });
    const { credentials: given, expiration } = service.read(body);
    const credentials = usableKeys(given, 'The token service', mask);
    return { ...credentials, expiresAt: world.clock.now() + lifeOf(expiration) };
  });

  /** By our clock, which may be wrong: never more than what was asked for, and that much where it makes no sense. */
  function lifeOf(expiration: string): number {
    const asked = request.durationSeconds * 1_000;
    const left = Date.parse(expiration) - world.clock.now();
    return left > 0 ? Math.min(left, asked) : asked;
  }
}

function unsigned(service: TokenService, baseUrl: string): Protocol {
  return {
    sign(call, _credentials, date) {
      const url = new URL(baseUrl);
      url.search = canonicalQuery({ Action: call.action, ...service.query(date) });
      const headers = {
        accept: 'application/json',
        host: url.host,
        'content-type': 'application/x-www-form-urlencoded',
      };
      return { method: 'POST', url, headers, body: canonicalQuery(call.form ?? {}) };
    },
    error: service.error,
    requestId: service.requestId,
    principal: 'role',
  };
}
