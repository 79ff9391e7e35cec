import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalQuery, isoSeconds, percentEncode, sha256 } from '../../src/clouds/encoding.ts';

test.each([
  ['aZ09-_.~', 'aZ09-_.~'],
  [' ', '%20'],
  ["!'()*", '%21%27%28%29%2A'],
  ['+/=&?#', '%2B%2F%3D%26%3F%23'],
  ['é', '%C3%A9'],
  ['a\ud800', 'a%EF%BF%BD'],
])('%j is sent as %s', (text, expected) => {
  expect(percentEncode(text)).toBe(expected);
});

test('names are in byte order, not in that of a dictionary', () => {
  const query = { b: '2', 'TaskId.10': 'x', 'TaskId.2': 'y', a: '', B: '1' };
  expect(canonicalQuery(query)).toBe('B=1&TaskId.10=x&TaskId.2=y&a=&b=2');
});

test('a server reads back what was encoded, whatever it was', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.dictionary(text, text), (query) => {
      const read = Object.fromEntries(new URLSearchParams(canonicalQuery(query)));
      expect(read).toEqual({ ...query });
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a hash is lower-case hexadecimal, of UTF-8', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

test('a time has no milliseconds', () => {
  expect(isoSeconds(new Date('2024-01-02T03:04:05.999Z'))).toBe('2024-01-02T03:04:05Z');
});
