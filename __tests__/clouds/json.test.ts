import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Kind } from '../../emulator/index.ts';
import { parseJson } from '../../src/clouds/json.ts';
import { connectToScript } from '../support/connected.ts';
import { CONTRACT } from '../support/contract.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

test('JSON in which no object has a name twice is what JSON.parse makes of it', () => {
  const property = fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (text, indent) => {
    const written = JSON.stringify(JSON.parse(text), undefined, indent);
    expect(parseJson(written)).toEqual(JSON.parse(written));
  });
  fc.assert(property, { seed: 20_261_201, numRuns: 500 });
});

test.each([
  ['{"a":1,"a":2}', { a: [null] }],
  ['{"a":1,"\\u0061" : 2,"b":"}"}', { a: [null], b: '}' }],
  ['{"a":1,"b":{"a":2,"c":[{"a":3}]},"c":"a"}', { a: 1, b: { a: 2, c: [{ a: 3 }] }, c: 'a' }],
  [
    '[{"x\\"":{"y":1,"y":1},"z":0,"z":0},{"z":"a:\\\\"}]',
    [{ 'x"': { y: [null] }, z: [null] }, { z: 'a:\\' }],
  ],
  ['{"a":{},"a":[],"a":"","b":{"a":1,"a":1}}', { a: [null], b: { a: [null] } }],
])('a name that an object has twice says nothing: %s', (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});

test.each(['', '{', '{"a":1}{"a":1}', '{"a":1,}', '\u{feff}{}', "{'a':1}"])(
  'what is no JSON is none: %j',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

describe('an answer that says two things of a task says nothing of it', () => {
  test.each(Object.keys(CONTRACT) as Kind[])('%s', async (kind) => {
    const { entries, states } = CONTRACT[kind];
    const [path, id, status] = entries;
    const [good = '', bad = ''] = [states.succeeded?.[0], states.failed?.[0]];
    const asking = async (fields: string, before = '') => {
      const names = path.split('.').filter(Boolean);
      const list = names.reduceRight(
        (inner, name, depth) =>
          depth === names.length - 1 ? `{"${name}":[{${inner}}]}` : `{"${name}":${inner}}`,
        fields,
      );
      const body = path ? `${before}${list.slice(1)}` : `${before}${fields}}`;
      const http = scriptedHttp({ ...answer({}), body: body.replace(/^(?!\{)/, '{') });
      return connectToScript(kind, testWorld(http)).ask(['t-1'], untouched());
    };
    expect(await asking(`"${id}":"t-1","${status}":"${good}"`)).toMatchObject([
      { state: 'succeeded' },
    ]);
    for (const [first, last] of [
      [good, bad],
      [bad, good],
    ]) {
      const fields = `"${id}":"t-1","${status}":"${first}","${status}":"${last}"`;
      await expect(asking(fields)).rejects.toMatchObject({ kind: 'transient' });
    }
    const twice = kind.startsWith('volcengine')
      ? '{"ResponseMetadata":{"Error":{"Code":"AccessDenied"},"Error":null},'
      : '{"Code":"Forbidden","Code":"success",';
    const fields = `"${id}":"t-1","${status}":"${good}"`;
    await expect(asking(fields, twice)).rejects.toMatchObject({ name: 'CloudError' });
  });
});
