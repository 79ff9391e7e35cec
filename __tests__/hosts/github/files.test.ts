import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { addTo } from '../../../src/hosts/github/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('text is added behind what is there, and to a file that is not there yet', () => {
  const file = join(folder, 'output');
  expect([addTo(file, 'a=1\n'), addTo(file, 'ü=2\n'), addTo(file, '')]).toEqual(['', '', '']);
  expect(readFileSync(file, 'utf8')).toBe('a=1\nü=2\n');
});

test('without a file there is nobody to read it', () => {
  expect([addTo(undefined, 'x'), addTo('', 'x')]).toEqual(['', '']);
});

test('what cannot be written says why, and throws nothing', () => {
  writeFileSync(join(folder, 'plain'), '');
  expect(addTo(folder, 'x')).toMatch(/EISDIR/);
  expect(addTo(join(folder, 'missing', 'output'), 'x')).toMatch(/ENOENT/);
  expect(addTo(join(folder, 'plain', 'output'), 'x')).toMatch(/ENOTDIR/);
  if (process.platform === 'linux') expect(addTo('/dev/full', 'x')).toMatch(/ENOSPC/);
});

test('a pipe that nobody reads keeps nobody waiting', () => {
  if (process.platform === 'win32') return;
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  const source = fileURLToPath(new URL('../../../src/hosts/github/files.ts', import.meta.url));
  const script = `import { addTo } from ${JSON.stringify(source)};
    console.log(addTo(${JSON.stringify(pipe)}, 'a=1\\n'));`;
  const options = ['--no-warnings', '--input-type=module', '-e', script];
  const { stdout, signal } = spawnSync(process.execPath, options, {
    encoding: 'utf8',
    timeout: 5_000,
  });
  expect([stdout, signal]).toEqual([expect.stringMatching(/^ENXIO/), null]);
});

test('what does not fit is taken back whole, since half an entry spoils the file', () => {
  const file = join(folder, 'small');
  writeFileSync(file, 'a=1\n');
  const source = fileURLToPath(new URL('../../../src/hosts/github/files.ts', import.meta.url));
  const script = `import { addTo } from ${JSON.stringify(source)};
    console.log(addTo(${JSON.stringify(file)}, 'x'.repeat(100_000)), addTo(${JSON.stringify(file)}, 'b=2\\n'));`;
  // A shell that lets a file grow to a few blocks, with the signal that comes with it ignored.
  const shell = `trap '' XFSZ; ulimit -f 16; exec "$0" --no-warnings --input-type=module -e "$1"`;
  const { stdout, stderr } = spawnSync('sh', ['-c', shell, process.execPath, script], {
    encoding: 'utf8',
  });
  expect([stdout, stderr]).toEqual([expect.stringMatching(/^EFBIG/), '']);
  expect(readFileSync(file, 'utf8')).toBe('a=1\nb=2\n');
});
