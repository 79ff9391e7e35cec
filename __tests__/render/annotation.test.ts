import { expect, test } from '@jest/globals';
import { annotationOf } from '../../src/render/annotation.ts';
import { annotationText } from '../../src/render/escape.ts';
import type { OutcomeState } from '../../src/wait/outcome.ts';
import { outcome } from '../support/outcomes.ts';

test.each<OutcomeState>(['failed', 'canceled', 'timed-out', 'not-found', 'partial', 'error'])(
  '%s has one, with a title and the next step at its end',
  (state) => {
    const annotation = annotationOf(outcome({ state }));
    expect(annotation?.title).toMatch(/\w/);
    expect(annotation?.message).toBe('a failed. Look at it.');
  },
);

test.each<[OutcomeState, boolean]>([
  ['succeeded', true],
  ['partial', true],
  ['running', true],
  ['pending', true],
  ['interrupted', false],
])('%s with exit 0 %s has none', (state, isOk) => {
  expect(annotationOf(outcome({ state, isOk }))).toBeUndefined();
});

test.each([
  ['long', 'x'.repeat(100_000)],
  ['made of control characters', '\u001b'.repeat(100_000)],
  ['made of lines', 'x\n'.repeat(100_000)],
  ['made of commands', '##['.repeat(100_000)],
  ['made of halves', '\ud800'.repeat(100_000)],
])('the next step is not what is cut where the message is %s', (_, message) => {
  const annotation = annotationOf(outcome({ message }));
  expect(annotation?.message.length).toBeLessThanOrEqual(4_096);
  expect(annotation?.message.endsWith('Look at it.')).toBe(true);
  // What the writer escapes once more stays as it is.
  expect(annotationText(annotation?.message ?? '', 4_090)).toBe(annotation?.message);
});
