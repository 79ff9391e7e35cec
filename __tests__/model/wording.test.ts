import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { claimsOf } from '../../src/clouds/claims.ts';
import { githubWording } from '../../src/hosts/github/wording.ts';
import { shown } from '../../src/inputs/shown.ts';
import { CloudError } from '../../src/model/errors.ts';
import { unmarked, worded } from '../../src/model/wording.ts';
import { networkError } from '../../src/network/network-errors.ts';
import { startClient } from '../support/client.ts';
import { graphOf, root } from '../support/imports.ts';
import { flags } from '../support/recording-host.ts';
import { textsIn } from '../support/texts.ts';
import { answer } from '../support/world.ts';

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const names = Object.keys(action.inputs);

describe('a mark', () => {
  test.each([
    ['Set a longer {input:timeout}.', 'Set a longer timeout.', 'Set a longer --timeout.'],
    ['`{input:on-cancel=cancel}` it', '`on-cancel: cancel` it', '`--on-cancel cancel` it'],
    ['{host:stopped}', 'The job was cancelled, or its time was up', 'Someone has stopped it'],
    ['{input:a}{input:b}', 'ab', '--a--b'],
  ])('in %j is filled in by the host', (text, onGitHub, asFlags) => {
    expect([worded(text, githubWording), worded(text, flags)]).toEqual([onGitHub, asFlags]);
  });

  test.each([
    '{input:}',
    '{input:Timeout}',
    '{host:input}',
    '{host:toString}',
    '{input:a=b c}',
    'input:a',
  ])('%j is none', (text) => expect(worded(text, flags)).toBe(text));

  test('is found in every text of what is told, and what has none is the very same', () => {
    const error = new CloudError('{input:region}?', {
      kind: 'request',
      remedy: '{input:mode=check}',
    });
    const told = worded({ list: [error], no: 1 }, flags).list[0] as CloudError;
    expect([told.message, told.remedy, told instanceof CloudError]).toEqual([
      '--region?',
      '--mode check',
      true,
    ]);
    const bare = { list: ['timeout'] };
    expect(worded(bare, flags)).toBe(bare);
  });
});

describe('a mark in a text from outside', () => {
  const hostile = 'It {host:stopped}, set {input:timeout} or {input:mode=check}';
  const seen = (text: string) => text.replaceAll('\u2060', '');

  test.each([hostile, '{{input:timeout}}', '{input:{input:timeout}}'])(
    '%j is told as it came, however often it passes by',
    (text) => {
      const told = worded(worded(unmarked(unmarked({ text })), flags), flags);
      expect(seen(told.text)).toBe(text);
    },
  );

  test('stays as it is where it has none', () => {
    const body = { Message: 'quota {0} exceeded', list: [1, null] };
    expect(unmarked(body)).toBe(body);
  });

  test('is none where an input shows its value', () => {
    expect(seen(worded(`{input:mode}: ${shown('{input:timeout}')}`, flags))).toBe(
      '--mode: {input:timeout}',
    );
  });

  test('is none in the claims of a token and in what the system says of a certificate', () => {
    const payload = Buffer.from(JSON.stringify({ sub: '{host:again}' })).toString('base64url');
    const cause = Object.assign(new Error('DNS:{host:sender}'), { code: 'CERT_UNTRUSTED' });
    const told = [claimsOf(`a.${payload}.b`), networkError('cloud.example', cause, true).message];
    const [claims, reason] = worded(told, flags).map(seen);
    expect(claims).toContain('sub `{host:again}`');
    expect(reason).toContain('DNS:{host:sender}');
  });

  test('is none in what a cloud says of an error, in the place of a reason or of a code', async () => {
    const act = answer({ Code: '{input:region}', Message: hostile }, 400);
    const error = worded(await startClient([act]).failure(), flags);
    expect([seen(error.code), seen(error.vendorMessage)]).toEqual(['{input:region}', hostile]);
    expect(seen(error.message)).toContain(`{input:region}: ${hostile}`);
  });
});

describe('the texts of src', () => {
  const texts = [...graphOf('src').keys()].flatMap((file) =>
    textsIn(readFileSync(join(root, file), 'utf8')).map((text) => ({ file, text })),
  );
  // What a host's own files say, they say to its users alone.
  const ofAll = texts.filter(({ file }) => !file.startsWith('src/hosts/github/inputs.ts'));

  /** Names that no sentence has by chance. */
  const plain = new RegExp(
    `(?<![\\w:{-])(${names.filter((name) => name.includes('-')).join('|')})(?![\\w-])`,
  );
  const isSentence = (text: string) => /[a-z] |: |\$/.test(text);
  const trespasses = (text: string) => isSentence(text) && plain.test(text);

  test('name no input without a mark', () => {
    expect(ofAll.filter(({ text }) => trespasses(text))).toEqual([]);
    expect(ofAll.length).toBeGreaterThan(1_000);
  });

  test('have marks of inputs that are there', () => {
    const marks = texts.flatMap(({ text }) =>
      [...text.matchAll(/\{input:([^}=]+)/g)].map(([, name]) => name),
    );
    expect(marks.length).toBeGreaterThan(40);
    expect(marks.filter((name) => !names.includes(name ?? ''))).toEqual([]);
  });

  test.each(['Set accept-partial: true', 'Check access-key-id.', 'use task-id'])(
    '%j would be found',
    (text) => expect(trespasses(text)).toBe(true),
  );

  test.each([
    'Check {input:task-id}',
    '{input:task-id} is missing',
    'x-acs-security-token',
    'task-id',
  ])('%j is right', (text) => expect(trespasses(text)).toBe(false));
});
