import { unmarked } from '../model/wording.ts';

/** The claims that a trust policy compares. */
const COMPARED = ['sub', 'aud', 'iss'] as const;

/** A subject is a repository and a branch; what is longer is cut. */
const MOST_CHARACTERS = 200;

/**
 * What an OIDC token says of itself, as a sentence to compare with a trust policy; empty where it cannot be read. The
 * token itself, which is a secret, is no part of it.
 */
export function claimsOf(idToken: string): string {
  const payload = payloadOf(idToken);
  const told = COMPARED.map((name) => `${name} ${claimText(payload[name])}`);
  const hasAny = COMPARED.some((name) => payload[name] !== undefined);
  return hasAny ? ` The token has ${told.join(', ')}: compare them with the trust policy.` : '';
}

/**
 * When an OIDC token ends by its own word, in milliseconds; undefined where it does not say so. To inform alone: whether it
 * is good is for the token service to say, whose clock is right.
 */
export function expiryOf(idToken: string): number | undefined {
  const { exp } = payloadOf(idToken);
  const ms = typeof exp === 'number' ? exp * 1_000 : Number.NaN;
  return Number.isNaN(new Date(ms).getTime()) ? undefined : ms;
}

function payloadOf(idToken: string): Record<string, unknown> {
  try {
    const text = Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString();
    const payload: unknown = JSON.parse(text);
    return typeof payload === 'object' && payload !== null ? { ...payload } : {};
  } catch {
    return {};
  }
}

/** An audience may be a list. */
function claimText(claim: unknown): string {
  const texts = [claim].flat().filter((text) => typeof text === 'string');
  if (texts.length === 0) return '(none)';
  const text = texts.join(', ').replaceAll(/[^ -~]|`/g, '?');
  return `\`${unmarked(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text)}\``;
}
