/**
 * `npm run demo:workflow`: `act` (nektos/act) runs `.github/workflows/demo.yml` on this machine, without containers and
 * without a network. First as it is, where every job must succeed; then with every assertion in it turned round, where
 * every job must fail: a workflow that cannot go red proves nothing. `act` is taken from the PATH.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../', import.meta.url));
const file = join(root, '.github/workflows/demo.yml');

/** Both runs take some 10 s each; one that hangs must not hold up everything after it. */
const LIMIT_MS = 180_000;

const scratch = mkdtempSync(join(tmpdir(), 'act-'));
try {
  process.exitCode = main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function main(): number {
  const text = readFileSync(file, 'utf8');
  const jobs = Object.keys(parse(text).jobs).sort();
  const turned = join(scratch, 'demo.yml');
  writeFileSync(turned, text.replaceAll(/^( +(?:run: )?)test "/gm, '$1test ! "'));
  const problems = [
    ...differences('as it is', run(file), { status: 0, succeeded: jobs, failed: [] }),
    ...differences('turned round', run(turned), { status: 1, succeeded: [], failed: jobs }),
  ];
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? 'not ok' : `ok  ${jobs.length} jobs, green and red`);
  return problems.length ? 1 : 0;
}

interface Run {
  status: number | null;
  succeeded: string[];
  failed: string[];
}

/**
 * Runs a workflow in a home of its own. Without containers, act starts actions with the first `node` of the PATH, whatever
 * their `using` says: that has to be this one, on a machine with an older Node too.
 */
function run(workflow: string): Run & { log: string } {
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const runner = ['-P', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--no-recurse'];
  const { status, stdout, stderr, error } = spawnSync('act', ['push', '-W', workflow, ...runner], {
    cwd: root,
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH, HOME: scratch, XDG_CACHE_HOME: scratch, XDG_CONFIG_HOME: scratch },
  });
  const log = `${stdout}${stderr}${error?.message ?? ''}`;
  return { status, log, succeeded: ended(log, 'succeeded'), failed: ended(log, 'failed') };
}

/** The jobs that ended so: `[Demo/check ] 🏁  Job succeeded`. */
function ended(log: string, how: string): string[] {
  const lines = log.matchAll(new RegExp(`^\\[Demo/(\\S+) *\\].*Job ${how}$`, 'gm'));
  return [...lines].map(([, job = '']) => job).sort();
}

function differences(title: string, { log, ...seen }: Run & { log: string }, wanted: Run) {
  const same = JSON.stringify(seen) === JSON.stringify(wanted);
  return same ? [] : [`${log}\n${title}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`];
}
