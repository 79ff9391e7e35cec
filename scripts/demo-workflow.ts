/**
 * `npm run demo:workflow`: `act` (nektos/act) runs workflows on this machine, without containers and without a network, each
 * twice: as it is, where every job must succeed, and in a way in which jobs must fail, since a workflow that cannot go red
 * proves nothing. They are `.github/workflows/demo.yml`, whose assertions are turned round, and the rehearsal in
 * `docs/recipes.md` as a user copies it, whose task is made to fail. `act` is taken from the PATH, and `aliyun` where it is.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { asRehearsed, rehearsal } from './rehearsal.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** A run takes some 10 s; one that hangs must not hold up everything after it. */
const LIMIT_MS = 180_000;

const scratch = mkdtempSync(join(tmpdir(), 'act-'));
try {
  process.exitCode = main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function main(): number {
  const problems = [...demo(), ...rehearse()];
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? 'not ok' : 'ok  the demo and the rehearsal, green and red');
  return problems.length ? 1 : 0;
}

function demo(): string[] {
  const text = readFileSync(join(root, '.github/workflows/demo.yml'), 'utf8');
  const jobs = Object.keys(parse(text).jobs).sort();
  const turned = text.replaceAll(/^( +(?:run: )?)test "/gm, '$1test ! "');
  return [
    ...differences('demo, as it is', run('push', text), { status: 0, succeeded: jobs, failed: [] }),
    ...differences('demo, turned round', run('push', turned), {
      status: 1,
      succeeded: [],
      failed: jobs,
    }),
  ];
}

/** The second job needs the first, and is not begun where that has failed. */
function rehearse(): string[] {
  standInForAliyun();
  const text = asRehearsed(rehearsal());
  const good = run('workflow_dispatch', text);
  const bad = run('workflow_dispatch', text.replace(/(--ImagePipelineId ip-)\w+/, '$1fails'));
  const unused = /Start instances of m-\w+ here/.test(good.log) ? [] : ['no image was handed on'];
  return [
    ...differences('rehearsal', good, { status: 0, succeeded: ['deploy', 'image'], failed: [] }),
    ...unused.map((problem) => `${good.log}\nrehearsal: ${problem}`),
    ...differences('rehearsal of a failure', bad, { status: 1, succeeded: [], failed: ['image'] }),
  ];
}

/** Puts an `aliyun` where `run` looks for one; one in the PATH comes first. */
function standInForAliyun(): void {
  const file = join(scratch, 'aliyun');
  writeFileSync(file, `#!/bin/sh\nexec node "${join(root, 'scripts/aliyun.ts')}" "$@"\n`);
  chmodSync(file, 0o755);
}

interface Ended {
  status: number | null;
  succeeded: string[];
  failed: string[];
}

/**
 * Runs a workflow in a home of its own. Without containers, act starts actions with the first `node` of the PATH, whatever
 * their `using` says: that has to be this one, on a machine with an older Node too.
 */
function run(event: string, workflow: string): Ended & { log: string } {
  const file = join(scratch, 'workflow.yml');
  writeFileSync(file, workflow);
  const PATH = [dirname(process.execPath), process.env.PATH, scratch].join(delimiter);
  const runner = ['-P', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--no-recurse'];
  const { status, stdout, stderr, error } = spawnSync('act', [event, '-W', file, ...runner], {
    cwd: root,
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH, HOME: scratch, XDG_CACHE_HOME: scratch, XDG_CONFIG_HOME: scratch },
  });
  const log = `${stdout}${stderr}${error?.message ?? ''}`;
  return { log, status, succeeded: ended(log, 'succeeded'), failed: ended(log, 'failed') };
}

/** The jobs that ended so: `[Demo/check ] 🏁  Job succeeded`. */
function ended(log: string, how: string): string[] {
  const lines = log.matchAll(new RegExp(`^\\[\\w+/(\\S+) *\\].*Job ${how}$`, 'gm'));
  return [...lines].map(([, job = '']) => job).sort();
}

function differences(title: string, { log, ...seen }: Ended & { log: string }, wanted: Ended) {
  const same = JSON.stringify(seen) === JSON.stringify(wanted);
  return same ? [] : [`${log}\n${title}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`];
}
