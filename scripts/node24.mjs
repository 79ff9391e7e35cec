/**
 * Runs a TypeScript file with Node 24, the version of the runner, on a machine whose own Node may be older:
 * `node scripts/node24.mjs file.ts args…`. Takes this Node where it is new enough, then the one among the
 * devDependencies, and only then fetches it through npm. Plain JavaScript, since an old Node has to read it.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const installed = fileURLToPath(new URL('node_modules/node/bin/node', root));
const args = process.argv.slice(2);

/** @returns {[string, string[]]} the command and its arguments */
function command() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return [process.execPath, args];
  if (existsSync(installed)) return [installed, args];
  process.stderr.write(
    `This is Node ${process.version}; npm fetches Node ${devDependencies.node} once…\n`,
  );
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  return [npx, ['--yes', `--package=node@${devDependencies.node}`, '--', 'node', ...args]];
}

const [file, argv] = command();
const child = spawn(file, argv, { stdio: 'inherit', shell: file.endsWith('.cmd') });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`Could not start ${file}: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
