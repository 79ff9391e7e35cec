import { expect, test } from '@jest/globals';
import { ciSystem } from '../../../../src/hosts/cli/ci/registry.ts';

// What each system documents that it sets in every job.

test.each([
  ['github', { CI: 'true', GITHUB_ACTIONS: 'true' }],
  ['gitlab', { CI: 'true', GITLAB_CI: 'true' }],
  ['azure', { TF_BUILD: 'True' }],
  ['buildkite', { CI: 'true', BUILDKITE: 'true' }],
  [undefined, { CI: 'true', JENKINS_URL: 'https://ci.example/' }],
  [undefined, { GITHUB_ACTIONS: '', GITLAB_CI: 'false', TF_BUILD: '', BUILDKITE: '' }],
  [undefined, {}],
])('%s is found by %j', (name, env) => {
  expect(ciSystem('auto', env)?.name).toBe(name);
});

test('a name is taken before what is found, and none is none', () => {
  expect(ciSystem('azure', { GITLAB_CI: 'true' })?.name).toBe('azure');
  expect(ciSystem('none', { GITLAB_CI: 'true' })).toBeUndefined();
});
