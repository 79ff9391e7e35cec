import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { root } from '../support/imports.ts';
import { functionsIn, linesIn } from '../support/sizes.ts';

const LONGEST_FUNCTION = 60;
const LONGEST_FILE = 200;

/** The median of the files of `src/`: smaller ones are a riddle of pieces, larger ones hold more than one thing. */
const MEDIAN = [40, 100] as const;

const files = ['src', 'emulator', 'scripts', 'examples', 'bench'].flatMap((folder) =>
  globSync(`${folder}/**/*.{ts,mjs,cjs}`, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.generated.ts'))
    .sort(),
);
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');

describe('the size', () => {
  test('of every function and file is within the limit', () => {
    const long = files.flatMap((file) => {
      const code = read(file);
      const functions = functionsIn(code)
        .filter(({ lines }) => lines > LONGEST_FUNCTION)
        .map(({ name }) => `${file} ${name}`);
      return linesIn(code) > LONGEST_FILE ? [file, ...functions] : functions;
    });
    expect(long).toEqual([]);
  });

  test('of the files of src/ has a median that is neither small nor large', () => {
    const sizes = files
      .filter((file) => file.startsWith('src/'))
      .map((file) => linesIn(read(file)));
    expect(sizes.length).toBeGreaterThan(90);
    const median = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)];
    expect(median).toBeGreaterThanOrEqual(MEDIAN[0]);
    expect(median).toBeLessThanOrEqual(MEDIAN[1]);
  });
});

describe('what is counted', () => {
  test('is every function, the inner ones and the outer one that holds them', () => {
    const code = `// “Letters” of more than a byte: 面
/** A comment before it does not count. */
export async function outer() {
  const inner = (a: number) => {
    return a;
  };
  return inner(1);
}
class Kind {
  constructor() {}
  get field() {
    return [1].map(function () { return 2; });
  }
  static #own = async () => 1;
  method() {
  }
}
export const table = {
  'a name': () => [
    1,
  ],
  get it() { return 1; },
  short() {
    return 1;
  },
};
export default function () {
}
`;
    const expected = [
      ['outer', 6],
      ['inner', 3],
      ['constructor', 1],
      ['field', 3],
      ['', 1],
      ['own', 1],
      ['method', 2],
      ['a name', 3],
      ['it', 1],
      ['short', 3],
      ['', 2],
    ];
    for (let time = 0; time < 2; time += 1) {
      expect(functionsIn(code).map(({ name, lines }) => [name, lines])).toEqual(expected);
    }
  });

  test.each([
    ['', 1],
    ['a', 1],
    ['a\n', 1],
    ['a\n\n', 2],
    ['a\nb', 2],
  ])('of %j are its lines', (text, lines) => expect(linesIn(text)).toBe(lines));
});
