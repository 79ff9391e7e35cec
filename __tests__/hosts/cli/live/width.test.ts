import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cut, cutInside, padStart, widthOf } from '../../../../src/hosts/cli/live/width.ts';

describe('a text in columns', () => {
  test('counts what a terminal does', () => {
    expect(['abc', '构建', '👨‍👩‍👧', 'e\u0301', '한글', '🇨🇳', ''].map(widthOf)).toEqual([
      3, 4, 2, 1, 4, 2, 0,
    ]);
  });

  test.each([
    ['abcdef', 4, 'abc…', 'ab…f'],
    ['构建镜像', 5, '构建…', '构…像'],
    ['构建镜像', 4, '构…', '构…'],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 5, '👨‍👩‍👧👨‍👩‍👧…', '👨‍👩‍👧…👨‍👩‍👧'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…', 'e\u0301…'],
    ['t-bp1a1c7', 7, 't-bp1a…', 't-b…1c7'],
    ['abc', 1, '…', '…'],
    ['abc', 0, '', ''],
    ['abc', 3, 'abc', 'abc'],
  ])(
    '%s in %d is cut behind a whole character, at its end or inside',
    (text, width, end, inside) => {
      expect(cut(text, width)).toBe(end);
      expect(cutInside(text, width)).toBe(inside);
    },
  );

  test('is filled up with spaces', () => {
    expect([padStart('构', 4), padStart('abc', 2)]).toEqual(['  构', 'abc']);
  });

  test('is never wider than asked, whatever it holds', () => {
    const unit = fc.oneof(
      fc.constantFrom('a', '构', '👩‍🚀', '\u0301', '🇨', 'ﾞ', '\u200d'),
      fc.string(),
    );
    const texts = fc.string({ unit, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.nat(30), (text, width) => {
        for (const made of [cut(text, width), cutInside(text, width)]) {
          expect(widthOf(made)).toBeLessThanOrEqual(width);
        }
        // A mark without a letter joins the space before it.
        expect(widthOf(padStart(cut(text, width), width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
