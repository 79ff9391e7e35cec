import { describe, expect, test } from '@jest/globals';
import {
  CloudError,
  type ErrorKind,
  InputError,
  InterruptedError,
  messageOf,
  unusableAnswer,
} from '../../src/model/errors.ts';

const PASSES: Record<ErrorKind, boolean> = {
  throttling: true,
  transient: true,
  nonce: true,
  clock: true,
  expired: false,
  credential: false,
  permission: false,
  request: false,
};

describe('a CloudError', () => {
  test.each(Object.entries(PASSES) as [ErrorKind, boolean][])(
    'of kind %s passes: %s',
    (kind, is) => {
      expect(new CloudError('x', { kind }).passes).toBe(is);
    },
  );

  test('has every field, empty where nothing is known, and its cause', () => {
    const cause = new Error('inner');
    const error = new CloudError('outer', { kind: 'transient', cause });
    expect(error).toMatchObject({ name: 'CloudError', code: '', status: 0, requestId: '' });
    expect([error.cause, error.remedy, error.vendorMessage]).toEqual([cause, '', '']);
  });

  test('of an answer that says nothing passes', () => {
    expect(unusableAnswer('half a body').passes).toBe(true);
  });
});

test('an InputError holds every problem, a line each', () => {
  const problems = ['one', 'two'].map((message) => ({ input: message, message }));
  const error = new InputError(problems);
  expect([error.message, error.problems]).toEqual(['one\ntwo', problems]);
});

test('an InterruptedError names the signal', () => {
  expect(new InterruptedError('SIGTERM')).toMatchObject({
    signal: 'SIGTERM',
    message: '{host:sender} sent SIGTERM.',
  });
});

test('anything that was thrown has a text', () => {
  expect([new Error('a'), 'b', undefined].map(messageOf)).toEqual(['a', 'b', 'undefined']);
});
