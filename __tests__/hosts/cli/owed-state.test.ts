import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/hosts/cli/arguments.ts';
import { owedBy } from '../../../src/hosts/cli/owed-state.ts';
import { type StateRecord, writeRecord } from '../../../src/hosts/cli/state-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'owed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'state.json');

const RECORD: StateRecord = {
  provider: 'alibaba-cr-artifact-build',
  taskIds: ['a', 'b', 'c'],
  inputs: { region: 'cn-hangzhou', 'instance-id': 'cri-1' },
  profile: 'ci',
  startedAt: '2026-11-26T00:00:00.000Z',
  deadline: '2026-11-26T01:00:00.000Z',
};
const ended = (settled: string[]) => ({
  state: 'timed-out',
  status: '',
  message: '',
  endedAt: RECORD.deadline,
  settled,
});

function owed(change: Partial<StateRecord>, ...more: string[]) {
  writeFileSync(file, writeRecord({ ...RECORD, ...change }), { mode: 0o600 });
  return owedBy(readArguments(['cancel', '--state', file, ...more]));
}

describe('what a state file owes', () => {
  test('of a wait that was killed is every task, with all that says where it is', () => {
    const { line, isFromState, nothing } = owed({}, '--quiet');
    expect([isFromState, nothing]).toEqual([true, undefined]);
    expect(line.inputs).toEqual({
      provider: RECORD.provider,
      'task-id': 'a\nb\nc',
      region: 'cn-hangzhou',
      'instance-id': 'cri-1',
    });
    expect(line.options).toMatchObject({ profile: ['ci'], quiet: ['true'] });
  });

  test('of a wait that has ended is what had not', () => {
    expect(owed({ end: ended(['a', 'c']) }).line.inputs['task-id']).toBe('b');
    expect(owed({ end: ended(['a', 'b', 'c']) }).nothing).toContain('the wait ended as timed-out');
  });

  test('is nothing where no id was ever known: the newest may be another’s by now', () => {
    expect(owed({ taskIds: [] }).nothing).toContain('before any task was known');
  });

  test('may be asked for with another profile, and with no other task or place', () => {
    expect(owed({}, '--profile', 'mine').line.options.profile).toEqual(['mine']);
    for (const more of [
      ['--region', 'cn-x'],
      ['alibaba-ack-task', 't-1'],
      ['--task-id', 't-1'],
    ]) {
      expect(owed({}, ...more).line.problems[0]?.message).toContain('stands in the file');
    }
  });
});
