import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { ApiError } from './errors.ts';
import type { Answer, Backend, Operation } from './operation.ts';

/** GitHub's own tokens live about this long. */
const lifeSeconds = 300;

/** Plays ACTIONS_ID_TOKEN_REQUEST_URL: `GET /_emulator/oidc?audience=…` with any bearer token. */
export const githubTokens: Operation[] = [
  {
    action: 'GetIDToken',
    version: undefined,
    // Neither cloud's; a fault for this action speaks in these words.
    cloud: 'alibaba',
    envelope: 'plain',
    path: /^\/_emulator\/oidc$/,
    methods: ['GET'],
    permission: undefined,
    signed: false,
    run: issue,
  },
];

function issue(call: Call, backend: Backend): Answer {
  if (!/^bearer .+/i.test(call.headers.authorization ?? '')) {
    throw new ApiError(401, 'Unauthorized', 'A bearer token is needed.');
  }
  const issuedAt = Math.floor(backend.serverNow() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { typ: 'JWT', alg: 'RS256', kid: 'emulator' };
  const payload = {
    jti: randomUUID(),
    sub: 'repo:example/example:ref:refs/heads/main',
    aud: call.query.audience ?? 'https://github.com/example',
    iss: 'https://token.actions.githubusercontent.com',
    iat: issuedAt,
    nbf: issuedAt - 60,
    exp: issuedAt + lifeSeconds,
  };
  const value = `${part(header)}.${part(payload)}.${part({ signature: 'emulator' })}`;
  return { body: { value } };
}

/** What was wrong with an OIDC token; each token service has words of its own for it. */
type TokenTrouble = 'Invalid' | 'Expired' | 'AudienceNotMatch';

interface Claims {
  sub: string;
  iss: string;
  aud: string;
  exp: number;
  iat: number;
}

/**
 * Reads an OIDC token: three base64url parts whose payload names the audience and is not expired.
 * The signature is not checked. A token that was exchanged before is invalid, so that clients which
 * keep theirs for a renewal are caught, as they would be by its short life.
 */
export function readToken(
  token: string,
  audience: string,
  backend: Backend,
): Claims | TokenTrouble {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) return 'Invalid';
  let claims: Partial<Claims> | null;
  try {
    claims = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
  } catch {
    return 'Invalid';
  }
  const { sub = '', iss = '', aud, exp, iat = 0 } = claims ?? {};
  if (typeof exp !== 'number') return 'Invalid';
  if (exp * 1000 <= backend.serverNow()) return 'Expired';
  if (aud !== (backend.audience ?? audience)) return 'AudienceNotMatch';
  if (backend.tokens.has(token)) return 'Invalid';
  backend.tokens.set(token, exp * 1000);
  return { sub, iss, aud, exp, iat };
}
