import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { MARK, placesToFillIn } from '../../scripts/to-fill-in.ts';
import { root } from '../support/imports.ts';

test('every place that a new kind leaves is filled in', () => {
  expect(placesToFillIn(root)).toEqual([]);
});

test('a place is named by file, line and what is asked for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'to-fill-in-'));
  try {
    mkdirSync(join(folder, 'src/providers'), { recursive: true });
    mkdirSync(join(folder, 'scripts'));
    writeFileSync(join(folder, 'src/providers/a.ts'), `const a = 1;\n/** ${MARK}: the words */\n`);
    writeFileSync(join(folder, 'README.md'), `| ${MARK} |\n`);
    writeFileSync(join(folder, 'scripts/template.txt'), MARK);
    expect(placesToFillIn(folder)).toEqual([
      `README.md:1  ${MARK} |`,
      `src/providers/a.ts:2  ${MARK}: the words`,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
