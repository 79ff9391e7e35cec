/** The task of Tekton's page by a linter of Tekton's own kinds. It is fetched by npm, since 90 packages come with it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { blocksOf } from './recipes.ts';
import { run, scratch } from './support.ts';

test('tekton-lint finds nothing wrong with the task, and something with one that is', async () => {
  using folder = scratch();
  const [block] = blocksOf('docs/ci/tekton.md');
  const good = block?.text ?? '';
  const env = { ...process.env } as Record<string, string>;
  const lint = (text: string) => {
    writeFileSync(join(folder.path, 'task.yaml'), text);
    const args = ['--yes', '@ibm/tekton-lint@1.1.0', 'task.yaml'];
    return run('npx', args, { cwd: folder.path, env });
  };
  expect(await lint(good)).toMatchObject({
    code: 0,
    stdout: expect.not.stringMatching(/error|warning/),
  });
  const bad = await lint(good.replace('$(params.execution-id)', '$(params.execution)'));
  expect(`${bad.stdout}${bad.stderr}`).toMatch(/execution/);
}, 120_000);
