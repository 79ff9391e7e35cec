import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CloudError, InterruptedError } from '../../src/model/errors.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { ENCODINGS, lowerHex } from '../support/encodings.ts';

const SECRET = "aB3+/=~'!(x)*9&k.Z_-q";

function hidden(text: string, ...secrets: string[]): string {
  return createSecrets(secrets.length > 0 ? secrets : [SECRET]).hide(text);
}

describe('a secret is replaced', () => {
  test.each(Object.keys(ENCODINGS))('%s', (name) => {
    const written = ENCODINGS[name]?.(SECRET) ?? '';
    expect(hidden(written)).toBe('***');
    expect(hidden(`the key ${written}, and ${written}; no more`)).toBe(
      'the key ***, and ***; no more',
    );
  });

  test('whatever it is, in every encoding', () => {
    const secrets = fc.string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 60 });
    const names = fc.constantFrom(...Object.keys(ENCODINGS));
    const property = fc.property(secrets, names, (secret, name) => {
      const written = ENCODINGS[name]?.(secret) ?? '';
      expect(hidden(`<${written}>`, secret)).not.toContain(written);
    });
    fc.assert(property, { seed: 20_261_125, numRuns: 3_000 });
  });

  test.each(['', ':', 'u:', 'user:'])('in base64 of a longer text, behind %j', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      for (const after of ['', '@', '@host']) {
        const written = Buffer.from(before + SECRET + after).toString(encoding);
        const [start = '', end = ''] = hidden(written).split('***');
        expect(before).toContain(Buffer.from(start, encoding).toString());
        expect(written.length - start.length - end.length).toBeGreaterThanOrEqual(28);
      }
    }
  });

  test('with letters beyond ASCII', () => {
    const secret = 'pässword 密码';
    for (const written of [
      secret,
      encodeURIComponent(secret),
      lowerHex(encodeURIComponent(secret)),
      ENCODINGS['of a form']?.(secret) ?? '',
    ]) {
      expect(hidden(`(${written})`, secret)).toBe('(***)');
    }
  });

  test('where several overlap, and one is a part of another', () => {
    expect(hidden('abcdefghijkl', 'abcdefgh', 'efghijkl')).toBe('***');
    expect(hidden('x abcdefghij y', 'cdefgh', 'abcdefghij')).toBe('x *** y');
    expect(hidden('abcdefabcdef', 'abcdef')).toBe('******');
  });

  test('of fewer than six letters it is not: half of the log would go', () => {
    expect(hidden('12345 and 123456', '12345', '123456')).toBe('12345 and ***');
  });
});

describe('texts of megabytes in which everything is escaped', () => {
  const escapes = '%2541\\\\u0041&amp;#x41;%5cu0025'.repeat(120_000);
  const written = encodeURIComponent(encodeURIComponent(SECRET));

  test('cost no more time than a signal may wait for', () => {
    const begin = performance.now();
    const texts = Array.from({ length: 30 }, () => escapes.slice(0, escapes.length / 30));
    for (const value of [escapes, texts, new Error(escapes)]) hidden(value as string);
    expect(performance.now() - begin).toBeLessThan(3_000);
  });

  test('are told as far as they are read, and no secret is cut in two', () => {
    const told = hidden(`${written} ${escapes}`);
    expect(told.startsWith('*** %2541')).toBe(true);
    expect(told.length).toBeGreaterThan(60_000);
    for (let before = 131_000; before < 131_100; before += 1) {
      expect(hidden(`${' '.repeat(before)}${written}${escapes}`)).not.toMatch(/[a%]/);
    }
  });

  test('without an escape are told whole', () => {
    const plain = 'x'.repeat(1_000_000);
    expect(hidden(`${plain}s3cret${plain}`, 's3cret') === `${plain}***${plain}`).toBe(true);
  });
});

test('a text without an escape is read as one with an escape is', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'aB1+/= -_'), maxLength: 12 });
  const secret = fc.string({ unit: fc.constantFrom(...'aB1+/'), minLength: 6, maxLength: 9 });
  const encoding = fc.constantFrom('utf8' as const, 'base64' as const, 'base64url' as const);
  const property = fc.property(secret, letters, letters, encoding, (own, before, after, name) => {
    const text = before + Buffer.from(own).toString(name) + after;
    // The percent sign at the end belongs to no secret and is no escape, but such a text is decoded first.
    expect(`${hidden(text, own)}%`).toBe(hidden(`${text}%`, own));
    expect(`${hidden(before + after, own)}%`).toBe(hidden(`${before + after}%`, own));
  });
  fc.assert(property, { seed: 12, numRuns: 3_000 });
});

describe('what is no secret stays', () => {
  test.each([
    '100 % of C:\\temp\\u0041 &amp; %41%ZZ',
    'https://ecs.example/?a=%2F',
    '',
    Buffer.from('another text altogether').toString('base64'),
  ])('%j', (text) => {
    expect(hidden(text)).toBe(text);
  });

  test('and the very same object', () => {
    const register = createSecrets([SECRET]);
    const values = [{ a: ['b', { c: 1 }], d: undefined }, new InterruptedError('SIGTERM'), null, 7];
    for (const value of values) expect(register.hide(value)).toBe(value);
  });
});

test('all texts in lists, maps, objects and errors are looked at', () => {
  const register = createSecrets([SECRET]);
  const cause = new Error(`inner ${SECRET}`);
  const error = new CloudError(`no: ${SECRET}`, {
    kind: 'permission',
    code: SECRET,
    requestId: `r-${SECRET}`,
    vendorMessage: SECRET,
    remedy: `grant ${SECRET}`,
    cause,
  });
  const shown = register.hide({ list: [1, SECRET], map: new Map([['k', [SECRET]]]), error });
  expect(shown.list).toEqual([1, '***']);
  expect(shown.map).toEqual(new Map([['k', ['***']]]));
  expect(shown.error).toBeInstanceOf(CloudError);
  expect(shown.error.passes).toBe(false);
  expect({ ...shown.error, message: shown.error.message }).toMatchObject({
    message: 'no: ***',
    kind: 'permission',
    code: '***',
    requestId: 'r-***',
    vendorMessage: '***',
    remedy: 'grant ***',
  });
  expect((shown.error.cause as Error).message).toBe('inner ***');
  expect(error.message).toContain(SECRET);
});

test('what refers to itself is gone through once', () => {
  const { hide } = createSecrets([SECRET]);
  const certificate: Record<string, unknown> = { subject: SECRET };
  certificate.issuerCertificate = certificate;
  const error = new Error('unable to verify', { cause: { cert: certificate } });
  expect(hide(error).message).toBe('unable to verify');
  expect(hide({ a: certificate, b: certificate }).b.subject).toBe('***');
});

test('each secret is told of once', () => {
  const told: string[] = [];
  const register = createSecrets(['mnopqr'], (secret) => told.push(secret));
  for (const secret of ['mnopqr', 'abcdef', 'abcdef', 'short', '', 'ghijkl']) register.mask(secret);
  expect(told).toEqual(['abcdef', 'ghijkl']);
});
