/** Every recipe does what it says: its scripts, as they stand on the page, run against the emulator. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '@circleci/circleci-config-parser';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { blocksOf, pages, scriptsIn } from './recipes.ts';
import { cloud, rehearsal, run, scratch, tools } from './support.ts';

/** What a page hands on beside the outputs of its system, by where it stands. */
const LEFT: Record<string, (read: (name: string) => string) => string> = {
  'argo.md': (read) => read('image-id'),
  'tekton.md': (read) => read('result'),
  'jenkins.md': (read) => JSON.parse(read('cloud-task.json'))['image-id'],
};

/** Pages whose later steps read a file; elsewhere the system hands results on, and its host has tests of its own. */
const BY_SHELL = ['bitbucket.md', 'circleci.md', 'woodpecker.md', 'yunxiao.md'];

/** Variables that the systems set. */
const SET = { CI_JOB_STATUS: 'success', BITBUCKET_EXIT_CODE: '0' };

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
    const env = {
      ...rehearsal(clouds.url),
      ...SET,
      PATH: tools(cwd),
      EXECUTION_ID: 'exec-ok',
      RESULT: join(cwd, 'result'),
      BASH_ENV: join(cwd, 'bash-env'),
    };
    writeFileSync(env.BASH_ENV, '');
    expect(scripts).not.toEqual([]);
    let said = '';
    for (const script of scripts) {
      // As a file, as a CI has it: of `bash -c` that hangs on a socket, bash reads no BASH_ENV.
      writeFileSync(join(cwd, 'script'), script.replaceAll('/tmp/', `${cwd}/`));
      const { code, stdout, stderr } = await run('bash', ['-e', 'script'], { cwd, env });
      expect({ script, code, stderr: code ? stderr : '' }).toEqual({ script, code: 0, stderr: '' });
      said += stdout;
    }
    const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
    const left = LEFT[page]?.(read);
    if (left !== undefined) expect(left).toBe('m-sample');
    if (BY_SHELL.includes(page)) expect(said).toContain('instances of m-sample here');
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
