import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  commandless,
  commandlessJson,
  logLine,
  markdown,
  visible,
} from '../../src/render/escape.ts';

/** Any text, with what runners and Markdown look for more often than chance would have it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...['::', '##[', '##', '[', '#', 'error::', ' ', '\n', '\r', '\t', '\0', '\u2028'],
        ...['\ufeff', '\u00a0', '\u0085', '\u001b[31m', '\u202e', '<b>', '](x)', '|', '`', '\\'],
        ...['##vso[', 'vso', '##teamcity[', 'section_', 'Section_start:', 'start:1:a', 'end:'],
        ...['@', 'http://x.y', '&amp;', '<!--', '*', '_', '~~', '$$', '\ud800', '%0A', '&#60;'],
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const runs = { seed: 20_261_122, numRuns: 1_500 };

describe('any text at all', () => {
  test('is one line of the log in which the runner finds no command', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = logLine(text);
        // What .NET trims, which is what the runner is written in.
        const trimmed = line.replace(/^[\s\u0085\u200b\ufeff]+/, '');
        expect(trimmed.startsWith('::')).toBe(false);
        expect(line).not.toContain('##[');
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(line.isWellFormed()).toBe(true);
      }),
      runs,
    );
  });

  test('holds no command that works anywhere in a line, and JSON keeps its value without it', () => {
    const command = /##(?:vso|\w*\[)|section_(?:start|end):/i;
    fc.assert(
      fc.property(hostile, (text) => {
        expect(commandless(text)).not.toMatch(command);
        expect(commandless(text).replaceAll('\\', '')).toBe(text.replaceAll('\\', ''));
        const json = commandlessJson(JSON.stringify({ [text]: [text] }));
        expect(json).not.toMatch(command);
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
      }),
      runs,
    );
  });

  test('is shown by Markdown letter by letter', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const rest = markdown(text).replaceAll(/&#\d+;/g, '');
        expect(rest).not.toMatch(/[&<>"'`*_{}[\]()#+\-.!|~\\@:/$\n\r]/);
        const shown = markdown(text).replaceAll(/&#(\d+);/g, (_, code) =>
          String.fromCharCode(Number(code)),
        );
        expect(shown).toBe(visible(text, 1_000));
      }),
      runs,
    );
  });
});

describe('a line of the log', () => {
  test.each([
    ['::error::x', '\\::error::x'],
    ['  ::error::x', '\\::error::x'],
    ['\u00a0\u2003::set-env::x', '\\::set-env::x'],
    ['\ufeff::x', '\\::x'],
    ['x\n::error::y', 'x\\n::error::y'],
    ['x ##[error]y', 'x ##\\[error]y'],
    ['###[group]##[x', '###\\[group]##\\[x'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\u202eb', 'a\\u202eb'],
    ['a\u2066b\u200fc', 'a\\u2066b\\u200fc'],
    ['a\r\tb\0', 'a\\r\\tb\\u0000'],
    ['bad \ud800 half', 'bad \ufffd half'],
  ])('%j is %j', (text, expected) => {
    expect(logLine(text)).toBe(expected);
  });

  test('is of limited length', () => {
    expect(logLine('x'.repeat(100_000)).length).toBeLessThanOrEqual(8_001);
  });
});

test.each([
  ['<img src=x>', '&#60;img src=x&#62;'],
  ['[x](http://y)', '&#91;x&#93;&#40;http&#58;&#47;&#47;y&#41;'],
  ['a|b', 'a&#124;b'],
  ['@all', '&#64;all'],
  ['plain words', 'plain words'],
])('Markdown of %j is %s', (text, expected) => {
  expect(markdown(text)).toBe(expected);
});
