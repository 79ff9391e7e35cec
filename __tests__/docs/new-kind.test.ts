import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../support/imports.ts';

/** Asks the emulator's router for an operation of Volcengine's `vke`, as that service and as another. */
const ASK = `
import { route } from './emulator/router.ts';
for (const service of ['vke', 'ecs']) {
  const authorization = \`HMAC-SHA256 Credential=key/20260101/cn-beijing/\${service}/request, SignedHeaders=host, Signature=\${'0'.repeat(64)}\`;
  const query = { Action: 'DescribeSampleThings', Version: '2022-05-12' };
  const call = { method: 'GET', rawPath: '/', rawQuery: '', query, headers: { authorization }, body: Buffer.alloc(0), params: query };
  console.log(service, route(call).error?.code);
}
`;

const LEFT_OUT = ['node_modules', '.git', 'dist', 'build', 'coverage'].map((name) =>
  join(root, name),
);
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-kind-'));
  cpSync(root, copy, { recursive: true, filter: (source) => !LEFT_OUT.includes(source) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  // Whoever is about to add a kind may have stale ones.
  run('scripts/docs.ts');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, script), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const make = (...args: readonly string[]) => run('scripts/new-kind.ts', ...args);

/** Every file of the copy with its text. */
function files(): Map<string, string> {
  const paths = globSync('**/*', { cwd: copy, exclude: ['node_modules/**', 'node_modules'] });
  const texts = paths
    .filter((path) => statSync(join(copy, path)).isFile())
    .map((path): [string, string] => [path, readFileSync(join(copy, path), 'utf8')]);
  return new Map(texts);
}

/** What has come to be since, and what is another; `null` of what is gone. */
function since(before: Map<string, string>) {
  const after = files();
  expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
  return {
    made: [...after.keys()].filter((path) => !before.has(path)).sort(),
    changed: [...before.keys()].filter((path) => after.get(path) !== before.get(path)).sort(),
    linesOf: (path: string) => {
      const old = new Set(before.get(path)?.split('\n'));
      return (
        after
          .get(path)
          ?.split('\n')
          .filter((line) => !old.has(line)) ?? []
      );
    },
  };
}

test.each([
  [['alibaba-ecs-task'], 'There is a kind alibaba-ecs-task already'],
  [['alibaba-eci-commit', '--version', '2020-01-01'], 'There is a kind'],
  [['aws-ec2-snapshot'], 'is no name of a kind'],
  [['alibaba-ecs'], 'is no name of a kind'],
  [['alibaba-ecs-Snapshot'], 'is no name of a kind'],
  [['alibaba-ecs-../x'], 'is no name of a kind'],
  [
    ['alibaba-ecs-image', '--action', 'DescribeX'],
    'src/providers/alibaba/ecs-image.ts is there already',
  ],
  [[], 'Exactly one name'],
  [['alibaba-ecs-a', 'alibaba-ecs-b'], 'Exactly one name'],
  [['alibaba-ecs-sample-thing', '--shape', 'map'], '--shape "map" is none'],
  [
    ['alibaba-ecs-sample-thing', '--action', 'DescribeTasks'],
    'is played for alibaba-ecs-task already',
  ],
  [['alibaba-ecs-sample-thing', '--style', 'roa', '--shape', 'list'], '--shape get'],
  [['alibaba-cs-thing', '--style', 'roa', '--ids', 'json'], '--ids is about lists'],
  [['volcengine-vke-cluster', '--shape', 'get'], 'only --shape list'],
  [['alibaba-ecs-sample-thing', '--unknown', 'x'], "Unknown option '--unknown'"],
])('%j is an error that changes nothing', (args, problem) => {
  const before = files();
  const { status, stderr } = make(...args);
  expect([status, stderr]).toEqual([2, expect.stringContaining(problem)]);
  expect(stderr).toContain('Nothing was changed.');
  expect(since(before)).toMatchObject({ made: [], changed: [] });
});

describe('a kind that is made', () => {
  // Of no product: nobody will make it.
  const name = 'alibaba-ecs-sample-thing';
  const own = [
    `__tests__/kinds/${name}.ts`,
    '__tests__/providers/alibaba/ecs-sample-thing.test.ts',
    `docs/providers/${name}.md`,
    'emulator/samples/ecs-sample-thing.ts',
    'emulator/services/ecs-sample-thing.ts',
    `examples/${name}.yml`,
    'src/providers/alibaba/ecs-sample-thing.ts',
  ];
  const registries = ['emulator/services/registry.ts', 'src/providers/registry.ts'];

  test('is its own files and two lines, and what is generated; it asks for what is missing', () => {
    const before = files();
    const { status, stdout } = make(name);
    expect(status).toBe(0);
    const made = since(before);
    expect(made).toMatchObject({ made: own, changed: registries });
    const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    for (const path of own)
      expect(page).toContain(` ${path.replaceAll('sample-thing', 'snapshot')} `);
    for (const path of registries) expect(made.linesOf(path)).toHaveLength(1);

    const asked = run('scripts/to-fill-in.ts');
    expect(asked.status).toBe(1);
    for (const path of own) expect(asked.stdout).toMatch(new RegExp(`^${path}:\\d+ {2}`, 'm'));
    expect(stdout).toContain(asked.stdout.split('\n')[0]);

    expect(run('scripts/docs.ts').status).toBe(0);
    expect(since(before)).toMatchObject({
      made: own,
      changed: [
        'README.md',
        'README.zh-CN.md',
        'docs/permissions.md',
        'docs/states.md',
        ...[...registries, 'integrations/yunxiao-flow/step.yaml'].sort(),
      ],
    });
    expect(make(name).stderr).toContain(`There is a kind ${name} already`);
  });
});

describe('kinds of every shape', () => {
  const kinds = [
    ['alibaba-rds-sample-thing', '--shape', 'get', '--version', '2014-08-15'],
    ['alibaba-cs-sample-thing', '--style', 'roa'],
    ['alibaba-nas-sample-thing', '--ids', 'json', '--entries', 'Copies.Copy', '--id', 'CopyId'],
    ['alibaba-hbr-sample-thing', '--ids', 'comma', '--version', '2017-09-08'],
    ['volcengine-vke-sample-thing', '--product', 'vke', '--version', '2022-05-12'],
  ];

  test.each(kinds)('%s is made', (...args) => {
    expect(make(...args)).toMatchObject({ status: 0, stderr: '' });
  });

  test('compile', () => {
    expect(run('node_modules/typescript/bin/tsc', '--noEmit')).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  test('are formatted', () => {
    const places = ['src/providers', 'emulator', '__tests__/kinds', '__tests__/providers'];
    const biome = 'node_modules/@biomejs/biome/bin/biome';
    expect(run(biome, 'check', '--error-on-warnings', ...places)).toMatchObject({ status: 0 });
  });

  test("of products that are new are missing in the vendor's list of hosts, which the check says", () => {
    expect(run('scripts/endpoints.ts', '--check')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/hbr,nas,rds.*: write it anew from a clone/),
    });
  });

  test('are played, each as its own service', () => {
    writeFileSync(join(copy, 'ask.ts'), ASK);
    expect(run('ask.ts')).toMatchObject({
      status: 0,
      stdout: 'vke undefined\necs ServiceNotFound\n',
    });
  });
});
