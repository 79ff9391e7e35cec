import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readIdToken } from '../../src/clouds/id-token.ts';

describe('the token of a pod', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'token');
  const reading = async (from: string) => readIdToken(from, () => undefined);

  test('is read from its file each time, trimmed and masked', () => {
    const masked: string[] = [];
    for (const text of ['a.b.c\n', 'd.e.f']) {
      writeFileSync(path, text);
      expect(readIdToken(path, (secret) => masked.push(secret))).toBe(text.trim());
    }
    expect(masked).toEqual(['a.b.c', 'd.e.f']);
  });

  test.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['sec\nret', 'a line break at character 4'],
  ])('%j ends the wait and is not shown', async (text, reason) => {
    writeFileSync(path, text);
    const error = await reading(path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'credential', remedy: expect.stringContaining('mounted') });
    expect(String(error)).toContain(reason);
    expect(String(error)).not.toContain('sec\n');
  });

  test('that is a pipe which nobody writes keeps nobody waiting', () => {
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const source = fileURLToPath(new URL('../../src/clouds/id-token.ts', import.meta.url));
    const script = `import { readIdToken } from ${JSON.stringify(source)};
      readIdToken(${JSON.stringify(pipe)}, () => undefined);`;
    const options = ['--no-warnings', '--input-type=module', '-e', script];
    const ran = spawnSync(process.execPath, options, { encoding: 'utf8', timeout: 5_000 });
    expect([ran.signal, ran.stderr]).toEqual([null, expect.stringContaining('is empty')]);
  });

  test('that is not there names its path', async () => {
    const gone = join(folder, 'gone');
    await expect(reading(gone)).rejects.toThrow(gone);
  });
});
