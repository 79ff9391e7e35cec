import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { githubInputs } from '../../src/hosts/github/inputs.ts';
import { DEFAULTS } from '../../src/inputs/inputs.ts';
import { outputNames } from '../../src/render/outputs.ts';
import { CONTRACT, inputsOf } from '../support/contract.ts';

interface Action {
  inputs: Record<string, { default?: string; required?: boolean; description: string }>;
  outputs: Record<string, { description: string }>;
}
const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as Action;

/** Inputs and outputs of the public contract. */
const INPUTS = [
  ...[
    'provider',
    'task-id',
    'region',
    'timeout',
    'poll-interval',
    'expected-duration',
    'fail-fast',
  ],
  ...['accept-partial', 'on-cancel', 'mode', 'access-key-id', 'access-key-secret'],
  ...['security-token', 'role-to-assume', 'oidc-provider-arn', 'oidc-audience'],
  ...['oidc-token-env', 'oidc-token-file', 'oidc-token-command'],
  ...['role-session-name', 'role-session-duration', 'network', 'endpoint', 'sts-endpoint'],
  ...['github-token', 'check-name', 'job-summary'],
  ...new Set(Object.values(CONTRACT).flatMap(inputsOf)),
];
const OUTPUTS = [
  ...['state', 'status', 'message', 'image-id', 'image', 'resource-ids', 'failed-task-ids'],
  ...['tasks', 'duration-seconds', 'request-count'],
];

test('action.yml has the inputs of the contract, and no other', () => {
  expect(Object.keys(action.inputs).toSorted()).toEqual(INPUTS.toSorted());
});

test('action.yml has the outputs of the contract, and no other', () => {
  expect(Object.keys(action.outputs).toSorted()).toEqual(OUTPUTS.toSorted());
  expect(outputNames.toSorted()).toEqual(OUTPUTS.toSorted());
});

test('every default of action.yml is the one of the code', () => {
  const inAction = Object.entries(action.inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]],
  );
  const own = githubInputs.flatMap(({ name, default: text }) => (text ? [[name, text]] : []));
  expect(Object.fromEntries(inAction)).toEqual({ ...DEFAULTS, ...Object.fromEntries(own) });
});

test('the inputs of the host stand in action.yml as they are declared', () => {
  for (const { name, description } of githubInputs) {
    expect(action.inputs[name]?.description).toBe(description);
  }
});

test('only provider is required', () => {
  const required = Object.keys(action.inputs).filter((name) => action.inputs[name]?.required);
  expect(required).toEqual(['provider']);
});
