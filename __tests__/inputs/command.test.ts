import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitCommand } from '../../src/inputs/command.ts';

describe('a command is split', () => {
  test.each<[string, string[]]>([
    ['agent oidc  request-token', ['agent', 'oidc', 'request-token']],
    ['a\tb\nc', ['a', 'b', 'c']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a '' ""`, ['a', '', '']],
    [`a'b'"c"d`, ['abcd']],
    [String.raw`a\ b 'c\d' "e\"f\\g"`, ['a b', String.raw`c\d`, String.raw`e"f\g`]],
    [`--claims '{"aud": "sts.aliyuncs.com"}'`, ['--claims', '{"aud": "sts.aliyuncs.com"}']],
    ['a $HOME ~ *.x | b; c && d > e `f` #g', 'a $HOME ~ *.x | b; c && d > e `f` #g'.split(' ')],
  ])('%j', (text, args) => expect(splitCommand(text)).toEqual({ args }));

  test.each<[string, string]>([
    [`a 'b`, "a ' that is not closed"],
    [`a "b'`, 'a " that is not closed'],
    ['a \\', 'ends with a backslash'],
    ['a \0', 'a character of zero'],
    ['', 'names no program'],
    ['  ', 'names no program'],
    [`'' a`, 'names no program'],
  ])('%j is none', (text, wrong) => {
    expect(splitCommand(text)).toEqual({ args: [], wrong: expect.stringContaining(wrong) });
  });
});

describe('whatever the arguments', () => {
  const argument = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
  const args = fc
    .tuple(argument.filter(Boolean), fc.array(argument))
    .map(([one, more]) => [one, ...more]);
  const inSingle = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const inDouble = (text: string) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  const bare = (text: string) => text.replaceAll(/[\s'"\\]/g, String.raw`\$&`) || '""';

  test.each([inSingle, inDouble, bare])('%p gives them back', (quoted) => {
    fc.assert(
      fc.property(args, (given) => {
        expect(splitCommand(given.map(quoted).join(' '))).toEqual({ args: given });
      }),
    );
  });
});
