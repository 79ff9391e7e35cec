/** What would be published: the command line, and nothing that it does not need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { importedPackages } from '../../scripts/licenses.ts';
import { pinned, pinnedFiles } from '../../scripts/pins.ts';
import { pathWith, root, run, version } from './support.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

test('the package holds what runs, and what has to be with it', async () => {
  const args = ['pack', '--dry-run', '--json'];
  const { stdout } = await run('npm', args, { cwd: root, env: { PATH: pathWith() } });
  const [packed]: { files: { path: string }[] }[] = JSON.parse(stdout);
  const files = (packed?.files ?? []).map(({ path }) => path).sort();
  // Parts of the bundle, by the number that the bundler gives them.
  const parts = files.filter((file) => /^dist\/\d+\.index\.js$/.test(file));
  expect(files.filter((file) => !parts.includes(file))).toEqual([
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'dist/cli.js',
    'dist/emulator.js',
    'dist/licenses.txt',
    'dist/main.js',
    'dist/package.json',
    'package.json',
  ]);
});

test('nothing is installed with it, no script of it is run, and it may be published', () => {
  const { dependencies, optionalDependencies, peerDependencies, scripts, bin, engines } = manifest;
  expect([dependencies, optionalDependencies, peerDependencies]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(
    Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare|pack)/.test(name)),
  ).toEqual([]);
  expect(manifest).not.toHaveProperty('private');
  expect(bin).toEqual({ 'wait-for-cloud-task': 'dist/cli.js' });
  expect(read('dist/cli.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
  // The same oldest Node as its entry asks for.
  expect(engines.node).toBe('>=22.19');
  expect(read('src/cli.ts')).toContain('major === 22 && minor >= 19');
});

test('what is copied by users names this version', () => {
  const spec = parse(read('templates/wait.yml').split('\n---\n')[0] ?? '').spec;
  expect(spec.inputs.version.default).toBe(version);
  for (const file of pinnedFiles()) {
    const text = read(file);
    expect({ file, text: pinned(text, version) }).toEqual({ file, text });
    expect(pinned(text, '9.8.7') === text).toBe(false);
  }
});

test('updates of what is bundled come by themselves, apart from those of tools', () => {
  const [{ groups }] = parse(read('.github/dependabot.yml')).updates;
  const direct = importedPackages().filter((name) => name in manifest.devDependencies);
  expect(groups.bundled.patterns).toEqual(direct.sort());
});
