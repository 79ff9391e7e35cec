import { expect, test } from '@jest/globals';
import { githubParser } from '../../../support/ci/parsers.ts';
import { KEY_SECRET, tryInCi, waitInCi } from '../../../support/ci/run.ts';

const FAILED = { steps: [{ at: 0, status: 'FAILED', errorCode: 'E.1', errorInfo: 'why' }] };

test('a run step writes outputs and summary to the files of the runner, and its errors as annotations', async () => {
  const { files, stderr } = await tryInCi('github', FAILED);
  expect(files.output).toMatch(/^state<<(ghadelimiter_\S+)\nfailed\n\1\n/m);
  expect(files.output).toMatch(/^failed-task-ids<<(\S+)\nt-1\n\1$/m);
  expect(files.summary).toMatch(/^### ❌ t&#45;1 failed\n/);
  const found = githubParser(stderr);
  expect(found.map(({ name }) => name)).toEqual(['error', 'group', 'endgroup']);
  expect(found[0]).toMatchObject({ properties: { title: 'The task failed' } });
  // A log may be led into a file.
  expect(stderr).not.toContain(KEY_SECRET);
});

test('the summary can be left out', async () => {
  const { files } = await tryInCi('github', { ...FAILED, typed: ['--no-job-summary'] });
  expect(files.summary).toBe('');
  expect(files.output).not.toBe('');
});

test('a declared artifact needs the digest of its image', async () => {
  const { stderr } = await waitInCi('github', 'alibaba-cr-artifact-build', 'succeeded', {
    env: { GITHUB_ARTIFACTS: '/nowhere/artifacts' },
  });
  expect(stderr).toMatch(
    /^::warning title=Artifacts::The artifacts could not be declared: .*ENOENT/m,
  );
});

test('files that cannot be written are told once, and not where nobody wants to hear of it', async () => {
  const env = { GITHUB_STEP_SUMMARY: '/nowhere/summary', GITHUB_OUTPUT: '/nowhere/output' };
  const loud = await tryInCi('github', { ...FAILED, env });
  expect(loud.stderr).toMatch(/^::warning title=Outputs lost::.* ENOENT/m);
  expect(loud.stderr).toMatch(
    /^::warning title=Summary::The job summary could not be written: .*ENOENT/m,
  );
  const quiet = await tryInCi('github', { ...FAILED, env, typed: ['--quiet'] });
  expect(quiet.stderr).not.toContain('title=Summary');
  expect(quiet.stderr).toContain('title=Outputs lost');
});
