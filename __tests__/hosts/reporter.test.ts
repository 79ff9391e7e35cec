import { expect, test } from '@jest/globals';
import { githubHost } from '../../src/hosts/github/github.ts';
import type { LogCommands } from '../../src/hosts/github/screen.ts';
import { createReporter } from '../../src/hosts/reporter.ts';
import { commandsOf, tellingSecrets } from '../support/hosts.ts';
import { GOOD, readAll } from '../support/inputs.ts';
import { outcome, snapshot, task } from '../support/outcomes.ts';
import { testWorld } from '../support/world.ts';

function reporterOn(commands: Partial<LogCommands>, env = {}) {
  const world = testWorld(undefined, { env });
  const host = githubHost(world, commandsOf(GOOD, commands));
  return createReporter(readAll(GOOD).inputs, host, {}, world, tellingSecrets());
}

test('of a hundred warnings nine are annotations, each within what the runner shows, and all are told', () => {
  const annotations: string[] = [];
  const lines: string[] = [];
  const screen = {
    info: (text: string) => void lines.push(text),
    warning: (text: string | Error, about?: { title?: string }) =>
      void annotations.push(`${about?.title}: ${text}`),
  };
  const reporter = reporterOn(screen);
  for (let count = 0; count < 100; count += 1) {
    reporter.warning(`${count} ${'##['.repeat(3_000)}`, 'Unknown status');
  }
  expect(annotations).toHaveLength(9);
  expect(Math.max(...annotations.map(({ length }) => length))).toBeLessThan(4_096);
  expect(annotations.every((text) => text.startsWith('Unknown status: '))).toBe(true);
  expect(lines.filter((line) => line.includes('Unknown status'))).toHaveLength(91);
  expect([...annotations, ...lines].join()).not.toContain('##[');
  expect(reporter.report(outcome()).lists[0]?.items).toHaveLength(100);
});

test('lines have colours where the runner shows them', () => {
  const lines: string[] = [];
  const screen = { info: (text: string) => void lines.push(text), warning: () => undefined };
  const reporter = reporterOn(screen, { GITHUB_ACTIONS: 'true' });
  const changed = [task('exec-1', 'failed', { message: 'x\u001b[32m' })];
  reporter.snapshot(snapshot({ tasks: changed, changed }));
  const line = lines.at(-1) ?? '';
  expect(line.startsWith('\u001b[31m00:01:05  exec-1 ')).toBe(true);
  expect(line.endsWith('x\\u001b[32m\u001b[0m')).toBe(true);
});
