/** The step of Yunxiao Flow, put together as its page says, with the variables that its items would become. */
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { providerNames } from '../../src/providers/index.ts';
import { blocksOf } from './recipes.ts';
import { cloud, pack, rehearsal, root, run, scratch, version } from './support.ts';

const step = parse(readFileSync(join(root, 'integrations/yunxiao-flow/step.yaml'), 'utf8'));
const wrapper = readFileSync(join(root, 'integrations/yunxiao-flow/index.js'), 'utf8');
const [putTogether] = blocksOf('docs/ci/yunxiao.md').filter(({ language }) => language === 'sh');

interface Item {
  name: string;
  type: string;
  value?: string;
  datasource?: { label: string; value: string }[];
}
const items: Item[] = step.items;

test('its form has every kind, and each item is used', () => {
  const kinds = items.find(({ name }) => name === 'WAIT_PROVIDER')?.datasource ?? [];
  expect(kinds).toEqual(providerNames.toSorted().map((name) => ({ label: name, value: name })));
  const own = items.map(({ name }) => name).filter((name) => name.startsWith('WAIT_'));
  expect(own.filter((name) => !wrapper.includes(`item('${name}')`))).toEqual([]);
  expect(items.find(({ name }) => name.endsWith('SECRET'))?.type).toBe('password');
});

test.each([
  ['exec-ok', 0, 'm-sample'],
  ['exec-fails', 1, ''],
])(
  'it waits for %s',
  async (id, code, image) => {
    await using clouds = await cloud(50);
    using folder = scratch();
    const cwd = folder.path;
    expect(await pack(cwd)).toBe(join(cwd, `wait-for-cloud-task-${version}.tgz`));
    cpSync(join(root, 'integrations'), join(cwd, 'integrations'), { recursive: true });
    expect(await run('sh', ['-ec', putTogether?.text ?? ''], { cwd })).toMatchObject({ code: 0 });
    const project = join(cwd, 'project');
    mkdirSync(project);
    const values = items.map(({ name, value = '' }) => [name, value]);
    const env = {
      ...Object.fromEntries(values),
      ...rehearsal(clouds.url),
      WAIT_TASK_ID: id,
      WAIT_FLAGS: '--fail-fast=false  --expected-duration 1m',
      PROJECT_DIR: project,
    };
    const { main } = step.execution;
    const ran = await run(process.execPath, [join(cwd, 'WaitForCloudTask', main)], { cwd, env });
    expect({ code: ran.code, stderr: ran.code === code ? '' : ran.stderr }).toEqual({
      code,
      stderr: '',
    });
    expect(readFileSync(join(project, 'cloud-task.env'), 'utf8')).toContain(
      `CLOUD_TASK_IMAGE_ID=${image}\n`,
    );
  },
  60_000,
);
