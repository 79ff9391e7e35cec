import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { azure } from '../../../../src/hosts/cli/ci/azure.ts';
import { azureParser } from '../../../support/ci/parsers.ts';
import { KEY_SECRET, tryInCi, waitInCi } from '../../../support/ci/run.ts';
import { testWorld } from '../../../support/world.ts';

test('sets each output as a variable of the step, and tells of a failure as an issue', async () => {
  const { stderr, outputs } = await waitInCi('azure', 'alibaba-cr-artifact-build', 'failed');
  const found = azureParser(stderr);
  const [early, ...rest] = found;
  // A log may be led into a file.
  expect(stderr).not.toContain(KEY_SECRET);
  expect(early?.properties).toEqual({ variable: 'tasks', isOutput: 'true' });
  const set = rest.filter(({ name }) => name === 'task.setvariable');
  expect(set.every(({ properties }) => properties.isOutput === 'true')).toBe(true);
  expect(
    Object.fromEntries(set.map(({ properties, data }) => [properties.variable, data])),
  ).toEqual(outputs);
  const others = found.filter(({ name }) => !/^task\.set/.test(name));
  expect(others.map(({ name, properties }) => [name, properties])).toEqual([
    ['task.logissue', { type: 'error' }],
    ['[group]', {}],
    ['[endgroup]', {}],
    ['task.uploadsummary', {}],
  ]);
  expect(stderr).toContain('##[group]t-1: Build log, 2 lines\na line\nanother\n##[endgroup]\n');
});

test('a summary is a file that is there when the agent looks for it', async () => {
  let summary = '';
  const { stderr } = await tryInCi('azure', {
    steps: [{ at: 0, status: 'SUCCESS', imageId: 'm-1' }],
    onLine(line) {
      const path = azureParser(line).find(({ name }) => name === 'task.uploadsummary')?.data;
      if (path) summary = readFileSync(path, 'utf8');
    },
  });
  expect(summary).toMatch(/^### ✅ t&#45;1 succeeded\n/);
  expect(stderr).toMatch(/##vso\[task\.uploadsummary\]\S+\/cloud-task-[\w-]+\.md\n/);
  const off = await tryInCi('azure', {
    steps: [{ at: 0, status: 'SUCCESS' }],
    typed: ['--job-summary=false'],
  });
  expect(off.stderr).not.toContain('uploadsummary');
});

test('an output that no variable holds is told of, not cut', () => {
  const lines: string[] = [];
  const { output } = open(lines);
  expect(output?.('tasks', 'x'.repeat(32_001))).toContain('`--output json=FILE` has it whole');
  expect(output?.('tasks', 'x'.repeat(32_000))).toBe('');
  expect(lines).toHaveLength(1);
});

test('data and properties reach the agent as they are', () => {
  const lines: string[] = [];
  const ci = open(lines);
  const strange = '100%;a]b\r\nc%AZP25%3B%0A##vso[task.x]::';
  ci.output?.('message', strange);
  expect(lines.every((line) => !/[\r\n]/.test(line))).toBe(true);
  expect(azureParser(lines.join('\n')).map(({ data }) => data)).toEqual([strange]);
});

test('what the agent would fill in is not asked for by a cloud', () => {
  const lines: string[] = [];
  const ci = open(lines);
  ci.output?.('message', 'said $(System.AccessToken) $($(x))');
  ci.output?.('tasks', JSON.stringify([{ message: '$(System.AccessToken)' }]));
  expect(azureParser(lines.join('\n')).map(({ name, data }) => [name, data])).toEqual([
    ['task.setvariable', 'said $\\(System.AccessToken) $\\($\\(x))'],
    ['task.setvariable', '[{"message":"\\u0024(System.AccessToken)"}]'],
  ]);
});

function open(lines: string[]) {
  return azure.open({
    world: testWorld(),
    print: (line) => void lines.push(line),
    paint: (text) => text,
  });
}
