import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseJson } from '../../src/clouds/json.ts';

test('a text without fields that are there twice is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('a field that is written twice is found beside any others, and none where there is none', () => {
  const marks = ['"', ':', 'a', '{', ',', '}', '\u00e9'];
  const text = fc.string({ unit: fc.constantFrom(...marks, '\\'), maxLength: 6 });
  // No backslash: once V8 has read a name that is one, it takes names for it that begin with an escape.
  const names = fc.string({ unit: fc.constantFrom(...marks), maxLength: 6 });
  const fields = fc.dictionary(names, fc.oneof(text, fc.dictionary(names, text), fc.array(text)));
  const property = fc.property(fields, names, text, (others, name, value) => {
    const written = JSON.stringify({ ...others, [name]: value });
    const twice = `${written.slice(0, -1)},${JSON.stringify(name)}:1}`;
    expect(parseJson(written)).toEqual(JSON.parse(written));
    expect(parseJson(twice)).toEqual({ ...others, [name]: expect.any(Symbol) });
  });
  fc.assert(property, { seed: 12, numRuns: 1_000 });
});

test.each(['', '{', '{"a":1,}', '\ufeff{}', '{} {}', "{'a':1}"])('%j is refused', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

describe('a field that is written twice', () => {
  const twice = expect.any(Symbol);

  test.each<[string, unknown]>([
    ['{"a":1,"a":1}', { a: twice }],
    ['{"a":1,"b":2,"a":null}', { a: twice, b: 2 }],
    ['{"a":"x","\\u0061":"y"}', { a: twice }],
    ['{"a":{"b":1,"b":2},"c":3}', { a: { b: twice }, c: 3 }],
    ['[{"a":1},{"a":1,"a":2}]', [{ a: 1 }, { a: twice }]],
    ['{"a":[0,{"b":[]},{"b":1,"b":[{}]}]}', { a: [0, { b: [] }, { b: twice }] }],
    ['{"a":{"c":1,"c":2},"a":{"c":3}}', { a: twice }],
    ['{"a":[{}],"a":{"b":1}}', { a: twice }],
    ['{"a":"b","b":"a"}', { a: 'b', b: 'a' }],
    ['{"a":{"b":1},"b":1}', { a: { b: 1 }, b: 1 }],
    ['{"a":"{\\"b\\":1,\\"b\\":2}\\\\"}', { a: '{"b":1,"b":2}\\' }],
  ])('in %s is of no type', (text, value) => expect(parseJson(text)).toEqual(value));

  test('is found under names that objects have by themselves', () => {
    const value = parseJson('{"__proto__":1,"__proto__":2,"constructor":1}') as object;
    expect(Object.entries(value)).toEqual([
      ['__proto__', twice],
      ['constructor', 1],
    ]);
  });
});

test('depth and length are no matter', () => {
  const depth = 100_000;
  expect(parseJson(`{"a":1,"b":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toHaveProperty('a', 1);
  expect(parseJson(`{"a":"${'x\\n'.repeat(500_000)}"}`)).toHaveProperty('a');
});
