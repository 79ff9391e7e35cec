import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'node24-'));

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes this Node call itself an old one. */
const OLD =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.0.0"}})';

test('an older Node with nothing installed hands every variable on to the one that npm fetches', () => {
  mkdirSync(join(folder, 'scripts'));
  mkdirSync(join(folder, 'bin'));
  for (const file of ['package.json', 'scripts/node24.mjs']) {
    cpSync(join(root, file), join(folder, file));
  }
  // As npx does it: by a shell, which drops variables with a hyphen in their names.
  writeFileSync(
    join(folder, 'bin/npx'),
    `#!/bin/sh\nwhile [ "$1" != node ]; do shift; done\nshift\nexec '${process.execPath}' "$@"\n`,
  );
  chmodSync(join(folder, 'bin/npx'), 0o755);
  const script = join(folder, 'show.mjs');
  writeFileSync(script, `console.log(process.env['INPUT_TASK-ID'], process.argv[2])`);
  const output = execFileSync(
    process.execPath,
    ['--import', OLD, join(folder, 'scripts/node24.mjs'), script, 'argument'],
    {
      encoding: 'utf8',
      env: {
        PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
        'INPUT_TASK-ID': 't-1',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  expect(output.trim()).toBe('t-1 argument');
});
