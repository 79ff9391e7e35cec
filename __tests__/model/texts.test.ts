import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { inAllTexts } from '../../src/model/texts.ts';

const shout = (text: string) => text.replaceAll('a', 'A');

describe('all texts of a value', () => {
  test('are those that JSON would write, whatever its shape; nothing but them is another', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value = JSON.parse(json);
        // Names of fields stay.
        const expected = JSON.parse(json, (_, part) =>
          typeof part === 'string' ? shout(part) : part,
        );
        expect(inAllTexts(value, shout)).toEqual(expected);
        expect(inAllTexts(value, (text) => text)).toBe(value);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  test('are changed in a copy, of which the rest is the very same', () => {
    const value = { kept: { text: 'b' }, list: ['b', 'a', ['b']], changed: { text: 'a' } };
    const copy = inAllTexts(value, shout);
    expect(copy).toEqual({ kept: { text: 'b' }, list: ['b', 'A', ['b']], changed: { text: 'A' } });
    expect([copy.kept === value.kept, copy.list[2] === value.list[2]]).toEqual([true, true]);
    expect(value.changed.text).toBe('a');
  });

  test('are those of fields that an object has under a name of its class', () => {
    const value = JSON.parse('{"__proto__":{"x":"a"},"constructor":"a"}');
    const copy = inAllTexts(value, shout);
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"x":"A"},"constructor":"A"}');
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  test('of an error are its message and its fields, and what it works out by itself is not asked for', () => {
    class Failure extends Error {
      code = 'a1';
    }
    const error = Object.defineProperty(new Failure('a', { cause: 'a' }), 'told', {
      enumerable: true,
      get: () => {
        throw new Error('asked');
      },
    });
    const copy = inAllTexts(error, shout);
    expect(copy).toBeInstanceOf(Failure);
    expect([copy.message, copy.code, copy.cause]).toEqual(['A', 'A1', 'A']);
  });
});
