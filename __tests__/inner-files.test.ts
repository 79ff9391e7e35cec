/**
 * One file of `src/` imports what a package does not offer, since the public way costs each start more than 15 ms
 * (`docs/performance.md`). Where a new version of the package has changed that file, a test here fails.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { graphOf, root } from './support/imports.ts';

const folder = mkdtempSync(join(tmpdir(), 'inner-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a module in a process of its own, in which nothing else has loaded anything; gives what it prints. */
function runModule(code: string, env: Record<string, string> = {}): string {
  const args = ['--input-type=module', '--no-warnings', '--eval', code];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
}

/** Is it the name of a package, or one of the paths that its `exports` has? */
function isOffered(from: string): boolean {
  const [, name = '', path = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(from) ?? [];
  const manifest = JSON.parse(
    readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'),
  );
  return path === '' || Object.hasOwn(manifest.exports ?? {}, `.${path}`);
}

test('nothing else of src walks past what a package offers', () => {
  const inner = [...graphOf('src')].flatMap(([file, imports]) =>
    imports
      .map(({ from }) => from)
      .filter((from) => !from.startsWith('src/') && !isOffered(from))
      .map((from) => `${file}: ${from}`),
  );
  expect(inner).toEqual([
    'src/hosts/github/workflow-commands.ts: @actions/core/lib/file-command.js',
  ]);
});

describe('@actions/core', () => {
  const nasty = JSON.stringify('50 %: a, b::c\r\nd\u2028 %0A ::error::é');

  const OURS = `
    import { createCommands } from './src/hosts/github/workflow-commands.ts';
    const core = createCommands(process.env, () => process.stdout);
  `;

  /** What a module prints and writes; the delimiters of values are random. */
  function said(core: string): string {
    const files = Object.fromEntries(['OUTPUT', 'STATE'].map((name) => [name, join(folder, name)]));
    for (const file of Object.values(files)) writeFileSync(file, '');
    const printed = runModule(
      `
      ${core}
      core.setSecret(${nasty});
      core.error(${nasty});
      core.error(${nasty}, { title: ${nasty} });
      core.warning(${nasty}, { title: ${nasty} });
      core.info(${nasty});
      core.startGroup(${nasty});
      core.endGroup();
      core.setOutput('tasks', ${nasty});
      core.saveState('owed', ${nasty});
      core.info(JSON.stringify([core.getInput('task-id'), core.getInput('none'), core.getState('owed')]));
      `,
      {
        GITHUB_OUTPUT: files.OUTPUT ?? '',
        GITHUB_STATE: files.STATE ?? '',
        'INPUT_TASK-ID': '  t-1 ',
        STATE_owed: ' as it was ',
      },
    );
    const written = Object.values(files).map((file) => readFileSync(file, 'utf8'));
    return [printed, ...written].join('---\n').replaceAll(/ghadelimiter_[\w-]+/g, 'END');
  }

  test('says by these files what it says by its entry', () => {
    const ours = said(OURS);
    expect(ours).toContain('::add-mask::50 %25: a, b::c%0D%0Ad');
    expect(ours).toContain('tasks<<END');
    expect(ours).toBe(said("import * as core from '@actions/core';"));
  });
});
