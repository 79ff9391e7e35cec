/**
 * `npm run check`: is everything that is generated or written twice fresh? Runs all checks, tells each as a line, and
 * exits with 1 where one has failed.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { problemsOf } from './examples.ts';
import { type Action, readAction } from './sources.ts';
import { placesToFillIn } from './to-fill-in.ts';
import { workflows } from './yaml-sources.ts';

/** A check by its name; gives what is wrong, nothing where all is well. */
interface Check {
  name: string;
  run(): string;
}

const root = fileURLToPath(new URL('../', import.meta.url));

const checks: readonly Check[] = [
  {
    name: 'format and lint',
    run: () => node('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
  { name: 'generated docs', run: () => node('scripts/docs.ts', '--check') },
  { name: 'list of endpoints', run: () => node('scripts/endpoints.ts', '--check') },
  { name: 'examples', run: () => examples(readAction()) },
  { name: 'places to fill in', run: () => placesToFillIn(root).join('\n') },
  { name: 'dist', run: () => node('scripts/build.ts', '--check') },
];

/** What is wrong with the YAML that users may copy: workflows, examples, and the blocks of all pages. */
export function examples(action: Action): string {
  return workflows()
    .flatMap((example) => problemsOf(example, action))
    .join('\n');
}

/** Runs a script with this Node and gives what it said, nothing where it exited with 0. */
function node(script: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`.trim() || `exit code ${status}`;
}

function main(): number {
  let failed = 0;
  for (const { name, run } of checks) {
    const problem = run();
    console.log(`${problem ? 'not ok' : 'ok'}  ${name}`);
    if (!problem) continue;
    failed += 1;
    console.log(problem.replaceAll(/^/gm, '    '));
  }
  return failed > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main();
