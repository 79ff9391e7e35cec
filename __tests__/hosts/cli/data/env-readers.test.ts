/** The file of `--output env` by those who read it: a shell, GitLab, Node, and whoever decodes a line. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forms } from '../../../../src/hosts/cli/data/forms.ts';
import { type Outputs, outputNames } from '../../../../src/render/outputs.ts';

/** A tenth of it is read from each file, and none of the values is so long that one would be left out. */
const VALUES = 5_000;
const FILES = Math.ceil(VALUES / outputNames.length);
const LONGEST = Math.floor(5_000 / 12 / outputNames.length);

const unit = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(...'$`"\'\\ \n\r\t#%;&|<>()*?~![]{}^=:@,+\u0000\u001b\u0085\u2028é💥'),
  fc.constantFrom('$(exit 3)', '${x', '%0A', '\r\n', 'export ', '::', '##vso['),
);
const value = fc.string({ unit, maxLength: LONGEST });
const samples = fc.sample(fc.tuple(...outputNames.map(() => value)), {
  numRuns: FILES,
  seed: 20_261_126,
});
const texts = samples.map((values) => {
  const outputs = Object.fromEntries(outputNames.map((name, at) => [name, values[at]]));
  return forms.env.end(outputs as Outputs);
});

const variables = outputNames.map(
  (name) => `CLOUD_TASK_${name.toUpperCase().replaceAll('-', '_')}`,
);
const inOrder = (read: Record<string, string | undefined>) =>
  variables.map((name) => decodeURIComponent(read[name] ?? ''));

/** As gitlab-org/gitlab `app/services/ci/parse_dotenv_artifact_service.rb`: a line that does not fit refuses the whole file. */
function byGitlab(text: string): Record<string, string> {
  if (Buffer.byteLength(text) >= 5 * 1024) throw new Error('Dotenv Artifact Too Big');
  const pairs = (text.match(/.*\n|.+$/g) ?? []).map((line) => {
    const [, name, rest] = /^(.*?)=(.*)$/m.exec(line) ?? [];
    if (name === undefined || rest === undefined) throw new Error('Invalid Format');
    // `Ci::HasVariable`: what a name may be.
    if (!/^[A-Za-z0-9_]{1,255}$/.test(name.trim())) throw new Error(`Key: ${name}`);
    return [name.trim(), rest.trim()];
  });
  return Object.fromEntries(pairs);
}

/** As docker/cli `opts/file.go`: a line is a name and whatever stands behind the first `=`; no quotes, no escapes. */
function byDocker(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\s+/, ''));
  const pairs = lines.flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(line) ?? [];
    if (name === '' || /\s/.test(name)) throw new Error(`no variable name: ${line}`);
    // Without a value it would be that of the host.
    if (value === undefined) throw new Error(`taken from the host: ${line}`);
    return [[name, value]];
  });
  return Object.fromEntries(pairs);
}

describe(`${VALUES} hostile values`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'env-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are there', () => {
    expect(texts.length * outputNames.length).toBeGreaterThanOrEqual(VALUES);
    expect(texts.filter((text) => !text.endsWith('CLOUD_TASK_OMITTED=\n'))).toEqual([]);
  });

  test('are read back by a shell', () => {
    texts.forEach((text, at) => {
      writeFileSync(join(folder, `${at}.env`), text);
    });
    const shown = variables.map((name) => `"$${name}"`).join(' ');
    const all = Array.from(texts.keys(), (at) => `. ./${at}.env; printf '%s\\n' ${shown}`);
    writeFileSync(join(folder, 'all.sh'), `set -eu\n${all.join('\n')}\n`);
    const read = execFileSync('/bin/sh', ['all.sh'], { cwd: folder, encoding: 'utf8' });
    expect(read.split('\n').slice(0, -1).map(decodeURIComponent)).toEqual(samples.flat());
  });

  test.each([
    ['GitLab', byGitlab],
    ['Docker', byDocker],
    ["Node's own dotenv", parseEnv],
  ])('are read back by %s', (_, parse) => {
    expect(texts.map((text) => inOrder(parse(text)))).toEqual(samples);
  });
});

test('a file that is full to the last byte is still one that GitLab takes', () => {
  const nothing = Object.fromEntries(outputNames.map((name) => [name, ''])) as Outputs;
  const sizes = Array.from({ length: 400 }, (_, more) => {
    const outputs = { ...nothing, message: 'x'.repeat(4_600 + more) };
    const text = forms.env.end(outputs);
    byGitlab(text);
    return Buffer.byteLength(text);
  });
  expect(Math.max(...sizes)).toBeGreaterThan(4_900);
});
