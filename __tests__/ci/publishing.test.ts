/** The steps of the release that can be run here: what they pack, and what they hand to npm. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { pathWith, root, run, scratch, version } from './support.ts';

interface Job {
  environment?: string;
  permissions: Record<string, string>;
  steps: { name?: string; uses?: string; run?: string; env?: object; with?: object }[];
}

const text = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
const jobs: Record<string, Job> = parse(text).jobs;

/** The release runs on Linux alone, with the tools of GNU. */
const onLinux = process.platform === 'linux' ? test : test.skip;

/** The script of the step with this name. */
function script(job: string, name: string): string {
  const found = jobs[job]?.steps.find((step) => step.name === name)?.run;
  if (!found) throw new Error(`There is no step ${name} in ${job}.`);
  return found;
}

const sh = (cwd: string, text: string, env: Record<string, string> = {}) =>
  run('bash', ['-ec', text], { cwd, env: { PATH: pathWith(), ...env } });

onLinux('what npm is given is what the release holds, and says where it comes from', async () => {
  using folder = scratch();
  const cwd = folder.path;
  for (const part of ['package.json', 'dist', 'README.md', 'README.zh-CN.md', 'LICENSE']) {
    cpSync(join(root, part), join(cwd, part), { recursive: true });
  }
  writeFileSync(join(cwd, `wait-for-cloud-task-v${version}.tar.gz`), 'x');
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'O/r' };
  expect(
    await sh(cwd, script('draft', 'pack what npm takes, and draw up the checksums'), env),
  ).toMatchObject({ code: 0 });
  const file = `wait-for-cloud-task-${version}.tgz`;
  const { stdout } = await sh(cwd, `tar -xzOf ${file} package/package.json`);
  expect(JSON.parse(stdout).repository).toEqual({
    type: 'git',
    url: 'git+https://github.com/O/r.git',
  });

  // The release, from which the last job takes it.
  const bin = join(cwd, 'bin');
  mkdirSync(bin);
  const tool = (name: string, lines: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  tool('gh', `[ "$1 $2 $3" = "release download v${version}" ] && cp ../${file} ../SHA256SUMS .`);
  tool('npm', 'echo "npm $*"');
  const other = join(cwd, 'other');
  mkdirSync(other);
  const PATH = [bin, pathWith()].join(delimiter);
  const publish = () => sh(other, script('npm', 'publish'), { PATH, TAG: `v${version}` });
  expect(await publish()).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`npm publish --provenance --access public ./${file}\n`),
  });
  writeFileSync(join(cwd, file), 'another');
  expect(await publish()).toMatchObject({
    code: 1,
    stdout: expect.not.stringContaining('npm publish'),
  });
});

test.each([
  ['11.5.0', 1],
  ['11.5.1', 0],
  ['12.0.0', 0],
  ['9.10.0', 1],
])('npm %s: the guard exits with %i', async (npm, code) => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'npm'), `#!/bin/sh\necho ${npm}\n`, { mode: 0o755 });
  const PATH = [folder.path, pathWith()].join(delimiter);
  expect(
    await sh(folder.path, script('npm', 'npm is one that knows trusted publishing'), { PATH }),
  ).toMatchObject({
    code,
  });
});

test('npm trusts the workflow: there is no token of it anywhere', () => {
  expect(jobs.npm?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(jobs.npm?.environment).toBe('npm');
  expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|registry/);
});
