import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { kinds } from '../../emulator/index.ts';
import { actionRegions, declaredInputs, kindInputsModule } from '../../scripts/kind-inputs.ts';
import { render } from '../../scripts/regions.ts';
import { providerNames } from '../../src/providers/index.ts';
import { kindInputs } from '../../src/providers/kind-inputs.generated.ts';
import type { OwnInput } from '../../src/providers/kind-inputs.ts';
import type { ProviderDefinition } from '../../src/providers/provider.ts';
import { CONTRACT, inputsOf } from '../support/contract.ts';
import { providers } from '../support/definitions.ts';
import { asOnGitHub } from '../support/hosts.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('every kind is in both registries, and has its contract and its page', () => {
  expect(kinds.toSorted()).toEqual(providerNames.toSorted());
  for (const [folder, ending] of [
    ['../kinds/', '.ts'],
    ['../../docs/providers/', '.md'],
  ] as const) {
    const files = readdirSync(new URL(folder, import.meta.url));
    expect(files.toSorted()).toEqual(providerNames.map((name) => `${name}${ending}`).toSorted());
  }
});

test.each(providerNames)(
  '%s declares the inputs of its contract, each in two languages',
  (name) => {
    const { inputs } = providers[name];
    expect(inputs.map((input) => input.name).toSorted()).toEqual(
      inputsOf(CONTRACT[name]).toSorted(),
    );
    for (const { description, chinese, note } of inputs) {
      expect([description, note]).toEqual([
        expect.stringMatching(/\.$/),
        expect.stringMatching(/\.$/),
      ]);
      expect(chinese).toMatch(/\p{Script=Han}.*。$/u);
    }
    expect(inputs.filter(({ isParent }) => isParent).length).toBeLessThan(2);
    expect(providers[name].titleInChinese).toMatch(/\p{Script=Han}/u);
  },
);

describe('what is written from the declarations', () => {
  test('is what action.yml has, beside inputs that every kind has', () => {
    const action = text('action.yml');
    const { stale, text: rendered } = render(action, actionRegions(asOnGitHub(providers)));
    expect([stale, rendered === action]).toEqual([[], true]);
    const hand = action.replace(/<!-- inputs-of-kinds:begin -->[\s\S]*inputs-of-kinds:end -->/, '');
    for (const name of kindInputs) expect(hand).not.toContain(`\n  ${name}:`);
  });

  test('is the list of names that is known before a kind is read', () => {
    expect(text('src/providers/kind-inputs.generated.ts')).toBe(kindInputsModule(providers));
    expect(kindInputs).toEqual(declaredInputs(providers).map(({ name }) => name));
  });

  test('folds what is too long for a line, in YAML', () => {
    const long = kind('a', { ...INPUT, description: `${'word '.repeat(40)}end.` });
    const { 'inputs-of-kinds': part = '' } = actionRegions({ a: long });
    expect(part.split('\n').slice(0, 2)).toEqual(['  cluster-id:', '    description: >-']);
    expect(part.split('\n').every((line) => line.length <= 120)).toBe(true);
  });
});

const INPUT: OwnInput = {
  name: 'cluster-id',
  reads: 'id',
  description: 'The cluster.',
  chinese: '集群。',
  note: 'Such as `c-1`.',
};

function kind(name: string, ...inputs: OwnInput[]): ProviderDefinition {
  return { ...providers['alibaba-ack-task'], name, inputs };
}

describe('an input of two kinds', () => {
  test('is there once, in the order of the first', () => {
    const other = { ...INPUT, name: 'other-id' };
    const all = { a: kind('a', INPUT), b: kind('b', other, { ...INPUT, isRequired: true }) };
    expect(declaredInputs(all).map(({ name }) => name)).toEqual(['cluster-id', 'other-id']);
  });

  test.each<[string, Partial<OwnInput>]>([
    ['description', { description: 'Another.' }],
    ['Chinese', { chinese: '别的。' }],
    ['note', { note: 'Another.' }],
    ['way to be read', { reads: { pattern: /^a$/, form: 'a' } }],
    ['use', { isOfParent: true }],
  ])('must have one %s', (_, change) => {
    const all = { a: kind('a', INPUT), b: kind('b', { ...INPUT, ...change }) };
    expect(() => declaredInputs(all)).toThrow('b declares `cluster-id` otherwise');
  });

  test('must be matched by one pattern', () => {
    const reads = (pattern: RegExp) => ({ ...INPUT, reads: { pattern, form: 'a word' } });
    const all = { a: kind('a', reads(/^a$/)), b: kind('b', reads(/^b$/)) };
    expect(() => declaredInputs(all)).toThrow('otherwise');
  });
});
