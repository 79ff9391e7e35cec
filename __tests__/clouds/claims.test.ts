import { expect, test } from '@jest/globals';
import { claimsOf } from '../../src/clouds/claims.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (payload: unknown) => `${part({ alg: 'RS256' })}.${part(payload)}.c2lnbmF0dXJl`;

test.each<[unknown, string]>([
  [
    { sub: 'repo:o/r:ref:refs/heads/main', aud: 'sts.aliyuncs.com', iss: 'https://i.example' },
    'sub `repo:o/r:ref:refs/heads/main`, aud `sts.aliyuncs.com`, iss `https://i.example`:',
  ],
  [{ sub: 'repo:o@1/r@2:ref', aud: ['a', 'b'] }, 'sub `repo:o@1/r@2:ref`, aud `a, b`, iss (none):'],
  [{ sub: 7, aud: 'a' }, 'sub (none), aud `a`, iss (none):'],
  [{ sub: 'a`b\n::error::c\u202e' }, 'sub `a?b?::error::c?`'],
  [{ sub: 'x'.repeat(1_000) }, `sub \`${'x'.repeat(200)}…\``],
])('%j is told to compare with the trust policy', (payload, expected) => {
  const told = claimsOf(token(payload));
  expect(told).toContain(expected);
  expect(told).toMatch(/^ The token has [\x20-\x7e…]+: compare them with the trust policy\.$/);
  for (const part of token(payload).split('.')) expect(told).not.toContain(part);
});

test.each(['', 'a', 'a.b.c', token('text'), token(null), token({}), token([])])(
  '%j says nothing',
  (text) => {
    expect(claimsOf(text)).toBe('');
  },
);
