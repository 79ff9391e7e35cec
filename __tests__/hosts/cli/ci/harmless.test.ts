import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Kind, kinds } from '../../../../emulator/index.ts';
import {
  type Answering,
  answerings,
  hostileCloud,
  hostileText,
  type Place,
  places,
  plainAttacks,
} from '../../../support/ci/hostile.ts';
import { type Found, PARSERS } from '../../../support/ci/parsers.ts';
import { type CiName, ciNames, waitInCi } from '../../../support/ci/run.ts';
import { CONTRACT, PARENT_KINDS } from '../../../support/contract.ts';

// A cloud that sends commands of every CI, and each CI's own reader of logs: it finds what we have written, and nothing else.

const FORMS = ['text', 'json', 'ndjson', 'env'] as const;

/** Such a line is consumed by Azure's agent: it is in no log, and its value arrives as it was. */
const AZURE_VALUES = /^##vso\[task\.setvariable .*\n/gm;

interface Attack {
  kind: Kind;
  answering: Answering;
  place: Place;
  form: (typeof FORMS)[number];
  isFailed: boolean;
  text: string;
}

/** A run in front of a cloud that says `text`; ids come from a cloud only where a parent stands in for them. */
async function runUnder(ci: CiName, { kind, answering, place, form, isFailed, text }: Attack) {
  const { parent } = CONTRACT[kind];
  const ofParent = answering === 'ids' && parent ? [`--${parent.input}`, 'p-1'] : [];
  return waitInCi(ci, kind, isFailed ? 'failed' : 'succeeded', {
    typed: [...ofParent, '--output', form],
    ...(ofParent.length > 0 && { id: '' }),
    through: hostileCloud(kind, answering, text, place),
  });
}

/** What stays the same whatever a cloud says: names, and what our own commands say of themselves. */
function shapeOf({ name, properties }: Found) {
  const { title: _, ...rest } = properties;
  return [name, rest];
}

/** A text of the same shape that nobody takes for a command: what we make of it otherwise is the same. */
function toothless(text: string): string {
  return text
    .replaceAll('::', '!!')
    .replaceAll('$(', '!!')
    .replaceAll('---', '...')
    .replaceAll(/section_/gi, 'sektion_')
    .replaceAll(/[#~^+]/g, '!')
    .replaceAll('\u001b', '!');
}

async function expectOwnCommandsOnly(ci: CiName, attack: Attack): Promise<void> {
  const hostile = await runUnder(ci, attack);
  const benign = await runUnder(ci, { ...attack, text: toothless(attack.text) });
  expect(hostile.outcome.state).toBe(benign.outcome.state);
  for (const [system, parse] of Object.entries(PARSERS)) {
    const [found, own] = [hostile, benign].map(({ log }) =>
      parse(system === ci ? log : log.replaceAll(AZURE_VALUES, '')).map(shapeOf),
    );
    expect([system, found, attack.text]).toEqual([system, own, attack.text]);
  }
  // What a command carries arrives as it was sent.
  if (ci === 'azure') {
    const set = PARSERS.azure(hostile.log).filter(({ name }) => name === 'task.setvariable');
    const values: Record<string, string> = Object.fromEntries(
      set.map(({ properties, data }) => [properties.variable, data]),
    );
    const { tasks = '', ...texts } = values;
    expect(JSON.parse(tasks)).toEqual(JSON.parse(hostile.outputs.tasks));
    const read = Object.entries(texts).map(([name, text]) => [name, text.replaceAll('$\\(', '$(')]);
    const { tasks: _, ...expected } = hostile.outputs;
    expect(Object.fromEntries(read)).toEqual(expected);
  }
}

const attack = fc.record({
  kind: fc.constantFrom(...kinds),
  answering: fc.constantFrom(...answerings),
  place: fc.constantFrom(...places),
  form: fc.constantFrom(...FORMS),
  isFailed: fc.boolean(),
  text: hostileText,
});

describe.each(ciNames)('on %s', (ci) => {
  test('no text of a cloud is a command for any system', async () => {
    await fc.assert(
      fc.asyncProperty(attack, (each) => expectOwnCommandsOnly(ci, each)),
      { seed: 20_261_126, numRuns: 40 },
    );
  });

  test('nor is any command of theirs in each field by itself', async () => {
    for (const [index, text] of plainAttacks.entries()) {
      const kind = kinds[index % kinds.length] as Kind;
      const form = FORMS[index % FORMS.length] ?? 'text';
      const answering = answerings[Math.floor(index / 3) % answerings.length] ?? 'texts';
      const each = { kind, form, answering, place: 'instead', isFailed: true, text } as const;
      await expectOwnCommandsOnly(ci, each);
    }
  });

  test("nor at the start of a line that is a cloud's alone", async () => {
    for (const text of plainAttacks.filter((each) => !each.startsWith('x'))) {
      const kind = 'alibaba-cr-artifact-build';
      const each = { kind, form: 'text', place: 'instead', isFailed: true, text } as const;
      await expectOwnCommandsOnly(ci, { ...each, answering: 'texts' });
    }
  });

  test('nor an id that a cloud gives to a task of a parent', async () => {
    for (const kind of PARENT_KINDS) {
      for (const text of ['##vso[task.complete]x', '::error::x', 'section_start:1:x', '--- x']) {
        const each = {
          kind,
          form: 'env',
          answering: 'ids',
          place: 'instead',
          isFailed: true,
          text,
        } as const;
        await expectOwnCommandsOnly(ci, each);
      }
    }
  });
});
