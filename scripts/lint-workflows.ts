/**
 * `npm run lint:workflows`: `actionlint` and `action-validator` on every workflow, action file and block of YAML in the
 * documentation. The steps of this action are checked against `action.yml` by way of a folder in which it is local. The
 * `actionlint` command is taken from the PATH.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actionFiles, read, whole, workflows } from './yaml-sources.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const validator = join(root, 'node_modules/@action-validator/cli/cli.mjs');

/** `OWNER/wait-for-cloud-task@v1` becomes `./`, and its emulator `./emulator`. */
const PUBLISHED = /OWNER\/wait-for-cloud-task(\/\w+)?@v1/g;

/** The folder of the copies for action-validator. */
const OLDER = 'older';

process.exitCode = main();

function main(): number {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  try {
    const files = layOut(folder);
    const problems = [
      ...run('actionlint', ['-no-color', '-shellcheck=', '-pyflakes='], folder, ''),
      ...files.flatMap(({ file, where }) =>
        run(process.execPath, [validator, `${OLDER}/${file}`], folder, where),
      ),
      ...actionFiles.flatMap((file) =>
        run(process.execPath, [validator, `${OLDER}/${file}`], folder, file),
      ),
    ];
    for (const problem of problems) console.error(problem);
    console.log(
      `${problems.length ? 'not ok' : 'ok'}  ${files.length} workflows, ${actionFiles.length} action files`,
    );
    return problems.length ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes everything to be checked under `folder` as the repository of a user in which the action is local. */
function layOut(folder: string): { file: string; where: string }[] {
  for (const path of ['.git', '.github/workflows', 'dist', 'emulator/action']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  for (const path of [...actionFiles, 'dist/index.js', 'dist/post.js']) {
    cpSync(join(root, path), join(folder, path));
  }
  for (const path of ['start.ts', 'stop.ts']) {
    cpSync(join(root, 'emulator/action', path), join(folder, 'emulator/action', path));
  }
  for (const path of actionFiles) writeOlder(folder, path, read(path));
  return workflows()
    .map(({ where, text, isNewer }) => {
      const name = `${where.replaceAll(/[^\w.-]+/g, '_').replace(/\.yml$/, '')}.yml`;
      // A block that is marked is newer than the linters know: it is parsed and its inputs are checked elsewhere.
      const file = join(isNewer ? '.' : '.github/workflows', name);
      const local = text.replaceAll(PUBLISHED, (_, path = '') => `./${path.slice(1)}`);
      writeFileSync(join(folder, file), whole(local));
      writeOlder(folder, file, whole(local));
      return { file, where, isNewer };
    })
    .filter(({ isNewer }) => !isNewer);
}

/**
 * A copy without the words that action-validator's schema is too old for; actionlint reads them as they are. 0.6.0 knows
 * neither `node24` nor the permission `attestations`.
 */
function writeOlder(folder: string, path: string, text: string): void {
  const older = text
    .replace('using: node24', 'using: node20')
    .replace(/^ *attestations: write\n/m, '');
  mkdirSync(dirname(join(folder, OLDER, path)), { recursive: true });
  writeFileSync(join(folder, OLDER, path), older);
}

/** What a command says is wrong; nothing where it exits with 0. */
function run(command: string, args: string[], cwd: string, where: string): string[] {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) return [`${command}: ${error.message}`];
  return status === 0 ? [] : [`${where}\n${stdout}${stderr}`.trim()];
}
