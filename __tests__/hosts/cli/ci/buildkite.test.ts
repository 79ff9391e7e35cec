import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildkiteAgent } from '../../../../src/hosts/cli/ci/buildkite-agent.ts';
import { buildkiteParser } from '../../../support/ci/parsers.ts';
import { KEY_SECRET, tryInCi, waitInCi } from '../../../support/ci/run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An agent that writes down what it is asked, with what it is given to read, a file each; and how it ends. */
function agent(end = 'exit 0') {
  const file = join(folder, 'buildkite-agent');
  const write = `{ printf '%s|' "$@"; cat; } > "${folder}/$$.call"`;
  writeFileSync(file, `#!/bin/sh\n${write}\n${end}\n`);
  chmodSync(file, 0o755);
  const env = { PATH: [folder, process.env.PATH].join(delimiter), BUILDKITE_JOB_ID: 'job-1' };
  const modifiedAt = (name: string) => statSync(join(folder, name)).mtimeMs;
  const calls = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.call'))
      .toSorted((a, b) => modifiedAt(a) - modifiedAt(b))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  return { env, calls };
}

const steps = [{ at: 0, status: 'SUCCESS', imageId: 'm-1' }];

test('hands results on as meta-data, with the summary as an annotation, and hides keys', async () => {
  const { env, calls } = agent();
  const { stderr } = await tryInCi('buildkite', { steps, env });
  const told = calls();
  expect(told).toContain('meta-data|set|cloud-task-state|succeeded');
  expect(told).toContain('meta-data|set|cloud-task-image-id|m-1');
  expect(told).toContain(`redactor|add|${KEY_SECRET}`);
  // What is empty is not set: the agent would refuse it.
  expect(told.some((call) => call.startsWith('meta-data|set|cloud-task-image|'))).toBe(false);
  const annotations = told.filter((call) => call.startsWith('annotate|'));
  expect(annotations).toEqual([
    expect.stringMatching(
      /^annotate\|--style\|success\|--context\|cloud-task-job-1\|--append\|### ✅/,
    ),
  ]);
  expect(stderr).not.toContain(KEY_SECRET);
  expect(stderr).not.toContain('warning');
});

test('the tasks are there as soon as they are known, and the last word on them is the last', async () => {
  // The first call takes longer than all others together.
  const { env, calls } = agent(
    `case "$3" in *tasks) mkdir "${folder}/once" 2>&1 && sleep 1;; esac\nexit 0`,
  );
  const later = [{ at: 0, status: 'BUILDING' }, ...steps.map((step) => ({ ...step, at: 20 }))];
  await tryInCi('buildkite', { steps: later, env });
  const tasks = calls().filter((call) => call.startsWith('meta-data|set|cloud-task-tasks|'));
  expect(tasks.map((call) => /"state":"(\w+)"/.exec(call)?.[1])).toEqual(['running', 'succeeded']);
});

test('wrong inputs are handed on too, by an agent that nobody waits for', async () => {
  const { env, calls } = agent();
  const { exitCode } = await tryInCi('buildkite', { steps, env, typed: ['--timeout', '60'] });
  expect(exitCode).toBe(2);
  for (let tries = 0; calls().length < 4 && tries < 100; tries += 1) await pause();
  expect(calls()).toContain('meta-data|set|cloud-task-state|error');
});

test('what the agent refuses is told, without colours, and the end is that of the task', async () => {
  const { env } = agent(
    `echo "${'x'.repeat(400)} no such job $BUILDKITE_AGENT_NO_COLOR" >&2; exit 7`,
  );
  const loud = await tryInCi('buildkite', { steps, env });
  expect(loud.exitCode).toBe(0);
  const reason = 'failed with 7: x+ no such job true';
  const lost = `warning: Later steps will miss outputs: \`buildkite-agent meta-data set\` ${reason}. The state is succeeded.`;
  expect(loud.stderr).toMatch(new RegExp(lost));
  expect(loud.stderr.match(/Later steps will miss outputs/g)).toHaveLength(1);
  expect(loud.stderr).toMatch(
    new RegExp(`There is no summary: \`buildkite-agent annotate\` ${reason}`),
  );
  const quiet = await tryInCi('buildkite', { steps, env, typed: ['--quiet'] });
  expect(quiet.stderr).toMatch(new RegExp(`^\\S*${lost}\\S*\n$`));
});

test('an agent that hangs keeps nobody, nor does what it has started', async () => {
  const { env } = agent('sleep 20');
  const run = buildkiteAgent(env, 500);
  expect(await run(['meta-data', 'set', 'x'], 'y')).toBe(
    '`buildkite-agent meta-data set` gave no answer in 0.5 s',
  );
});

test('without an agent nothing is said of it', async () => {
  const { stderr } = await tryInCi('buildkite', { steps });
  expect(stderr).not.toContain('buildkite-agent');
});

test('an error opens the group that it is in, and folds the reasons', async () => {
  const { stderr } = await waitInCi('buildkite', 'alibaba-cr-artifact-build', 'failed');
  expect(buildkiteParser(stderr).map(({ name, data }) => [name, data])).toEqual([
    ['^^^', ''],
    ['---', 't-1: Build log, 2 lines'],
  ]);
  expect(stderr).toMatch(
    /error: t-1 failed .*\n\^\^\^ \+\+\+\n--- t-1: Build log, 2 lines\na line\nanother\n/,
  );
});

test('what comes behind a folded group is not hidden with it', async () => {
  const { stderr } = await waitInCi('buildkite', 'alibaba-cr-artifact-build', 'failed', {
    env: { ...agent('exit 1').env },
  });
  expect(stderr).toMatch(/another\n\+\+\+ Wait for Cloud Task\n\S*warning: Later steps will miss/);
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
