import { describe, expect, test } from '@jest/globals';
import { CloudError, explained } from '../../src/model/errors.ts';
import { named, sentence, sentences } from '../../src/model/sentences.ts';

describe('a sentence', () => {
  test.each([
    ['x', 'x.'],
    [' x ', 'x.'],
    ['x.', 'x.'],
    ['x!', 'x!'],
    ['x (y).', 'x (y).'],
    ['x (y.)', 'x (y.)'],
    ['x (y)', 'x (y).'],
    ['"x."', '"x."'],
    ['构建失败。', '构建失败。'],
    ['x…', 'x…'],
    ['', ''],
    ['  ', ''],
  ])('%j ends as %j', (text, expected) => {
    expect(sentence(text)).toBe(expected);
  });
});

test('what says nothing is no sentence', () => {
  expect(sentences('a', '', undefined, false, ' b. ', 'c')).toBe('a. b. c.');
  expect(sentences('', undefined)).toBe('');
});

test('an error and its remedy are two sentences', () => {
  const error = new CloudError('It answered 403 NoPermission: no', {
    kind: 'permission',
    remedy: 'Grant it.',
  });
  expect(explained(error)).toBe('It answered 403 NoPermission: no. Grant it.');
  expect(explained(new Error('bug'))).toBe('bug.');
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
])('the names of %j', (ids, expected) => {
  expect(named(ids)).toBe(expected);
});
