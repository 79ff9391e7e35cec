import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { ApiError } from './errors.ts';
import type { Answer, Backend, Operation } from './operation.ts';

/** A CI that gives its jobs OIDC tokens: what stands in them, how long they live, and whether each may be used once only. */
interface Issuer {
  iss: string;
  sub: string;
  lifeSeconds: number;
  /** Clients that keep theirs for a renewal are caught, as they would be by its short life. */
  isForOneUse: boolean;
  /** The audience of all of them, whatever is asked for; the provider in the cloud has it among its client ids. */
  audience?: string;
}

const issuers = {
  github: {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:example/example:ref:refs/heads/main',
    lifeSeconds: 300,
    isForOneUse: true,
  },
  // One token a job, used again for every session until it ends (docs.gitlab.com/ci/secrets/id_token_authentication).
  gitlab: {
    iss: 'https://gitlab.example',
    sub: 'project_path:example/example:ref_type:branch:ref:main',
    lifeSeconds: 3600,
    isForOneUse: false,
  },
  // learn.microsoft.com/azure/devops/pipelines/release/configure-workload-identity
  azure: {
    iss: 'https://vstoken.dev.azure.com/00000000-0000-0000-0000-000000000000',
    sub: 'sc://example/example/cloud',
    lifeSeconds: 600,
    isForOneUse: true,
    audience: 'api://AzureADTokenExchange',
  },
} satisfies Record<string, Issuer>;

// Neither cloud's; a fault for these speaks in their words.
const common = { version: undefined, cloud: 'alibaba', envelope: 'plain' } as const;

/**
 * The token services of CIs, for any bearer token. GitHub's is ACTIONS_ID_TOKEN_REQUEST_URL; with `issuer=gitlab`,
 * `lives=SECONDS` (less than nothing: it has ended) and `as=text` it makes what other CIs put into a variable or a file.
 * Azure's is SYSTEM_OIDCREQUESTURI.
 */
export const tokenServices: Operation[] = [
  {
    ...common,
    action: 'GetIDToken',
    path: /^\/_emulator\/oidc$/,
    methods: ['GET'],
    permission: undefined,
    signed: false,
    run: issue,
  },
  {
    ...common,
    action: 'CreateOidcToken',
    path: /^\/_emulator\/azure\/oidc$/,
    methods: ['POST'],
    permission: undefined,
    signed: false,
    run: issueForAzure,
  },
];

function issue(call: Call, backend: Backend): Answer {
  mustHaveBearer(call);
  const {
    issuer: name = 'github',
    audience = 'https://github.com/example',
    lives,
    as,
  } = call.query;
  const issuer = Object.entries(issuers).find(([each]) => each === name)?.[1];
  const seconds = lives === undefined ? issuer?.lifeSeconds : Number(lives);
  if (!issuer || seconds === undefined || !Number.isSafeInteger(seconds)) {
    throw new ApiError(400, 'BadRequest', `issuer: ${Object.keys(issuers)}; lives: seconds.`);
  }
  const value = tokenOf(issuer, audience, seconds, backend);
  return { body: as === 'text' ? `${value}\n` : { value } };
}

function issueForAzure(call: Call, backend: Backend): Answer {
  mustHaveBearer(call);
  const { serviceConnectionId = '', 'api-version': version } = call.query;
  if (version !== '7.1') throw new ApiError(400, 'VssVersionNotSpecified', 'Say api-version=7.1.');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(serviceConnectionId)) {
    throw new ApiError(404, 'EndpointNotFound', 'There is no such service connection.');
  }
  const { azure } = issuers;
  return { body: { oidcToken: tokenOf(azure, azure.audience, azure.lifeSeconds, backend) } };
}

function mustHaveBearer({ headers }: Call): void {
  if (!/^bearer .+/i.test(headers.authorization ?? '')) {
    throw new ApiError(401, 'Unauthorized', 'A bearer token is needed.');
  }
}

function tokenOf({ iss, sub }: Issuer, aud: string, seconds: number, backend: Backend): string {
  const now = Math.floor(backend.serverNow() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { typ: 'JWT', alg: 'RS256', kid: 'emulator' };
  // One that has ended was made before that.
  const iat = Math.min(now, now + seconds - 60);
  const payload = { jti: randomUUID(), sub, aud, iss, iat, nbf: iat - 60, exp: now + seconds };
  return `${part(header)}.${part(payload)}.${part({ signature: 'emulator' })}`;
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
 * Reads an OIDC token: three base64url parts whose payload names the audience and is not expired. The signature is not
 * checked. A token for one use that was exchanged before is invalid.
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
  const issuer: Issuer | undefined = Object.values(issuers).find((each) => each.iss === iss);
  if (aud !== (issuer?.audience ?? backend.audience ?? audience)) return 'AudienceNotMatch';
  if (issuer?.isForOneUse !== false && backend.tokens.has(token)) return 'Invalid';
  backend.tokens.set(token, exp * 1000);
  return { sub, iss, aud, exp, iat };
}
