import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import {
  filled,
  informing,
  listOf,
  optionalCode,
  optionalText,
  pageToken,
  textOrEmpty,
} from '../../src/clouds/shapes.ts';

const ILL = [undefined, null, 7, true, {}, [], ['text']];

describe('what only informs is left out where it is of another type', () => {
  test.each(ILL)('%j', (value) => {
    expect(optionalText.parse(value)).toBeUndefined();
    expect(textOrEmpty.parse(value)).toBe('');
    expect(informing(z.boolean()).parse(value)).toBe(value === true ? true : undefined);
    expect(optionalCode.parse(value)).toBe(value === 7 ? '7' : undefined);
  });

  test('of a list each item by itself', () => {
    const texts = listOf(filled);
    for (const value of ILL.slice(0, -1)) expect(texts.parse(value)).toEqual([]);
    expect(texts.parse(['a', null, '', 7, 'b', ['c']])).toEqual(['a', 'b']);
  });
});

describe('the token of the next page', () => {
  test.each([undefined, null, ''])('%j is that of the last one', (value) => {
    expect(z.object({ pageToken }).parse({ pageToken: value })).toEqual({ pageToken: '' });
  });

  test('may be absent', () => {
    expect(z.object({ pageToken }).safeParse({}).success).toBe(true);
  });

  test.each([7, 0, true, {}, []])('%j cannot be read', (value) => {
    expect(pageToken.safeParse(value).success).toBe(false);
  });
});

test.each([undefined, null, '', 7, {}, []])('%j decides nothing', (value) => {
  expect(filled.safeParse(value).success).toBe(false);
});
