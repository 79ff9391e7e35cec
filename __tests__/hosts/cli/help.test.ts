import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { completionScript, shells } from '../../../src/hosts/cli/completion.ts';
import { inputFlags } from '../../../src/hosts/cli/flags.generated.ts';
import { flags, refused, verbNames } from '../../../src/hosts/cli/flags.ts';
import { helpText, usageText } from '../../../src/hosts/cli/help.ts';
import { reference } from '../../../src/hosts/cli/reference.ts';
import { providerNames } from '../../../src/providers/index.ts';
import { providers } from '../../support/definitions.ts';

test('every input of action.yml is a flag, or refused with a remedy', () => {
  const names = [...flags.map(({ name }) => name), ...Object.keys(refused)];
  expect(inputFlags.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
  expect(inputFlags.length).toBeGreaterThan(25);
  expect(new Set(names).size).toBe(names.length);
});

describe('--help', () => {
  const all = helpText(undefined, undefined);

  test('tells of every verb, flag and exit code, within the width of a terminal', () => {
    for (const { name } of flags) expect(all).toMatch(new RegExp(`--(\\[no-\\])?${name}\\b`));
    for (const { usage } of reference.verbs) expect(all).toContain(usage);
    for (const { code } of reference.exitCodes) expect(all).toContain(`\n  ${code} `);
    expect(reference.verbs.map(({ name }) => name)).toEqual(verbNames);
    expect(Math.max(...all.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(96);
    expect(all).not.toMatch(/undefined|`|\{input|GitHub|job's own/);
  });

  test('of a verb has its flags alone', () => {
    expect(helpText('cancel', undefined)).toContain('--state FILE');
    expect(helpText('cancel', undefined)).not.toContain('--timeout');
  });

  test('of a kind has its own inputs, what it needs, and whether it can be cancelled', () => {
    const text = helpText(undefined, providers['alibaba-cr-artifact-build']);
    expect(text).toContain('--instance-id');
    expect(text).toContain('cr:GetArtifactBuildTask');
    expect(text).not.toContain('--image-pipeline-id');
    expect(helpText(undefined, providers['alibaba-eci-commit'])).toContain('Has no cancel API.');
  });

  test('is short where nothing was typed', () => {
    expect(usageText().split('\n').length).toBeLessThan(20);
    expect(usageText()).toContain('--help');
  });
});

describe('completion', () => {
  const complete = (...words: string[]) => {
    const script = `${completionScript('bash')}
COMP_WORDS=(wait-for-cloud-task "$@"); COMP_CWORD=$#; _wait_for_cloud_task; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync('bash', ['-euc', script, 'bash', ...words]).toString();
    return out.split('\n').filter(Boolean);
  };

  test('of bash completes verbs, kinds, flags and their values', () => {
    expect(complete('')).toEqual([...verbNames, ...providerNames]);
    expect(complete('alibaba-ec')).toEqual(
      providerNames.filter((name) => name.startsWith('alibaba-ec')),
    );
    expect(complete('check', 'x', '--reg')).toEqual(['--region']);
    expect(complete('--color', 'a')).toEqual(['auto', 'always']);
    expect(complete('--on-cancel', '')).toEqual(['leave', 'cancel']);
    expect(complete('completion', 'f')).toEqual(['fish']);
  });

  test.each(shells)('of %s has every flag and kind, and no secret', (shell) => {
    const script = completionScript(shell);
    for (const { name } of flags) expect(script).toMatch(new RegExp(`(--|-l )${name}\\b`));
    for (const name of providerNames) expect(script).toContain(name);
    expect(script).not.toContain('access-key-secret');
  });
});
