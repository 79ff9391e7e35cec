import { expect, test } from '@jest/globals';
import { colourOf, painter } from '../../src/render/colour.ts';
import { logLine } from '../../src/render/escape.ts';

test.each([
  [true, '\u001b[32mdone\u001b[0m'],
  [false, 'done'],
])('where colours are shown (%j) green is %j', (isOn, expected) => {
  expect(painter(isOn)('done', 'green')).toBe(expected);
});

test('text without a colour stays as it is', () => {
  expect(painter(true)('done')).toBe('done');
});

test("a cloud's own escapes are shown, and the only ones are ours", () => {
  const line = painter(true)(logLine('\u001b[31m::error::\u001b]8;;x'), 'red');
  expect(line).toBe('\u001b[31m\\u001b[31m::error::\\u001b]8;;x\u001b[0m');
});

test('what went well is green, what did not red, what is odd yellow, what goes on plain', () => {
  const states = ['succeeded', 'failed', 'canceled', 'not-found', 'partial', 'unknown', 'running'];
  expect(states.map((state) => colourOf(state as Parameters<typeof colourOf>[0]))).toEqual([
    'green',
    ...['red', 'red', 'red'],
    ...['yellow', 'yellow'],
    undefined,
  ]);
});
