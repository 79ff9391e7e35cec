import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createData } from '../../../../src/hosts/cli/data/sinks.ts';
import type { Destination } from '../../../../src/hosts/cli/options.ts';
import { outputsOf } from '../../../../src/render/outputs.ts';
import { outcome, snapshot, task } from '../../../support/outcomes.ts';

const folder = mkdtempSync(join(tmpdir(), 'sinks-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const OUTPUTS = outputsOf(outcome(), false);

function dataTo(...destinations: Destination[]) {
  const printed: string[] = [];
  const problems: string[] = [];
  const harmless = { line: (text: string) => text, json: (text: string) => text };
  const data = createData(destinations, harmless, (text) => void printed.push(text));
  const open = () => data.open({ problem: (_, message) => void problems.push(message) });
  return { data, printed, problems, open };
}

test('each form goes where it belongs', () => {
  const { data, printed, open } = dataTo(
    { form: 'text' },
    { form: 'json', file: file('a') },
    { form: 'ndjson', file: file('b') },
  );
  open();
  data.publisher.update?.(snapshot({ tasks: [task('t', 'running')] }), undefined as never);
  expect(data.end(OUTPUTS)).toBe('');
  expect(printed).toEqual(['state: failed\n']);
  const json = readFileSync(file('a'), 'utf8');
  expect(JSON.parse(json).state).toBe('failed');
  const lines = readFileSync(file('b'), 'utf8').split('\n');
  expect([lines.length, JSON.parse(lines[0] ?? '').state, `${lines[1]}\n`]).toEqual([
    3,
    'running',
    json,
  ]);
});

test('a file is empty once it is open: what an earlier run has left is not taken for this one’s', () => {
  writeFileSync(file('old'), '{"state":"succeeded"}'.repeat(100));
  const { open } = dataTo({ form: 'json', file: file('old') });
  open();
  expect(readFileSync(file('old'), 'utf8')).toBe('');
});

test('a file that cannot be written is a problem before anything is sent, and no other form is lost', () => {
  mkdirSync(file('folder'));
  const { data, printed, problems, open } = dataTo(
    { form: 'text' },
    { form: 'json', file: file('folder') },
    { form: 'env', file: file('none/where') },
  );
  open();
  expect(problems).toEqual([
    expect.stringMatching(/^--output: `.*folder` cannot be written: (Error: )?EISDIR/),
    expect.stringMatching(/^--output: `.*none\/where` cannot be written: (Error: )?ENOENT/),
  ]);
  expect(data.end(OUTPUTS)).toBe('');
  expect(printed).toHaveLength(1);
});

test('what a full disk does not take is said, once for all lines', () => {
  const { data, problems, open } = dataTo({ form: 'ndjson', file: '/dev/full' });
  open();
  expect(problems).toEqual([]);
  for (const state of ['pending', 'running'] as const) {
    data.publisher.update?.(snapshot({ tasks: [task('t', state)] }), undefined as never);
  }
  expect(data.end(OUTPUTS)).toMatch(/^The result is not whole: (Error: )?ENOSPC[^;]*\.$/);
});

test('is written also where nothing was read of the inputs', () => {
  const { data, printed } = dataTo({ form: 'text' });
  data.end(OUTPUTS);
  expect(printed).toEqual(['state: failed\n']);
});
