import { expect, test } from '@jest/globals';
import { exitCodeOf, signalCode } from '../../../src/hosts/cli/exit-code.ts';
import { CloudError, InputError, InterruptedError } from '../../../src/model/errors.ts';
import { concludeError } from '../../../src/wait/outcome.ts';
import { ofError } from '../../../src/wait/verdicts/stopped.ts';
import { outcome } from '../../support/outcomes.ts';

test.each([
  ['succeeded', true, 0],
  ['partial', true, 0],
  ['partial', false, 1],
  ['failed', false, 1],
  ['canceled', false, 1],
  ['pending', true, 3],
  ['running', true, 3],
  ['not-found', false, 4],
  ['error', false, 5],
  ['timed-out', false, 124],
  ['interrupted', false, 130],
] as const)('%s, ok %s, exits %s', (state, isOk, code) => {
  expect(exitCodeOf({ ...outcome(), state, isOk })).toBe(code);
});

const ofThrown = (error: unknown) => exitCodeOf(concludeError(error, (value) => value));
const credential = (status: number) =>
  new CloudError('none', { kind: 'credential', ...(status > 0 && { status }) });

test.each<[string, unknown, number]>([
  ['inputs that are wrong', new InputError([]), 2],
  ['credentials that are missing', credential(0), 2],
  ['credentials that were refused', credential(403), 5],
  ['a permission that is missing', new CloudError('no', { kind: 'permission', status: 403 }), 5],
  ['an error of ours', new Error('bug'), 5],
  ['SIGINT', new InterruptedError('SIGINT'), 130],
  ['SIGTERM', new InterruptedError('SIGTERM'), 143],
])('%s', (_, error, code) => expect(ofThrown(error)).toBe(code));

test('credentials that are missing after the cloud has answered are another error', () => {
  expect([
    ofError(credential(0), [], false).isUnsent,
    ofError(credential(0), [], true).isUnsent,
  ]).toEqual([true, undefined]);
});

test('a signal has the code that a shell knows', () => {
  expect([signalCode('SIGINT'), signalCode('SIGTERM')]).toEqual([130, 143]);
});
