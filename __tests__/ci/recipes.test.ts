/** Every recipe does what it says: its scripts, as they stand on the page, run against the emulator. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '@circleci/circleci-config-parser';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ciNames } from '../../src/hosts/cli/ci/registry.ts';
import { blocksOf, pages, scriptsIn } from './recipes.ts';
import { cloud, rehearsal, run, scratch, tools } from './support.ts';

/** What a system does for the commands that run in it, and where its page leaves the image for later steps. */
interface System {
  /** Its name, where the command line knows it by its variables. */
  ci?: string;
  env?: Record<string, string>;
  /** The image, of what was said and of the files that were left. */
  image(said: string, read: (name: string) => string): string | undefined;
}

/** A later step has read it from a file. */
const used = (said: string) => /Start instances of (\S+) here/.exec(said)?.[1];

const systems: Record<string, System> = {
  'argo.md': { image: (_, read) => read('image-id') },
  'azure.md': {
    ci: 'azure',
    env: { TF_BUILD: 'True' },
    image: (said) => /task\.setvariable variable=image-id;isOutput=true\](.+)/.exec(said)?.[1],
  },
  'bitbucket.md': { env: { BITBUCKET_EXIT_CODE: '0' }, image: used },
  'buildkite.md': { ci: 'buildkite', env: { BUILDKITE: 'true' }, image: used },
  'circleci.md': { image: used },
  'github.md': {
    ci: 'github',
    env: { GITHUB_ACTIONS: 'true' },
    image: (_, read) => /^image-id<<(.+)\n(.*)\n\1$/m.exec(read('github-output'))?.[2],
  },
  'gitlab.md': {
    env: { CI_JOB_STATUS: 'success' },
    image: (_, read) => /^CLOUD_TASK_IMAGE_ID=(.*)$/m.exec(read('cloud-task.env'))?.[1],
  },
  'jenkins.md': { image: (_, read) => JSON.parse(read('cloud-task.json'))['image-id'] },
  'tekton.md': { image: (_, read) => read('result') },
  'woodpecker.md': { image: used },
  'yunxiao.md': { image: used },
};

/** Keeps meta-data as Buildkite's agent does; a value may come by stdin. */
const AGENT = `#!/bin/sh
case "$1 $2" in
  'meta-data set') if [ $# -gt 3 ]; then printf %s "$4"; else cat; fi > "meta-$3" ;;
  'meta-data get') cat "meta-$3" ;;
  *) cat > /dev/null ;;
esac
`;

describe.each(pages)('docs/ci/%s', (page) => {
  const blocks = blocksOf(`docs/ci/${page}`);
  const scripts = blocks.flatMap(scriptsIn);

  test('says of each file which system reads it', () => {
    const unmarked = blocks.filter(({ language, system }) => language === 'yaml' && !system);
    expect(unmarked).toHaveLength(page === 'github.md' ? 1 : 0);
  });

  test('its commands do what they should', async () => {
    await using clouds = await cloud(50);
    using folder = scratch();
    const cwd = folder.path;
    const { ci, env: set, image } = systems[page] ?? { image: () => undefined };
    const env = {
      ...rehearsal(clouds.url),
      ...set,
      PATH: tools(cwd),
      EXECUTION_ID: 'exec-ok',
      RESULT: join(cwd, 'result'),
      BASH_ENV: join(cwd, 'bash-env'),
      GITHUB_OUTPUT: join(cwd, 'github-output'),
    };
    for (const file of [env.BASH_ENV, env.GITHUB_OUTPUT]) writeFileSync(file, '');
    writeFileSync(join(cwd, 'bin/buildkite-agent'), AGENT, { mode: 0o755 });
    expect(scripts).not.toEqual([]);
    let said = '';
    for (const script of scripts) {
      // As a file, as a CI has it: of `bash -c` that hangs on a socket, bash reads no BASH_ENV.
      writeFileSync(join(cwd, 'script'), script.replaceAll('/tmp/', `${cwd}/`));
      const { code, stdout, stderr } = await run('bash', ['-e', 'script'], { cwd, env });
      expect({ script, code, stderr: code ? stderr : '' }).toEqual({ script, code: 0, stderr: '' });
      said += `${stdout}${stderr}`;
    }
    const isHandedOn = ci === undefined || ciNames.includes(ci);
    if (isHandedOn)
      expect(image(said, (name) => readFileSync(join(cwd, name), 'utf8'))).toBe('m-sample');
    expect(clouds.requests.length).toBeGreaterThan(0);
  }, 60_000);
});

test('CircleCI finds nothing wrong with its file', () => {
  const [block] = blocksOf('docs/ci/circleci.md');
  const config = parse(block?.text ?? '');
  expect(() => parseConfig(config)).not.toThrow();
  config.jobs.image.steps.push({ runs: 'x' });
  expect(() => parseConfig(config)).toThrow('runs');
});
