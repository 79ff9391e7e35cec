/**
 * Builds `dist/`: TypeScript to `build/`, its `main.js` and all that it needs into one minified file, with a file for each
 * part that few waits need, and the entries as they are beside it. `--check` builds elsewhere and compares instead, so that
 * what is committed is known to be what the sources make.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JsMinifyOptions, minifySync } from '@swc/core';
import { licenses } from './licenses.ts';

/**
 * ncc's own `--minify` leaves the parts as they are, and its bundle is larger and starts later (`docs/performance.md`). The
 * names of classes and functions stay, for stack traces. One byte a character is what V8 reads fastest.
 */
const MINIFY: JsMinifyOptions = {
  module: true,
  ecma: 2022,
  compress: { passes: 2, keep_classnames: true, keep_fnames: true },
  mangle: { keep_classnames: true, keep_fnames: true },
  format: { asciiOnly: true },
};

const root = fileURLToPath(new URL('../', import.meta.url));
const isCheck = process.argv.includes('--check');
const target = isCheck ? mkdtempSync(join(tmpdir(), 'dist-')) : join(root, 'dist');

if (!isCheck) rmSync(target, { recursive: true, force: true });
rmSync(join(root, 'build'), { recursive: true, force: true });
run('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
// ncc reads the package's type from beside the sources.
writeFileSync(join(root, 'build/package.json'), '{ "type": "module" }\n');
run('@vercel/ncc/dist/ncc/cli.js', [
  'build',
  'build/main.js',
  '--out',
  target,
  '--target',
  'es2024',
]);
// ncc calls every bundle so.
renameSync(join(target, 'index.js'), join(target, 'main.js'));
bundleEmulator();
for (const name of readdirSync(target).filter((name) => name.endsWith('.js'))) {
  const file = join(target, name);
  writeFileSync(file, minifySync(readFileSync(file, 'utf8'), MINIFY).code);
}
for (const entry of ['index.js', 'post.js', 'cli.js']) {
  copyFileSync(join(root, 'build', entry), join(target, entry));
}
writeFileSync(join(target, 'licenses.txt'), licenses(root));
// The version travels with the bundle, for `--version`.
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(target, 'package.json'), `{ "type": "module", "version": "${version}" }\n`);
if (isCheck) compare();

/** One file of its own, that only `wait-for-cloud-task emulator` starts. */
function bundleEmulator(): void {
  run('typescript/bin/tsc', ['-p', 'tsconfig.emulator.json']);
  const bundle = join(root, 'build/emulator/bundle');
  const entry = 'build/emulator/packaged.js';
  run('@vercel/ncc/dist/ncc/cli.js', ['build', entry, '--out', bundle, '--target', 'es2024']);
  copyFileSync(join(bundle, 'index.js'), join(target, 'emulator.js'));
}

function run(script: string, args: readonly string[]): void {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function compare(): void {
  const committed = join(root, 'dist');
  const names = new Set([...readdirSync(target), ...readdirSync(committed)]);
  const stale = [...names].filter(
    (name) => read(join(target, name)) !== read(join(committed, name)),
  );
  rmSync(target, { recursive: true, force: true });
  if (stale.length === 0) {
    console.log('dist/ is fresh');
    return;
  }
  console.error(`dist/ is stale (${stale.join(', ')}): run \`npm run build\` and commit it.`);
  process.exitCode = 1;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
