import { beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { unprintable, usableKeys } from '../../src/clouds/printable.ts';

describe('a character that no header can carry', () => {
  test.each([
    ['ab\ncd', 'a line break at character 3'],
    ['a\rb', 'a line break at character 2'],
    ['a\u2028b', 'a line break at character 2'],
    ['ab cd', 'a space at character 3'],
    ['a\u00a0b', 'a space at character 2'],
    ['a\tb', 'a tab at character 2'],
    ['a\0b', 'a control character at character 2'],
    ['a\u007f', 'a control character at character 2'],
    ['\u200babc', 'an invisible character at character 1'],
    ['abc\ufeff', 'an invisible character at character 4'],
    ['abc\u2060d', 'an invisible character at character 4'],
    ['ＬＴＡＩ', 'a full-width character at character 1'],
    ['a\u3000b', 'a full-width character at character 2'],
    ['LTAé', 'a character outside of ASCII at character 4'],
    ['😀é', 'a character outside of ASCII at character 1'],
  ])('%j is %s', (text, expected) => {
    expect(unprintable(text)).toBe(expected);
  });

  test('is any but printable ASCII, whatever it is, and is not shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const told = unprintable(text);
        expect(told === undefined).toBe(/^[!-~]*$/.test(text));
        expect(told ?? '').toMatch(/^(an? [a-zA-Z -]+ at character \d+)?$/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('keys from elsewhere', () => {
  const good = { accessKeyId: 'id', accessKeySecret: 's3cret', securityToken: 'tok', expiresAt: 7 };
  let masked: string[] = [];
  const mask = (secret: string) => void masked.push(secret);
  beforeEach(() => {
    masked = [];
  });

  test('are trimmed, and the secrets in them masked', () => {
    const given = { ...good, accessKeyId: ' id\n', accessKeySecret: 's3cret\r\n' };
    expect(usableKeys(given, 'The vault', mask)).toEqual(good);
    expect(masked).toEqual(['s3cret', 'tok']);
  });

  test.each([7, null, ['s3cret'], {}])('that are no text (%j) name their source', (secret) => {
    const given = { ...good, accessKeySecret: secret as unknown as string };
    expect(() => usableKeys(given, 'The vault', mask)).toThrow(
      'The vault gave an access key secret that is no text',
    );
  });

  test('may have no token', () => {
    const { securityToken: _, ...keys } = good;
    expect(usableKeys(keys, 'The vault', mask)).toEqual(keys);
  });

  test.each([
    ['accessKeyId', 'an access key id'],
    ['accessKeySecret', 'an access key secret'],
    ['securityToken', 'a security token'],
  ])('name their source and never their value, where %s is wrong', (field, name) => {
    const given = { ...good, [field]: 'halves-of\u200b-it' };
    expect(() => usableKeys(given, 'The vault', mask)).toThrow(
      `The vault gave ${name} with an invisible character at character 10`,
    );
    try {
      usableKeys(given, 'The vault', mask);
    } catch (error) {
      expect(error).toMatchObject({ kind: 'credential' });
      expect(JSON.stringify([String(error), error])).not.toContain('halves');
    }
  });
});
