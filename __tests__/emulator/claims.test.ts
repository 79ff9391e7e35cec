import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { checkClaims } from '../../emulator/claims.ts';
import type { Operation } from '../../emulator/operation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const operation = (kind: string, more: Partial<Operation> = {}): Operation => ({
  action: 'DescribeTasks',
  version: '2014-05-26',
  cloud: 'alibaba',
  envelope: 'alibaba',
  methods: ['GET', 'POST'],
  permission: undefined,
  signed: true,
  kind,
  run: () => ({ body: {} }),
  ...more,
});

test('two services that claim one action are named, both', () => {
  expect(() => checkClaims([operation('kind-a'), operation('kind-b')])).toThrow(
    'DescribeTasks of kind-a and DescribeTasks of kind-b both claim alibaba 2014-05-26 DescribeTasks',
  );
});

test('so are two that claim one path by one method', () => {
  const path = /^\/tasks\/([^/]+)$/;
  const claims = [
    operation('kind-a', { path, methods: ['GET'] }),
    operation('kind-b', { path, methods: ['POST', 'GET'], action: 'DescribeTaskInfo' }),
  ];
  expect(() => checkClaims(claims)).toThrow(
    'DescribeTasks of kind-a and DescribeTaskInfo of kind-b both claim GET ^\\/tasks\\/([^/]+)$',
  );
});

test.each<[string, Partial<Operation>]>([
  ['cloud', { cloud: 'volcengine' }],
  ['version', { version: '2020-04-01' }],
  ['action', { action: 'DescribeImages' }],
  ['path', { path: /^\/tasks$/ }],
])('another %s is another claim', (_, more) => {
  expect(() => checkClaims([operation('kind-a'), operation('kind-b', more)])).not.toThrow();
});

test('the emulator does not start with a service that claims what another has', () => {
  const copy = mkdtempSync(join(tmpdir(), 'claims-'));
  try {
    for (const part of ['emulator', 'package.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    const services = join(copy, 'emulator/services');
    writeFileSync(
      join(services, 'seventh.ts'),
      `import { eci } from './eci.ts';
      const kind = 'seventh';
      export const seventh = { ...eci, kind, operations: eci.operations.map((each) => ({ ...each, kind })) };`,
    );
    appendFileSync(join(services, 'registry.ts'), "export { seventh } from './seventh.ts';\n");
    const cli = join(copy, 'emulator/cli.ts');
    const { status, stderr } = spawnSync(process.execPath, [cli, '--list-faults']);
    expect(status).toBe(1);
    expect(String(stderr)).toContain(
      'DescribeCommitContainerTask of alibaba-eci-commit and DescribeCommitContainerTask of seventh both claim',
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
