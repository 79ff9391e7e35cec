/**
 * Runs a TypeScript file with Node 24, the version of the runner, on a machine whose own Node may be older:
 * `node scripts/node24.mjs file.ts args…`. Takes this Node where it is new enough, then the one among the
 * devDependencies, and only then fetches it through npm. Plain JavaScript, since an old Node has to read it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const installed = fileURLToPath(new URL('node_modules/node/bin/node', root));
const args = process.argv.slice(2);

/** @returns {string} the path of a Node that is new enough */
function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  if (existsSync(installed)) return installed;
  process.stderr.write(
    `This is Node ${process.version}; npm fetches Node ${devDependencies.node} once…\n`,
  );
  // npm only says where it has put Node. To run the file by npm would lose inputs: its shell drops every variable that
  // has a hyphen in its name, as `INPUT_TASK-ID` has.
  const isWindows = process.platform === 'win32';
  const print = ['node', '-p', 'process.execPath'];
  const { stdout, status } = spawnSync(
    isWindows ? 'npx.cmd' : 'npx',
    ['--yes', `--package=node@${devDependencies.node}`, '--', ...print],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: isWindows },
  );
  const path = stdout?.trim().split('\n').at(-1) ?? '';
  if (status !== 0 || !existsSync(path)) throw new Error('npm could not fetch it');
  return path;
}

const file = node24();
const child = spawn(file, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`Could not start ${file}: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
