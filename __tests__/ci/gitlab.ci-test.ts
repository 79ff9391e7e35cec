/**
 * The component by gitlab-ci-local, in a shell, with the package as npm would give it, against the emulator. It copies files
 * with rsync, which has to be there.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import type { Emulator } from '../../emulator/index.ts';
import { blocksOf } from './recipes.ts';
import { cloud, pack, pathWith, rehearsal, root, run, scratch } from './support.ts';

const gitlab = join(root, 'node_modules/gitlab-ci-local/dist/index.js');

const shared = scratch();
let file: string;
beforeAll(async () => {
  file = await pack(shared.path);
});
afterAll(() => shared[Symbol.dispose]());

/** As gitlab-ci-local wants a project to be: it reads what git knows, and from where it comes. */
async function repository(cwd: string): Promise<void> {
  const origin = 'git@gitlab.example.com:group/project.git';
  for (const line of ['init --quiet', `remote add origin ${origin}`, 'add .']) {
    await run('git', line.split(' '), { cwd });
  }
}

/** A project that includes the component and deploys what comes of it. */
async function project(clouds: Emulator, inputs: Record<string, string>, more: object = {}) {
  const folder = scratch();
  const cwd = folder.path;
  mkdirSync(join(cwd, 'templates'));
  cpSync(join(root, 'templates/wait.yml'), join(cwd, 'templates/wait.yml'));
  const given = { stage: 'build', version: `file:${file}`, ...inputs };
  const pipeline = {
    stages: ['start', 'build', 'deploy'],
    include: [{ local: 'templates/wait.yml', inputs: given }],
    ...more,
    deploy: {
      stage: 'deploy',
      needs: ['wait-for-cloud-task'],
      script: ['echo "$CLOUD_TASK_IMAGE_ID, which $CLOUD_TASK_STATE" > deployed'],
    },
  };
  writeFileSync(join(cwd, '.gitlab-ci.yml'), stringify(pipeline));
  const env = { ...rehearsal(clouds.url), PATH: pathWith(), HOME: cwd, GITLAB_CI: 'true' };
  await repository(cwd);
  const read = (name: string) => {
    const path = join(cwd, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  return {
    cwd,
    read,
    async run(more: Record<string, string> = {}) {
      const args = [gitlab, '--force-shell-executor', '--no-color'];
      const { code, stdout, stderr } = await run(process.execPath, args, {
        cwd,
        env: { ...env, ...more },
      });
      return { code, log: `${stdout}${stderr}`, deployed: read('deployed') };
    },
    [Symbol.dispose]: folder[Symbol.dispose],
  };
}

const inputs = { provider: 'alibaba-ecs-image-pipeline', 'task-id': 'exec-ok' };

test('a job waits, and its image is handed to the next one', async () => {
  await using clouds = await cloud();
  using pipeline = await project(clouds, inputs);
  expect(await pipeline.run()).toMatchObject({
    code: 0,
    deployed: 'm-sample, which succeeded\n',
    log: expect.stringContaining('succeeded: exec-ok succeeded after'),
  });
  const url = expect.stringMatching(/^https:\/\/ecs\.console\.aliyun\.com\/image\/m-sample/);
  expect(JSON.parse(pipeline.read('cloud-task-annotations.json'))).toEqual({
    'Cloud tasks': [{ external_link: { label: 'exec-ok', url } }],
  });
}, 60_000);

test('it fails where the task fails, and nothing is deployed', async () => {
  await using clouds = await cloud();
  using pipeline = await project(clouds, { ...inputs, 'task-id': 'exec-fails' });
  const { code, log, deployed } = await pipeline.run();
  expect({ code, deployed }).toEqual({ code: 1, deployed: '' });
  expect(log).toContain('exec-fails failed');
  expect(pipeline.read('cloud-task.env')).toMatch(/^CLOUD_TASK_STATE=failed$/m);
}, 60_000);

test('where the package is not to be had, that is all it says', async () => {
  await using clouds = await cloud();
  using pipeline = await project(clouds, { ...inputs, version: 'file:/nowhere/package.tgz' });
  const { code, log } = await pipeline.run();
  expect(code).toBe(1);
  expect(log).not.toMatch(/readFileSync|sed: /);
}, 60_000);

test('the id comes from an earlier job, and whatever it is, no shell runs it', async () => {
  await using clouds = await cloud();
  const start = (id: string) => ({
    start: {
      stage: 'start',
      script: [`printf '%s\\n' 'EXECUTION_ID=${id}' > start.env`],
      artifacts: { reports: { dotenv: 'start.env' } },
    },
    'wait-for-cloud-task': { needs: ['start'] },
  });
  const given = { ...inputs, 'task-id': '$EXECUTION_ID' };
  using good = await project(clouds, given, start('exec-ok'));
  expect(await good.run()).toMatchObject({ code: 0, deployed: 'm-sample, which succeeded\n' });
  using bad = await project(clouds, given, start('exec-ok";touch ran;"$(touch ran)'));
  expect(await bad.run()).toMatchObject({ code: 1, deployed: '' });
  expect(existsSync(join(bad.cwd, 'ran'))).toBe(false);
}, 60_000);

test('flags are added, and a task is found by what it belongs to', async () => {
  await using clouds = await cloud();
  const { 'task-id': _, ...others } = inputs;
  const flags = '--image-pipeline-id ip-sample --accept-partial';
  using pipeline = await project(clouds, { ...others, flags, region: 'cn-hangzhou' });
  expect(await pipeline.run()).toMatchObject({ code: 0, deployed: expect.stringContaining('m-') });
}, 60_000);

/** Writes down the process of the command, as no CI would tell of it. */
const NOTE = `const { argv, pid } = process;
if (argv[1]?.endsWith('/wait-for-cloud-task') && argv[2] === 'wait') {
  require('node:fs').writeFileSync('cli.pid', String(pid));
}
`;

test.each([
  ['cancel', ['CancelImagePipelineExecution']],
  ['leave', []],
])(
  'a job is cut off, and what runs in it hears of nothing: on-cancel is %s',
  async (what, sent) => {
    await using clouds = await cloud();
    const steps = [{ at: 0, status: 'BUILDING' }];
    clouds.addTask({ kind: 'alibaba-ecs-image-pipeline', id: 'exec-long', steps });
    const given = { ...inputs, 'task-id': 'exec-long', 'on-cancel': what };
    using pipeline = await project(clouds, given);
    writeFileSync(join(pipeline.cwd, 'note.cjs'), NOTE);
    const ended = pipeline.run({ NODE_OPTIONS: `--require=${pipeline.cwd}/note.cjs` });
    while (pipeline.read('cloud-task.ndjson') === '') await sleep(100);
    process.kill(Number(pipeline.read('cli.pid')), 'SIGKILL');
    const { code, deployed } = await ended;
    expect({ code, deployed }).toEqual({ code: 1, deployed: '' });
    const actions = clouds.requests.map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('Cancel'))).toEqual(sent);
    expect(pipeline.read('cloud-task-annotations.json')).toContain('ecs.console.aliyun.com');
  },
  60_000,
);

test("GitLab's schema finds nothing wrong with the files of the page", async () => {
  using folder = scratch();
  const cwd = folder.path;
  cpSync(join(root, 'templates'), join(cwd, 'templates'), { recursive: true });
  await repository(cwd);
  const local = (text: string) => text.replace(/component: .*$/m, 'local: templates/wait.yml');
  const [included = '', needs = '', token = '', alone = ''] = blocksOf('docs/ci/gitlab.md').map(
    ({ text }) => local(text),
  );
  const start = 'start:\n  stage: build\n  script: [x]\n';
  const files = [included, `${included}${start}${needs}`, `${included}${token}`, alone];
  for (const text of [...files, included.replace('needs:', 'need:')]) {
    writeFileSync(join(cwd, '.gitlab-ci.yml'), text);
    const { code, stderr } = await run(process.execPath, [gitlab, '--list'], {
      cwd,
      env: { HOME: cwd },
    });
    const isWrong = !files.includes(text);
    const said = isWrong || code === 0 ? '' : stderr;
    expect({ code, said }).toEqual({ code: isWrong ? 1 : 0, said: '' });
  }
}, 60_000);
